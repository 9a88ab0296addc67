import Care360
import FoundationEssentials

/// A case as lines for people. Answers and history entries that are health data, decisions, medicines and messages are masked
/// unless health data is asked for. What the service did not send reads so: it is never "none".
struct CaseText {
  let found: Case
  let showsHealthData: Bool

  static let mask = "[health data: --phi shows it]"

  /// Foreign text stands in them as it came.
  var lines: [String] {
    var lines = summary
    for (title, entries) in sections {
      lines += ["", title]
      guard let entries else {
        lines.append("  the service did not say")
        continue
      }
      lines += entries.isEmpty ? ["  none"] : entries.map { "  " + $0 }
    }
    return lines
  }

  private var summary: [String] {
    let patient = found.submitter
    var lines = [
      "Case      \(found.shortID ?? "(no short id)")  \(found.id)",
      "Status    \(found.status?.rawValue ?? "not said"), \(Self.openness(found))",
      "Bundle    \(found.bundle.map { $0.name ?? $0.id?.text ?? "" } ?? "not said")",
      "Patient   \(patient.fullName ?? "name not given"), born \(patient.birthDate ?? "not given")",
      "E-mail    \(patient.email ?? "not given")",
      "Phone     \(patient.phoneNumber ?? "not given")",
    ]
    let address = [patient.address, patient.city, patient.state, patient.postalCode].compactMap { $0 }
    if !address.isEmpty { lines.append("Address   " + address.joined(separator: ", ")) }
    if let person = found.assignedTo { lines.append("Clinician \(person.name)") }
    if let person = found.supportContact { lines.append("Support   \(person.name)") }
    return lines
  }

  static func openness(_ found: Case) -> String {
    guard let isArchived = found.isArchived else { return "open or closed: not said" }
    guard isArchived else { return "open" }
    let why = [found.archiveReason, found.archiveNote].compactMap { $0 }
    return why.isEmpty ? "CLOSED" : "CLOSED (\(why.joined(separator: ": ")))"
  }

  /// `2026-11-24 15:00 UTC`, or the text as it came.
  static func time(_ instant: Instant?) -> String {
    guard let instant else { return "time not said" }
    return instant.date.map { time($0) } ?? instant.text
  }

  static func time(_ date: Date) -> String {
    let text = date.formatted(.iso8601)
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }

  /// Words that are there, with two spaces between them.
  static func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: "  ") }

  func masked(_ text: String?, isHealthData: Bool = true) -> String? {
    guard let text else { return nil }
    return isHealthData && !showsHealthData ? Self.mask : text
  }
}
