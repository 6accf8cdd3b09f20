# SPDX-License-Identifier: Apache-2.0
"""Strict deterministic CBOR (SPEC.md sections 2 and 4), reading and writing.

cbor2 is no oracle here: it reads leniently and sorts map keys by length first.
"""
LEVELS = 16


class Malformed(ValueError):
    """The bytes are not the one encoding that the specification allows."""


class Decimal(tuple):
    """(exponent, mantissa), the content of a tag 4."""


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if count > len(self.data) - self.at:
            raise Malformed("cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def head(self):
        """Major type and argument, in the shortest form or not at all."""
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info
        if info > 27 or major == 7:
            raise Malformed("indefinite length, reserved head, float or simple value")
        width = 1 << (info - 24)
        argument = int.from_bytes(self.take(width), "big")
        if argument < (24, 1 << 8, 1 << 16, 1 << 32)[info - 24]:
            raise Malformed("head longer than needed")
        return major, argument

    def item(self, level=0):
        major, argument = self.head()
        if major < 2:
            return argument if major == 0 else -1 - argument
        if major == 2:
            return self.take(argument)
        if major == 3:
            try:
                return self.take(argument).decode("utf-8")
            except UnicodeDecodeError:
                raise Malformed("text is not UTF-8") from None
        if major == 7:
            if argument not in (20, 21, 22):
                raise Malformed("simple value")
            return {20: False, 21: True, 22: None}[argument]
        if level == LEVELS:
            raise Malformed("nested too deep")
        if major == 4:
            return [self.item(level + 1) for _ in range(self.bounded(argument))]
        return self.map(argument, level) if major == 5 else self.decimal(argument)

    def bounded(self, count):
        if count > len(self.data) - self.at:
            raise Malformed("more items than bytes")
        return count

    def map(self, count, level):
        result, before = {}, b""
        for _ in range(self.bounded(count)):
            start = self.at
            key = self.item(LEVELS)
            encoded = self.data[start : self.at]
            if type(key) not in (int, str) or (level == 0 and self.text_only and type(key) is int):
                raise Malformed("key of a map")
            if encoded <= before:
                raise Malformed("map keys not in ascending order")
            before, result[key] = encoded, self.item(level + 1)
        return result

    def decimal(self, tag):
        if tag != 4 or self.head() != (4, 2):
            raise Malformed("tag")
        value = Decimal((self.item(LEVELS), self.item(LEVELS)))
        if not all(type(v) is int for v in value):
            raise Malformed("decimal")
        if not -18 <= value[0] <= 0 or abs(value[1]) > 2**63 - 1:
            raise Malformed("decimal out of range")
        return value

    text_only = False


def decode(data, text_keys=False):
    """The one item that `data` holds; with `text_keys` the outermost map has only text keys."""
    reader = Reader(data)
    reader.text_only = text_keys
    value = reader.item()
    if reader.at != len(data):
        raise Malformed("bytes after the item")
    return value


def head(major, argument):
    if argument < 24:
        return bytes([major << 5 | argument])
    width = 1 if argument < 1 << 8 else 2 if argument < 1 << 16 else 4 if argument < 1 << 32 else 8
    return bytes([major << 5 | {1: 24, 2: 25, 4: 26, 8: 27}[width]]) + argument.to_bytes(width, "big")


def encode(value):
    """The deterministic encoding of a value that `decode` gives."""
    if value is None or type(value) is bool:
        return b"\xf6" if value is None else b"\xf5" if value else b"\xf4"
    if type(value) is int:
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, Decimal):
        return b"\xc4\x82" + encode(value[0]) + encode(value[1])
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    pairs = sorted((encode(k), encode(v)) for k, v in value.items())
    return head(5, len(pairs)) + b"".join(k + v for k, v in pairs)
