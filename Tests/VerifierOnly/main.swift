// SPDX-License-Identifier: Apache-2.0
// Uses the audit set and nothing else; `make check` looks at what it links.
import TraceCOSE
import TracePrimitives
import TraceVerifier

if let key = PublicKey([UInt8](repeating: 0x66, count: PublicKey.byteCount)) {
    print(COSEKey.issuerName(COSEKey.thumbprint(of: key)))
}
