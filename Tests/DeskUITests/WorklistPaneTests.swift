import Desk
import Terminal
import Testing

@testable import DeskUI

/// Which columns of the worklist are drawn, and how wide.
struct WorklistPaneTests {
  private func shown(_ columns: Int, _ wanted: [WorklistColumn] = WorklistColumn.standard) -> [WorklistColumn] {
    WorklistColumns(wanted, columns: columns, ellipsis: "…").shown
  }

  @Test func theGravestColumnsStayLongest() {
    #expect(shown(38) == [.shortID, .patient])
    #expect(shown(60) == [.shortID, .patient, .why])
    #expect(shown(78) == [.shortID, .patient, .status, .why])
    #expect(shown(110) == [.shortID, .patient, .status, .why, .order, .message])
    #expect(shown(200) == WorklistColumn.standard)
  }

  @Test func aViewChoosesItsColumns() {
    #expect(shown(200, [.why, .shortID]) == [.why, .shortID])
    #expect(shown(20, [.order, .why]) == [.why], "one stays, however little room there is")
  }

  @Test(arguments: [30, 52, 78, 90, 118, 150, 198])
  func noRowIsWiderThanThePane(_ columns: Int) {
    let layout = WorklistColumns(WorklistColumn.standard, columns: columns, ellipsis: "…")
    let long = String(repeating: "王", count: 60)
    let line = WorklistLine(
      id: "1", marks: [.new, .closed, .escalated, .draft, .seen], cells: layout.shown.map { _ in Span(long) })
    let text = layout.spans(of: line).map(\.text).joined()
    #expect(TextWidth.columns(of: text) <= max(columns, 46), "\(text)")
  }

  @Test func noKeyOfACaseIsAKeyOfTheList() {
    for command in [Command.refill, .changeBundle, .addProducts, .caseStatus, .wrongPerson] {
      #expect(KeyInterpreter.standard.bindings.keys(of: command, in: .worklist).isEmpty, "\(command.rawValue)")
    }
  }
}
