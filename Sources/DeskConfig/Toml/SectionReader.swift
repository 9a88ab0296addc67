import TeamPlace

/// Collects what is wrong while a document is read.
final class ProblemCollector {
  let document: TOMLDocument
  /// True when nothing in the document may be guessed.
  let isAllSecurity: Bool
  private var problems: [ConfigProblem] = []
  private var keys: Set<[String]> = []

  init(_ document: TOMLDocument, isAllSecurity: Bool = false) {
    self.document = document
    self.isAllSecurity = isAllSecurity
  }

  func report(_ section: [String], _ key: String, _ sentence: String, isSecurity: Bool) {
    keys.insert(section + [key])
    problems.append(document.problem(at: section, key, sentence, isSecurity: isSecurity || isAllSecurity))
  }

  /// True when a value was given and has no problem.
  func isGood(_ section: [String], _ key: String) -> Bool {
    !keys.contains(section + [key])
  }

  /// In the order of the file.
  var sorted: [ConfigProblem] {
    problems.sorted { ($0.line ?? 0, $0.column ?? 0, $0.key) < ($1.line ?? 0, $1.column ?? 0, $1.key) }
  }
}

/// One table of a document. Each getter returns nil for a missing key, and for a wrong key after
/// reporting it.
struct SectionReader {
  let path: [String]
  let members: [String: TOMLNode]
  let collector: ProblemCollector

  func report(_ key: String, _ sentence: String) {
    collector.report(path, key, sentence, isSecurity: SecurityKeys.contains(key, in: path))
  }

  func text(_ key: String) -> String? {
    guard let node = members[key] else { return nil }
    guard case .text(let text) = node.value else { return refuse(key, "It must be a text in quotes.") }
    guard !text.isEmpty else { return refuse(key, "It must not be empty.") }
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value) })
    else { return refuse(key, "It must not hold control characters.") }
    return text
  }

  func flag(_ key: String) -> Bool? {
    guard let node = members[key] else { return nil }
    guard case .flag(let flag) = node.value else { return refuse(key, "It must be true or false, without quotes.") }
    return flag
  }

  func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = members[key] else { return nil }
    guard case .whole(let number) = node.value, range.contains(number) else {
      return refuse(key, "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func texts(_ key: String) -> [String]? {
    guard let node = members[key] else { return nil }
    guard case .list(let nodes) = node.value else { return refuse(key, "It must be a list of texts.") }
    var texts: [String] = []
    for node in nodes {
      guard case .text(let text) = node.value else { return refuse(key, "It must be a list of texts.") }
      texts.append(text)
    }
    return texts
  }

  /// A program with its arguments as a list, or one text for the shell.
  func command(_ key: String) -> [String]? {
    guard let node = members[key] else { return nil }
    if case .text = node.value { return text(key).map { ["/bin/sh", "-c", $0] } }
    guard let words = texts(key) else { return nil }
    guard let program = words.first, !program.isEmpty else { return refuse(key, "It must name a program.") }
    return words
  }

  func value<Value>(_ key: String, _ sentence: @autoclosure () -> String, _ make: (String) -> Value?) -> Value? {
    guard let text = text(key) else { return nil }
    guard let value = make(text) else { return refuse(key, sentence()) }
    return value
  }

  /// The place of a team's store.
  func teamPlace() -> TeamPlace? {
    guard let text = text("team_store") else { return nil }
    do throws(TeamPlaceProblem) {
      return try TeamPlace(text)
    } catch {
      return refuse("team_store", error.sentence)
    }
  }

  /// The tables of this one by name; other members are reported.
  func tables() -> [(name: String, section: SectionReader)] {
    members.sorted { $0.key < $1.key }.compactMap { name, node in
      guard case .table(let members) = node.value else {
        collector.report(
          path, name, "It must be its own section.", isSecurity: SecurityKeys.contains(name, in: path))
        return nil
      }
      return (name, SectionReader(path: path + [name], members: members, collector: collector))
    }
  }

  func refuseUnknown(_ known: [String]) {
    for (key, node) in members where !known.contains(key) {
      if let meant = SecurityKeys.meant(by: key, among: known) {
        collector.report(path, key, "There is no such key; did you mean \(meant)?", isSecurity: true)
      } else if SecurityKeys.looksLikeSecret(key) {
        collector.report(
          path, key, "Secrets do not belong in this file; use \(key)_file or \(key)_command.", isSecurity: true)
      } else {
        let isSecurity =
          collector.isAllSecurity || SecurityKeys.contains(key, in: path) || SecurityKeys.isOrHolds(key, node)
        let sentence = isSecurity ? "There is no such key." : "There is no such key; it is ignored."
        collector.report(path, key, sentence, isSecurity: isSecurity)
      }
    }
  }

  private func refuse<Value>(_ key: String, _ sentence: String) -> Value? {
    report(key, sentence)
    return nil
  }
}
