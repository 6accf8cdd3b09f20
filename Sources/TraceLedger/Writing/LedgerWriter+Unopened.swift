// SPDX-License-Identifier: Apache-2.0
import TraceStorage

extension LedgerWriter {
    /// Refuses to compare rows with statements that cannot be read: they would be stated twice.
    func refuseUnopened() throws {
        guard let first = current.unopened.first else { return }
        throw StoreError(
            .damaged, AnnexFile.path(in: folder),
            "the disclosures of \(current.unopened.count) statements of this issuer are missing, "
                + "first those of entry \(first); rows among them would be stated a second time, "
                + "which --again does where no whole copy is left")
    }
}
