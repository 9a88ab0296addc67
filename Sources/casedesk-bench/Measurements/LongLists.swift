import Care360
import Desk
import Foundation
import Terminal

/// Keys in a worklist of 2,000 rows and in a case of 5,000 messages, from the key to the frame inside the process.
enum LongLists: Measurement {
  static let name = "long"

  private static let moves: [Input] = [
    .moved(.down, page: 40), .moved(.pageDown, page: 40), .moved(.end, page: 40), .moved(.up, page: 40),
    .moved(.pageUp, page: 40), .moved(.home, page: 40),
  ]

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    [
      try Figure("key in a worklist of 2,000", "ms", try worklist(rows: 2000), share: 0.99, .value(16)),
      try Figure("key in a case of 5,000 messages", "ms", try longCase(messages: 5000), share: 0.99, .value(5)),
    ]
  }

  private static func worklist(rows: Int) throws(BenchProblem) -> [Double] {
    var desk = try DrawnDesk.worklist(rows: rows)
    return desk.times(of: moves, turns: 100)
  }

  private static func longCase(messages: Int) throws(BenchProblem) -> [Double] {
    let found = try MadeCase.long(messages: messages)
    var desk = DrawnDesk(Size(columns: 120, rows: 40))
    desk.handle(.client(.started(suggestions: [], products: [])))
    desk.press(.find)
    desk.type("avery@example.com")
    desk.press(.accept)
    for effect in desk.effects {
      guard case .read(.findLatestCase(_, let generation)) = effect else { continue }
      desk.handle(.patient(.latestCaseIDArrived(.success(found.id), generation: generation)))
      desk.handle(.patient(.detailArrived(.success(found), generation: generation)))
    }
    desk.press(.focusCasePane, .revealAll)
    guard desk.draw().casePane.lines.count > messages else { throw BenchProblem("The long case is not shown.") }
    return desk.times(of: moves, turns: 50)
  }
}
