import Desk
import DeskUI
import Terminal
import Testing

/// The whole screen at every size, at five moments of one visit.
@MainActor
struct WholeScreenGoldenTests {
  @Test(arguments: [(200, 50), (160, 45), (120, 40), (80, 24), (60, 20)])
  func aVisitFromTheFirstFrameToTheConfirmation(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open(columns, rows, styles: StyleLetters.styles)
    try check(desk, "1-start")
    await desk.lookUp("avery@example.com")
    try check(desk, "2-case")
    await desk.press(.addProducts)
    await desk.press(.accept)
    await desk.choose("tirzepatide")
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    await desk.keys("Tab", "Tab", "Tab")
    await desk.type("138 lbs")
    try check(desk, "3-editor")
    await desk.press(.review)
    try check(desk, "4-review")
    await desk.press(.review, in: .editorReview)
    try check(desk, "5-confirmation")
  }

  /// Text at every size; the styles too where all kinds of panes are common.
  private func check(
    _ desk: DeskDriver, _ moment: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let size = desk.terminal.size
    let cursor = desk.terminal.cursor.map { "\($0.column),\($0.row)" } ?? "none"
    var text = "\(desk.text)\n\ncursor \(cursor)"
    if size.columns == 120 || size.columns == 80 { text += "\n\n" + StyleLetters.grid(desk.terminal.surface) }
    try expectGolden(text, "\(size.columns)x\(size.rows)-\(moment)", location: location)
  }
}
