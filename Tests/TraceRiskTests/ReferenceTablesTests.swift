// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

private let priors = "class,code,name,low,high,unit,source\n"

@Suite("Reference tables") struct ReferenceTablesTests {
    @Test func `every table that can be replaced may be replaced by itself`() throws {
        let tables = try ReferenceTables(replacing: ReferenceTables.replaceable)
        #expect(tables.identities == ReferenceTables.standard.identities)
        #expect(tables.identities.count == ReferenceTables.replaceable.count + 3)
    }

    @Test func `a replaced table decides, and its hash stands in the result`() throws {
        let text = "start,end,corridor,state,source\n2031-01-01,,rail,suspended,a notice\n"
        let tables = try ReferenceTables(replacing: ["border-windows.csv": Array(text.utf8)])
        #expect(tables.tables.windows.count == 1)
        let result = Audit(reference: tables).run([], integrity: .unsigned(records: 0))
        let named = try #require(
            result.parameters.tables.first { $0.name == "border-windows.csv" })
        #expect(named.rows == 1)
        #expect(ReferenceTables.standard.identities.contains { $0.sha256 == named.sha256 } == false)
    }

    @Test(arguments: [
        ("border-windows.csv", "start,end\n", 1),
        ("border-windows.csv", "start,end,corridor,state,source\n2031-02-30,,rail,open,x\n", 2),
        ("border-windows.csv", "start,end,corridor,state,source\n2031-02-02,2030-01-01,a,b,x\n", 2),
        ("border-windows.csv", "start,end,corridor,state,source\n2031-02-02,,rail,open\n", 2),
        ("outlines.csv", "country,lat,lon\nKP,,129\n", 2),
        ("outlines.csv", "country,lat,lon\nKP,91,129\n", 2),
        ("outlines.csv", "country,lat,lon\nKP,nan,129\n", 2),
        ("location-priors.csv", priors + "wig,A,B,0.9,0.5,share,x\n", 2),
        ("location-priors.csv", priors + "wig,A,B,0.9,,share,x\n", 2),
        ("location-priors.csv", priors + ",A,B,0.1,0.5,share,x\n", 2),
        ("goods.csv", "class\n", 0), ("nonsense.csv", "", 0),
    ])
    func `a table with a fault is refused by file and line`(
        name: String, text: String, line: Int
    ) throws {
        let error = #expect(throws: ParameterError.self) {
            try ReferenceTables(replacing: [name: Array(text.utf8)])
        }
        #expect(error?.file == name)
        #expect(error?.line == line)
    }
}
