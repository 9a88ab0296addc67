import Desk
import Terminal
import Testing

@testable import DeskUI

/// Which columns of the worklist are drawn, and how wide.
struct WorklistPaneTests {
  private func shown(_ columns: Int, _ wanted: [WorklistColumn] = WorklistColumn.standard) -> [WorklistColumn] {
    WorklistColumns(wanted, columns: columns).shown
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
  func aLineHasRoomForEachColumnAndTheMarks(_ columns: Int) {
    let layout = WorklistColumns(WorklistColumn.standard, columns: columns)
    let line = Rect(column: 3, row: 2, columns: columns + 1, rows: 1)
    let rooms = layout.rooms(in: line)
    #expect(rooms.count == layout.shown.count + 1 && layout.head.count == rooms.count)
    #expect(rooms.allSatisfy { line.intersection($0) == $0 && $0.columns > 0 }, "\(rooms)")
    #expect(rooms.first?.column == 4 && rooms.last?.maxColumn == line.maxColumn)
    for (left, right) in zip(rooms, rooms.dropFirst()) { #expect(left.maxColumn + 2 == right.column) }
  }

  @Test func noKeyOfACaseIsAKeyOfTheList() {
    for command in [Command.refill, .changeBundle, .addProducts, .caseStatus, .wrongPerson] {
      #expect(KeyInterpreter.standard.bindings.keys(of: command, in: .worklist).isEmpty, "\(command.rawValue)")
    }
  }
}
