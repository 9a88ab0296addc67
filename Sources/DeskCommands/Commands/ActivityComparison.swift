import Care360
import CaseStore
import Glibc
import RecordShipping

/// The record beside what the site collected of it.
struct ActivityComparison {
  private let collected: CollectedRecord

  /// Places that are listed on a terminal; a program gets them all.
  private static let mostListed = 100

  /// - Parameter path: a file or pipe; `-` stands for standard input.
  init(_ journal: FileWriteJournal, with path: String, _ invocation: Invocation) async throws(ErrorReport) {
    let hash: RecordHash?
    do throws(SiteHashProblem) {
      hash = try await invocation.policy.siteHash()
    } catch {
      throw .failed(error.sentence)
    }
    var collected: CollectedRecord
    do throws(JournalProblem) {
      let lines = try await journal.shippableLines()
      collected = CollectedRecord(
        lines, unsent: try await journal.unsent(atMost: .max), of: RecordSource(journal), hash)
    } catch {
      throw .failed(error.sentence)
    }
    try Self.eachLine(of: path, invocation.console) { collected.take($0) }
    self.collected = collected
  }

  private static func eachLine(
    of path: String, _ console: Console, _ take: (String) -> Void
  ) throws(ErrorReport) {
    guard path != "-" else { return try eachLine(of: console.input, take) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .failed(errno == ENOENT ? "There is no file \(path)." : "The file \(path) cannot be opened.")
    }
    defer { close(descriptor) }
    try eachLine(of: console.input.beside(descriptor, named: "The file \(path)"), take)
  }

  private static func eachLine(of input: any ConsoleInput, _ take: (String) -> Void) throws(ErrorReport) {
    while let line = try input.lineBytes() { take(String(decoding: line, as: UTF8.self)) }
  }

  var isWhole: Bool { collected.missing.isEmpty && collected.differing.isEmpty && collected.beyond.isEmpty }

  /// For the person, without a full stop; nil when everything agrees.
  var problem: String? {
    let problems = [
      (
        collected.beyond, "was collected and is not in this record, which was cut or replaced",
        "were collected and are not in this record, which was cut or replaced"
      ),
      (collected.differing, "differs from what was collected", "differ from what was collected"),
      (collected.missing, "is missing from what was collected", "are missing from what was collected"),
    ].compactMap { places, one, several -> String? in
      switch places.count {
      case 0: nil
      case 1: "Line \(places[0]) \(one)"
      default: "\(places.count) lines \(several), first \(places[0])"
      }
    }
    return problems.isEmpty ? nil : problems.joined(separator: ". ")
  }

  var json: OutputJSON {
    func list(_ places: [String]) -> OutputJSON { .array(places.map(OutputJSON.string)) }
    return .object([
      ("collected", .integer(Int64(collected.collected))), ("missing", list(collected.missing)),
      ("differing", list(collected.differing)), ("beyond", list(collected.beyond)),
      ("unsent", .integer(Int64(collected.unsentCount))), ("unreadable", .integer(Int64(collected.unreadable))),
    ])
  }

  var lines: [String] {
    let places =
      collected.beyond.map { "only there: \($0)" } + collected.differing.map { "differs: \($0)" }
      + collected.missing.map { "missing there: \($0)" }
    let rest = places.count - Self.mostListed
    var words = "\(collected.collected) \(collected.collected == 1 ? "line" : "lines") collected, as here"
    if collected.unsentCount > 0 { words += ", \(collected.unsentCount) not sent yet" }
    if collected.unreadable > 0 { words += ", \(collected.unreadable) collected messages cut off" }
    return places.prefix(Self.mostListed) + (rest > 0 ? ["and \(rest) more"] : []) + [words]
  }
}
