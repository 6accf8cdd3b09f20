// SPDX-License-Identifier: Apache-2.0
import Foundation

#if FUZZER
    /// libFuzzer's own loop, in the runtime that `Scripts/fuzz` links.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32

    /// The decoder that the loop feeds; set once, before it begins.
    nonisolated(unsafe) private var current = Decoder.all[0]
#endif

/// The coverage-guided fuzzer, where the program was built with it.
enum LibFuzzer {
    static func run(_ decoder: Decoder, _ arguments: [String]) {
        #if FUZZER
            unsafe current = decoder
            // The loop ends the process itself.
            atexit { JournalFolder.remove() }
            let texts = ["TraceFuzz"] + arguments
            var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
            var count = Int32(texts.count)
            let status = unsafe pointers.withUnsafeMutableBufferPointer { buffer in
                var start = buffer.baseAddress
                return unsafe withUnsafeMutablePointer(to: &start) { start in
                    unsafe runDriver(&count, start) { bytes, length in
                        let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: length))
                        _ = unsafe current.accepts(input)
                        return 0
                    }
                }
            }
            exit(status)
        #else
            print("built without libFuzzer; use Scripts/fuzz \(decoder.name) SECONDS")
            exit(2)
        #endif
    }
}
