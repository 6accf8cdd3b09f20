// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The machine's clock, which only commands read; everything below is told the time.
enum SystemClock {
    /// Whole seconds since 1970; a clock that stands before it says 0.
    static var seconds: UInt64 { UInt64(max(Date().timeIntervalSince1970, 0)) }
}
