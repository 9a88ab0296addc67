import Care360

/// How far the record reached. The chain alone cannot show lines that were cut from its end, nor a file that was replaced
/// by a shorter one; an end that a store keeps sealed can.
package struct ActivityEnd: Codable, Hashable, Sendable {
  /// The month and number of the segment; nil for the file that older versions keep, whose marks have no such member.
  private let segment: String?
  /// Bytes up to and with the line feed of the last whole line.
  let size: Int
  /// Of that line.
  let hash: String

  init(_ name: SegmentName, size: Int, hash: String) {
    segment = name == .first ? nil : name.text
    self.size = size
    self.hash = hash
  }

  /// Nil for a name that this version does not know.
  var name: SegmentName? { SegmentName(text: segment ?? "") }

  /// True when every line that `other` covers is covered here too.
  func isAtLeast(_ other: ActivityEnd) -> Bool {
    guard let name, let others = other.name else { return false }
    return (name, size) >= (others, other.size)
  }
}

extension SegmentedRecord {
  /// Nil while there is no record, and where the last whole line has no hash of its own.
  func end(_ locked: LockedRecord) throws(JournalProblem) -> ActivityEnd? {
    guard let name = locked.segments.last else { return nil }
    let end = try locked.file(name).end()
    return end.line?.hash.map { ActivityEnd(name, size: end.size, hash: $0) }
  }

  /// True when the marked segment has every byte up to `mark`, and each later segment follows the end of the one
  /// before. This also notices missing lines that followed the mark in an older segment.
  func reaches(_ mark: ActivityEnd, _ locked: LockedRecord) throws(JournalProblem) -> Bool {
    guard let marked = mark.name, locked.segments.contains(marked) else { return false }
    let end = try locked.file(marked).end(upTo: mark.size)
    guard end.size == mark.size, end.line?.hash == mark.hash else { return false }
    for name in locked.segments where name > marked {
      guard try locked.file(name).firstLine()?.previous == hash(before: name, locked) else { return false }
    }
    return true
  }
}
