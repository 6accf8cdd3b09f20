// SPDX-License-Identifier: Apache-2.0

// One import gives an embedder everything: the audit set and what reads, writes, judges and reports.
@_exported public import TraceCBOR
@_exported public import TraceCOSE
@_exported public import TraceIdentity
@_exported public import TraceIndex
@_exported public import TraceIssuing
@_exported public import TraceKeys
@_exported public import TraceMerkle
@_exported public import TracePrimitives
@_exported public import TraceProofs
@_exported public import TraceRecords
@_exported public import TraceRemote
@_exported public import TraceReports
@_exported public import TraceRisk
@_exported public import TraceScreening
@_exported public import TraceService
@_exported public import TraceSimulator
@_exported public import TraceStorage
@_exported public import TraceVerifier
@_exported public import TraceWitness
@_exported public import TraceWorkbook
@_exported public import TraceWriting
