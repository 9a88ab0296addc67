import Care360
import Desk
import DeskUI
import Foundation
import Terminal

/// The view models and their drawing inside this process, without a terminal and without a service: for lists and cases that
/// no synthetic service has.
struct DrawnDesk {
  private var desk: Desk
  private var viewports = Viewports()
  private let size: Size
  /// Of the last event.
  private(set) var effects: [Effect] = []

  static let start = Date(timeIntervalSince1970: 1_795_344_120)

  init(_ size: Size) {
    self.size = size
    var settings = DeskSettings(
      environmentName: "SANDBOX", environmentRole: .environmentSandbox, isProduction: false, readOnlyReason: nil,
      country: .unitedStates, directory: CommandTable.directory, products: [],
      zone: Zone(local: { _ in (0, "UTC") }, named: { _, _ in nil }), operatorName: "robin", lock: .sandbox)
    settings.worklist.view = .builtIn(.all)
    settings.worklist.most = .max
    desk = Desk(settings: settings, now: Self.start, uptime: 0)
  }

  mutating func handle(_ event: Event) { effects = desk.handle(event, at: Self.start, uptime: 1) }

  mutating func press(_ commands: Command...) { for command in commands { handle(.input(.command(command))) } }

  mutating func type(_ text: String) { for character in text { handle(.input(.typed(String(character)))) } }

  @discardableResult
  mutating func draw() -> ScreenPresentation {
    let presentation = desk.presentation(at: Self.start, offered: CommandTable.footer(in: desk.context))
    _ = ScreenView.draw(
      presentation, size: size, styles: Styles.plain, lettering: .whole, viewports: &viewports)
    return presentation
  }

  /// Milliseconds from an input to its frame, for each.
  mutating func times(of inputs: [Input], turns: Int) -> [Double] {
    var times: [Double] = []
    for turn in 0..<turns {
      for input in turn % 2 == 0 ? inputs : inputs.reversed() {
        let start = ContinuousClock.now
        handle(.input(input))
        draw()
        times.append((ContinuousClock.now - start) / .milliseconds(1))
      }
    }
    return times
  }
}

extension DrawnDesk {
  /// With so many cases in its worklist.
  static func worklist(rows: Int) throws(BenchProblem) -> DrawnDesk {
    var desk = DrawnDesk(Size(columns: 200, rows: 50))
    desk.press(.worklist)
    for first in stride(from: 0, to: rows, by: 100) {
      var cases: [Case] = []
      for number in first..<min(rows, first + 100) { cases.append(try MadeCase.listed(number)) }
      let page = CaseListPage(cases: cases, next: first + 100 < rows ? "\(first)" : nil)
      desk.handle(.worklist(.pageArrived(.success(page), generation: 1)))
    }
    guard desk.draw().worklist?.table.count == rows else { throw BenchProblem("Not all rows of the list are there.") }
    return desk
  }
}

/// Cases in the service's JSON.
enum MadeCase {
  static func parsed(_ text: String) throws(BenchProblem) -> Case {
    do {
      if let found = Case(try JSONValue(parsing: Data(text.utf8))) { return found }
    } catch {
      throw BenchProblem("A made case is no JSON.")
    }
    throw BenchProblem("A made case is none.")
  }

  /// As a list has it: some 3 kB, with messages, orders and payments.
  static func listed(_ number: Int) throws(BenchProblem) -> Case {
    let digits = String(number)
    let id = "5b1d8c70-3f2e-4a96-8d41-" + String(repeating: "0", count: 12 - digits.count) + digits
    let changed = DrawnDesk.start.addingTimeInterval(-Double(number) * 37).formatted(.iso8601)
    let status = CaseStatus.known[number % CaseStatus.known.count].rawValue
    let words = String(repeating: "The same words as in every message of this kind. ", count: 6)
    let comments = (0..<5).map { index in
      #"{"id":"c\#(index)","text":"\#(words)","isRestricted":false,"createdAt":"\#(changed)","#
        + #""author":{"id":"u","firstName":"Pat","lastName":"Doe","role":"\#(index == number % 5 ? "USER" : "ADMIN")"}}"#
    }
    return try parsed(
      """
      {"id":"\(id)","shortId":"ADA-\(number)","status":"\(status)","isArchived":\(number % 4 == 0),
       "updatedAt":"\(changed)","createdAt":"\(changed)","isEscalated":\(number % 9 == 0),
       "submitter":{"firstName":"Pat","lastName":"Number\(number)","email":"p\(number)@example.com"},
       "productBundle":{"id":"b","name":"Premium Bundle"},"payments":[{"id":"p","status":"PAID","amount":"159.00"}],
       "orders":[{"id":"o","status":"SHIPPED","trackingId":"1Z77\(number)","createdAt":"\(changed)"}],
       "calendarEvents":[],"comments":[\(comments.joined(separator: ","))]}
      """)
  }

  /// One with so many messages.
  static func long(messages: Int) throws(BenchProblem) -> Case {
    let words = String(repeating: "word ", count: 20)
    let comments = (0..<messages).map { #"{"id":"m\#($0)","text":"\#(words)\#($0)","isRestricted":false}"# }
    return try parsed(
      """
      {"id":"5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01","shortId":"ADA-TOSXM","status":"APPROVED","isArchived":false,
       "submitter":{"firstName":"Avery","lastName":"Lindqvist","dob":"1988-04-02","email":"avery@example.com"},
       "comments":[\(comments.joined(separator: ","))]}
      """)
  }
}
