package import Care360

/// One thing that is wrong with the record. It stops every write until a person acknowledges it: the write that it hides may be the
/// same one. A line that a crash cut off is no damage, as its write never began.
package struct RecordDamage: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// A line is whole, and this version cannot read it.
    case undecodable
    /// A line is not as it was written, or does not follow the one before it.
    case changed
    /// Lines that were there are gone from the end, or others stand in their place.
    case shorter
    /// No file of the record is left.
    case gone
    /// A file of the record is missing, or another one has its name.
    case missing
  }

  package let kind: Kind
  package let file: String
  /// From 1; nil where no single line is damaged.
  package let line: Int?
  /// The last line of a run with the same damage; nil for a single line.
  package private(set) var lastLine: Int?

  init(_ kind: Kind, at line: JournalLine) {
    self.kind = kind
    file = line.file
    self.line = line.number
  }

  init(_ kind: Kind, in file: String) {
    self.kind = kind
    self.file = file
    line = nil
  }

  /// True when a person who acknowledged `self` has acknowledged `other` too.
  func covers(_ other: RecordDamage) -> Bool {
    guard kind == other.kind, file == other.file else { return false }
    guard let line, let others = other.line else { return line == other.line }
    return line <= others && other.lastLine ?? others <= lastLine ?? line
  }

  /// Extends the run by the next line; false when `other` is not the next line.
  fileprivate mutating func extend(by other: RecordDamage) -> Bool {
    guard let line, kind == other.kind, file == other.file, other.line == (lastLine ?? line) + 1 else { return false }
    lastLine = other.line
    return true
  }

  /// For the person, without a full stop.
  package var words: String {
    let place = line.map { line in lastLine.map { "Lines \(line) to \($0)" } ?? "Line \(line)" } ?? ""
    let written = lastLine == nil ? "is not as it was written" : "are not as they were written"
    return switch kind {
    case .undecodable where line == nil: "The mark of the end of the record, in \(file), cannot be read"
    case .undecodable: "\(place) of the record of writes, in \(file), cannot be read by this version"
    case .changed: "\(place) of the record of writes, in \(file), \(written)"
    case .shorter where line != nil:
      "\(place) of the record of writes, in \(file), says that earlier lines or the end mark of the record were lost"
    case .shorter: "The record of writes lost lines from the end of \(file), or those lines were replaced"
    case .gone: "The record of writes is gone: \(file) was its last file"
    case .missing where line != nil:
      "A file of the record of writes is missing before \(file), or another file has its name"
    case .missing: "The file \(file) of the record of writes is missing"
    }
  }
}

extension [RecordDamage] {
  /// Adds damage. Neighboring lines with the same damage become one run.
  mutating func add(_ damage: RecordDamage) {
    guard !isEmpty, self[count - 1].extend(by: damage) else { return append(damage) }
  }

  func without(_ acknowledged: [RecordDamage]) -> [RecordDamage] {
    acknowledged.isEmpty ? self : filter { damage in !acknowledged.contains { $0.covers(damage) } }
  }

  /// For the person, without a full stop; nil when all is well.
  package var words: String? {
    guard let first else { return nil }
    switch count {
    case 1: return first.words
    case 2: return first.words + ", and one more place is damaged"
    default: return first.words + ", and \(count - 1) more places are damaged"
    }
  }

  /// The reason why no write starts; nil when all is well.
  package var refusal: JournalProblem? {
    words.map {
      JournalProblem(
        "\($0). No write starts until someone has looked at it: run casedesk activity --verify, then casedesk activity"
          + " acknowledge.")
    }
  }
}
