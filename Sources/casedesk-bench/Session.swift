import Foundation
import PseudoTerminal

/// A program on a terminal, and what that shows.
final class Session {
  /// A program's answer to a key or a start.
  struct Reaction {
    /// The bytes it sent.
    var bytes = 0
    /// When its first byte came.
    var first: Duration?
    /// When its last byte came; nil where it sent nothing.
    var last: Duration?
    /// When the awaited words were on the glass.
    var shown: Duration?

    var lastMilliseconds: Double? { last.map { $0 / .milliseconds(1) } }
    var shownMilliseconds: Double? { shown.map { $0 / .milliseconds(1) } }
  }

  private let command: Program
  private let terminal: PseudoTerminal
  private let start: ContinuousClock.Instant
  private(set) var glass: Glass

  var process: Int32 { terminal.process }

  init(_ command: Program, columns: Int = 80, rows: Int = 24) throws(BenchProblem) {
    self.command = command
    glass = Glass(columns: columns, rows: rows)
    start = .now
    do {
      terminal = try PseudoTerminal(
        program: command.program, command.words, columns: UInt16(columns), rows: UInt16(rows),
        environment: command.environment)
    } catch {
      throw BenchProblem("\(command.program) cannot be started.")
    }
  }

  /// From the start of the program.
  func begin(until words: String, quiet: Duration = .milliseconds(150)) throws(BenchProblem) -> Reaction {
    try reaction(since: start, until: words, quiet)
  }

  /// - Parameters:
  ///   - words: what the glass has to show then.
  ///   - isAnswered: the program sends something, however late.
  ///   - quiet: how long nothing may come until the reaction counts as over.
  @discardableResult
  func press(
    _ keys: String, until words: String? = nil, isAnswered: Bool = false, quiet: Duration = .milliseconds(60)
  ) throws(BenchProblem) -> Reaction {
    let now = ContinuousClock.now
    terminal.send(keys)
    return try reaction(since: now, until: words, quiet, isAnswered: isAnswered)
  }

  /// Takes what comes in this time, whatever it is.
  func listen(for time: Duration) throws(BenchProblem) -> Reaction {
    try reaction(since: .now, until: nil, time, isWholeTime: true)
  }

  /// Pastes a text, bracketed as a terminal does it, and takes meanwhile what the program shows.
  func paste(_ text: String, until words: String) throws(BenchProblem) -> Reaction {
    let now = ContinuousClock.now
    var first: Duration?
    var rest = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)[...]
    while !rest.isEmpty {
      terminal.send(Array(rest.prefix(1024)))
      rest = rest.dropFirst(1024)
      guard let bytes = terminal.next(within: .zero) else { throw BenchProblem("\(command.name) has ended.") }
      if first == nil, !bytes.isEmpty { first = .now - now }
      glass.take(bytes)
    }
    var found = try reaction(since: now, until: words, .milliseconds(300))
    found.first = first ?? found.first
    return found
  }

  /// Holds a key down and presses another one at the end, on a line that carries so many bytes a second.
  ///
  /// - Returns: from the last key until the words are on the glass.
  func hold(
    _ key: String, for time: Duration, then last: String, until words: String, bytesPerSecond: Int
  ) throws(BenchProblem) -> Duration {
    let start = ContinuousClock.now
    var (released, step): (ContinuousClock.Instant?, Int) = (nil, 0)
    while true {
      let due = start + .milliseconds(step * 100 / 3)
      step += 1
      // 30 keys a second, as keyboards repeat them.
      Thread.sleep(forTimeInterval: max(0, (due - .now) / .seconds(1)))
      if released == nil {
        let isOver = ContinuousClock.now - start > time
        if isOver { released = .now }
        terminal.send(isOver ? last : key)
      }
      guard let bytes = terminal.next(within: .zero, upTo: bytesPerSecond / 30) else {
        throw BenchProblem("\(command.name) has ended.")
      }
      glass.take(bytes)
      if let released {
        if glass.shows(words) { return .now - released }
        guard ContinuousClock.now - released < Self.patience * 2 else {
          throw BenchProblem("\(command.name) does not show “\(words)”.")
        }
      }
    }
  }

  private func reaction(
    since start: ContinuousClock.Instant, until words: String?, _ quiet: Duration, isAnswered: Bool = false,
    isWholeTime: Bool = false
  ) throws(BenchProblem) -> Reaction {
    var found = Reaction()
    if let words, glass.shows(words) { found.shown = .zero }
    while true {
      let now = ContinuousClock.now
      let isAwaited = (words != nil && found.shown == nil) || (isAnswered && found.last == nil)
      let end = isAwaited ? start + Self.patience : (isWholeTime ? start : start + (found.last ?? .zero)) + quiet
      guard now < end else {
        guard isAwaited else { return found }
        throw BenchProblem(
          "\(command.name) does not show “\(words ?? "")”. It shows:\n\(glass.lines.joined(separator: "\n"))")
      }
      guard let bytes = terminal.next(within: min(end - now, .milliseconds(250))) else {
        throw BenchProblem("\(command.name) has ended. It showed:\n\(glass.lines.joined(separator: "\n"))")
      }
      guard !bytes.isEmpty else { continue }
      found.last = ContinuousClock.now - start
      if found.first == nil { found.first = found.last }
      found.bytes += bytes.count
      glass.take(bytes)
      let answers = glass.takeAnswers()
      if !answers.isEmpty { terminal.send(answers) }
      if let words, found.shown == nil, glass.shows(words) { found.shown = found.last }
    }
  }

  /// The longest that the bench waits for words.
  private static let patience = Duration.seconds(30)
}

/// A program to start.
struct Program {
  /// For people.
  let name: String
  let program: String
  let words: [String]
  let environment: [String: String]
}

extension Program {
  /// The same at the same home, with other words.
  func with(_ words: [String]) -> Program {
    Program(name: name, program: program, words: words, environment: environment)
  }
}
