import Care360
import Desk
import DeskUI
import Foundation
import Terminal

/// A worklist of so many rows, each a case with messages, orders and payments: prints the 99th percentile and the median of
/// a key in milliseconds, from the key to the frame, and the memory that the rows took beside an empty list, in MB.
@MainActor func measureWorklist(rows: Int) throws {
  func bench() -> (desk: Desk, viewports: Viewports) {
    let zone = Zone(local: { _ in (0, "UTC") }, named: { _, _ in nil })
    var settings = DeskSettings(
      environmentName: "SANDBOX", environmentRole: .environmentSandbox, isProduction: false, readOnlyReason: nil,
      country: .unitedStates, directory: CommandTable.directory, products: [], zone: zone, operatorName: "robin",
      lock: .sandbox)
    settings.worklist.view = .builtIn(.all)
    settings.worklist.most = .max
    return (Desk(settings: settings, now: start, uptime: 0), Viewports())
  }
  let start = Date(timeIntervalSince1970: 1_795_344_120)
  let size = Size(columns: 200, rows: 50)
  let styles = Styles.plain
  var (desk, viewports) = bench()
  func draw() {
    _ = ScreenView.draw(
      desk.presentation(at: start), size: size, styles: styles, lettering: .whole, viewports: &viewports)
  }
  func press(_ input: Input) {
    _ = desk.handle(.input(input), at: start, uptime: 1)
    draw()
  }
  press(.command(.worklist))
  let before = residentMegabytes()
  for first in stride(from: 0, to: rows, by: 100) {
    let page = CaseListPage(
      cases: try (first..<min(rows, first + 100)).compactMap { try listedCase($0, before: start) },
      next: first + 100 < rows ? "\(first)" : nil)
    _ = desk.handle(.worklist(.pageArrived(.success(page), generation: 1)), at: start, uptime: 1)
  }
  draw()
  let after = residentMegabytes()
  let moves: [Input] = [
    .moved(.down, page: 40), .moved(.pageDown, page: 40), .moved(.end, page: 40), .moved(.up, page: 40),
    .moved(.pageUp, page: 40), .moved(.home, page: 40),
  ]
  var times: [Double] = []
  for turn in 0..<200 {
    for move in turn % 2 == 0 ? moves : moves.reversed() {
      let clock = ContinuousClock()
      let taken = clock.measure { press(move) }
      times.append(Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1000)
    }
  }
  times.sort()
  let shown = desk.presentation(at: start).worklist?.table.count ?? 0
  print(
    "rows \(shown), keys \(times.count), p50 \(times[times.count / 2]) ms, p99 \(times[times.count * 99 / 100]) ms, "
      + "memory \(after - before) MB")
}

private func residentMegabytes() -> Double {
  do {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    return pages * 4096 / 1_048_576
  } catch {
    return 0
  }
}

/// A case as the service lists it, some 3 kB of JSON.
private func listedCase(_ number: Int, before now: Date) throws -> Case? {
  let digits = String(number)
  let id = "5b1d8c70-3f2e-4a96-8d41-" + String(repeating: "0", count: 12 - digits.count) + digits
  let changed = now.addingTimeInterval(-Double(number) * 37).formatted(.iso8601)
  let status = CaseStatus.known[number % CaseStatus.known.count].rawValue
  let words = String(repeating: "The same words as in every message of this kind. ", count: 6)
  let comments = (0..<5).map { index in
    #"{"id":"c\#(index)","text":"\#(words)","isRestricted":false,"createdAt":"\#(changed)","#
      + #""author":{"id":"u","firstName":"Pat","lastName":"Doe","role":"\#(index == number % 5 ? "USER" : "ADMIN")"}}"#
  }
  let text = """
    {"id":"\(id)","shortId":"ADA-\(number)","status":"\(status)","isArchived":\(number % 4 == 0),
     "updatedAt":"\(changed)","createdAt":"\(changed)","isEscalated":\(number % 9 == 0),
     "submitter":{"firstName":"Pat","lastName":"Number\(number)","email":"p\(number)@example.com"},
     "productBundle":{"id":"b","name":"Premium Bundle"},"payments":[{"id":"p","status":"PAID","amount":"159.00"}],
     "orders":[{"id":"o","status":"SHIPPED","trackingId":"1Z77\(number)","createdAt":"\(changed)"}],
     "calendarEvents":[],"comments":[\(comments.joined(separator: ","))]}
    """
  return Case(try JSONValue(parsing: Data(text.utf8)))
}
