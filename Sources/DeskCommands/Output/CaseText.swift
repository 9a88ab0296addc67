import Care360
import Desk
import DeskApp
import DeskConfig
import FoundationEssentials

/// A case as lines for people, and words that other lines share with it.
enum CaseText {
  static let mask = "[health data: --phi shows it]"

  /// The words of the case pane. Foreign text stands in them as it came.
  static func lines(of found: Case, showsHealthData: Bool, _ invocation: Invocation) -> [String] {
    CaseInWords(
      found, at: invocation.host.now(), zone: invocation.zone, mask: mask,
      showsHealthData: showsHealthData
    ).lines
  }

  static func openness(_ found: Case) -> String {
    guard let isArchived = found.isArchived else { return "open or closed: not given" }
    guard isArchived else { return "open" }
    let why = [found.archiveReason, found.archiveNote].compactMap { $0 }
    return why.isEmpty ? "CLOSED" : "CLOSED (\(why.joined(separator: ": ")))"
  }

  /// `APPROVED, open`.
  static func state(_ found: Case) -> String { "\(found.status?.rawValue ?? "status not given"), \(openness(found))" }

  /// `APPROVED`, `APPROVED CLOSED`; what was not said is left out.
  static func briefState(_ found: Case) -> String {
    [found.status?.rawValue, found.isArchived == true ? "CLOSED" : nil].compactMap { $0 }.joined(separator: " ")
  }

  /// `2026-11-24 15:00 UTC`.
  static func time(_ date: Date) -> String {
    let text = date.formatted(.iso8601)
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }

  /// Words that are there, with two spaces between them.
  static func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: "  ") }
}
