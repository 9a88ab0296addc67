import Care360Sandbox
import Desk
import DeskUI
import Terminal
import Testing

/// The form at its moments: empty, filled, with something to fix, at its review, and after a conflict.
@MainActor
struct FormGoldenTests {
  @Test(arguments: [(120, 40), (80, 24), (60, 20)])
  func aFormFromItsFirstFieldToAConflict(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.lookUp("avery@example.com")
    await desk.press(.addProducts)
    try check(desk, "1-empty")
    await desk.press(.accept)
    await desk.choose("tirzepatide")
    await desk.press(.templates)
    await desk.choose("hair")
    await desk.keys("1", "3", "F4", "2", "1", "4", "5", "F4", "1", "2")
    try check(desk, "2-filled")
    await desk.press(.checkAll)
    await desk.press(.accept)
    try check(desk, "3-invalid")
    await desk.keys("6", "F4", "1")
    await desk.type("none")
    await desk.press(.addProduct)
    await desk.choose("metformin")
    await desk.press(.review)
    try check(desk, "4-reviewing")
    try await desk.colleagueAdds(product: "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    await desk.press(.review, in: .editorReview)
    await desk.confirm()
    try check(desk, "5-conflict")
  }

  private func check(_ desk: DeskDriver, _ moment: String, location: SourceLocation = #_sourceLocation) throws {
    let size = desk.terminal.size
    let cursor = desk.terminal.cursor.map { "\($0.column),\($0.row)" } ?? "none"
    try expectGolden(
      "\(desk.text)\n\ncursor \(cursor)", "form-\(size.columns)x\(size.rows)-\(moment)", location: location)
  }
}
