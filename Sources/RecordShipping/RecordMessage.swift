import Care360
package import CaseStore
package import Sealing

/// A line of the record as one syslog message (RFC 5424), with no more about a patient than a keyed hash of the case.
///
/// It comes from the line and its record alone, so that a second copy is the same.
package struct RecordMessage: Sendable {
  /// The number after `@` is one that RFC 5612 keeps for examples: this program has none of its own.
  static let id = "casedesk@32473"
  /// authpriv (10), notice (5): RFC 5424, 6.2.1.
  private static let priority = 10 * 8 + 5
  /// In bytes; a receiver should take 2,048 for the whole message.
  private static let longestValue = 200

  /// In the order they are written in.
  let members: [(name: String, value: String)]
  private let head: String
  private let words: String

  /// - Parameter hash: nil where the site has no key.
  package init(_ line: RecordLine, of source: RecordSource, _ hash: RecordHash?) throws(SealingProblem) {
    let record = line.record
    let time = record?.time ?? line.begun ?? "-"
    var members: [(String, String)] = [
      ("chain", source.chain), ("position", line.place.text), ("head", line.hash), ("previous", line.previous ?? "-"),
      ("time", time), ("host", source.host), ("uid", "\(record?.uid ?? source.uid)"),
    ]
    if let record {
      members += [("event", record.event.rawValue), ("id", record.id), ("login", record.login)]
      if let uid = record.loginUID { members.append(("loginuid", "\(uid)")) }
      if record.foreignIDs == true { members.append(("foreignids", "true")) }
      members += [("operator", record.operatorName), ("session", record.session)]
      if let version = record.version { members.append(("version", version)) }
      members.append(("profile", record.profile))
      if let key = record.keyFingerprint { members.append(("key", key)) }
      if let token = record.tokenFingerprint { members.append(("token", token)) }
      members.append(("action", record.action))
      if let outcome = record.outcome { members.append(("outcome", outcome)) }
      if let purpose = record.purpose { members.append(("purpose", purpose)) }
      if let hash, let id = Self.caseID(record.caseID) { members.append(("case", try hash.name(of: id))) }
      if let searched = record.searched { members.append(("searched", searched)) }
    } else {
      members.append(("event", line.begun == nil ? "unreadable" : "segment"))
    }
    self.members = members.map { (name: $0, value: Self.cut($1)) }
    let event = self.members.last { $0.name == "event" }?.value ?? "-"
    head = "<\(Self.priority)>1 \(Self.time(time)) \(Self.word(source.host, 255)) casedesk - \(Self.word(event, 32))"
    words = record.map { $0.ending.isEmpty ? $0.deed : "\($0.deed): \($0.ending)" } ?? "a file of the record began"
  }

  private static func caseID(_ text: String) -> CaseID? {
    do { return try CaseID(text) } catch { return nil }
  }

  package var bytes: [UInt8] {
    let elements = members.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
    return Array("\(head) [\(Self.id)\(elements)] \(Self.plain(words))".utf8)
  }

  /// RFC 5424, 6.3.3. Line ends and other controls, which a receiver may take for the end of a message, are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in plain(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "]" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isControl = value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
      result.append(isControl ? "?" : scalar)
    }
    return String(result)
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > longestValue else { return text }
    var result = ""
    for character in text {
      guard result.utf8.count + character.utf8.count <= longestValue else { break }
      result.append(character)
    }
    return result
  }

  /// A field of the header: visible ASCII, or `-`.
  private static func word(_ text: String, _ most: Int) -> String {
    let bytes = text.utf8.filter { (0x21...0x7E).contains($0) }.prefix(most)
    return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
  }

  /// The record's times are those of RFC 5424 as they stand; anything else was not written by this program.
  private static func time(_ text: String) -> String {
    text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/) == nil ? "-" : text
  }
}

extension JournalLine {
  /// "activity-2026-11.jsonl:12".
  package var text: String { "\(file):\(number)" }
}
