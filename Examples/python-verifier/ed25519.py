# SPDX-License-Identifier: Apache-2.0
"""Ed25519 as SPEC.md section 10 (R34) accepts it: libsodium's rule, its byte tests made here first."""
import nacl.bindings
import nacl.exceptions

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SMALL = {  # y of the points of small order, as encodings may write them
    0, 1, P - 1, P, P + 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
}


def small_order(encoding):
    return int.from_bytes(encoding, "little") % 2**255 in SMALL


def valid(signature, message, public):
    """Whether `signature` over `message` is accepted under `public`."""
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= L or small_order(signature[:32]):
        return False
    if int.from_bytes(public, "little") % 2**255 >= P or small_order(public):
        return False
    try:
        nacl.bindings.crypto_sign_open(signature + message, public)
    except nacl.exceptions.BadSignatureError:
        return False
    return True


def acceptable(public):
    """Whether `public` may be registered: canonical, on the curve, in the prime-order subgroup.

    Computed here, since libsodium before 1.0.20 passes some points outside that subgroup.
    """
    point = decompress(public)
    if point is None or small_order(public):
        return False
    x, y = multiply(L, point)
    return (x, y) == (0, 1)


def decompress(encoding):
    number = int.from_bytes(encoding, "little")
    y, sign = number % 2**255, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x % 2 != sign else x, y)


def add(a, b):
    """Twisted Edwards addition in extended coordinates (X, Y, Z, T)."""
    p, q = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    c, d = 2 * D * a[3] * b[3], 2 * a[2] * b[2]
    e, f, g, h = q - p, d - c, d + c, q + p
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result, power = (0, 1, 1, 0), (*point, 1, point[0] * point[1] % P)
    while scalar:
        if scalar & 1:
            result = add(result, power)
        power, scalar = add(power, power), scalar >> 1
    inverse = pow(result[2], P - 2, P)
    return result[0] * inverse % P, result[1] * inverse % P
