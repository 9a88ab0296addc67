import Care360
import FoundationEssentials

/// The name of one segment of the record. Segments sort as the chain runs.
struct SegmentName: Hashable, Comparable, Sendable {
  /// `2026-11`, in UTC; empty for the one file that older versions keep for all months, which sorts first.
  let month: String
  /// From 1 in each month. Names order by it as a number: `activity-2026-11.jsonl`, then `activity-2026-11-2.jsonl`,
  /// and `-10` after `-9`.
  let number: Int

  /// The file of older versions: it stays as it is, and the first segment of a month chains on its last line.
  static let first = SegmentName(unchecked: "", 1)
  /// A segment that is being made. Only a crash leaves it behind.
  static let unfinished = "activity.new"
  /// The file whose lock a reader or writer of any segment holds.
  static let lock = "activity.lock"
  /// The file that says how far the record was shipped. Its lock is that of the session which ships.
  static let cursor = "activity.shipped"

  private static let start = "activity"
  private static let end = ".jsonl"

  /// The part of the name that tells segments apart: `2026-11`, `2026-11-2`.
  var text: String { number == 1 ? month : "\(month)-\(number)" }
  var file: String { Self.start + (month.isEmpty ? "" : "-" + text) + Self.end }

  private init(unchecked month: String, _ number: Int) {
    self.month = month
    self.number = number
  }

  /// Nil unless `text` is empty, or reads as a year, a month, and perhaps a number above 1. Each segment has one name.
  init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let month = parts.prefix(2).joined(separator: "-")
    let number = parts.count == 3 ? Int(parts[2]) ?? 0 : 1
    self.init(unchecked: month, number)
    guard parts.count <= 3, self.text == text, number > (parts.count == 3 ? 1 : 0) else { return nil }
    let digits = Array(month.utf8)
    guard
      text.isEmpty
        || (digits.count == 7 && digits[4] == UInt8(ascii: "-") && digits.prefix(4).allSatisfy(Self.isDigit)
          && ("01"..."12").contains(month.suffix(2)) && digits.suffix(2).allSatisfy(Self.isDigit))
    else { return nil }
  }

  /// Nil for a file that is no segment.
  init?(file: String) {
    guard file.hasPrefix(Self.start), file.hasSuffix(Self.end) else { return nil }
    let middle = file.dropFirst(Self.start.count).dropLast(Self.end.count)
    guard middle.isEmpty || (middle.hasPrefix("-") && middle.count > 1) else { return nil }
    self.init(text: String(middle.dropFirst()))
  }

  /// The first segment for records of this time.
  init(at time: Date) throws(JournalProblem) {
    guard let name = SegmentName(text: String(time.formatted(.iso8601).prefix(7))), !name.month.isEmpty else {
      throw JournalProblem("This machine's clock shows a year that cannot be recorded; set the clock and try again.")
    }
    self = name
  }

  /// The next segment in the same month.
  var next: SegmentName { SegmentName(unchecked: month, number + 1) }

  static func < (one: SegmentName, other: SegmentName) -> Bool {
    (one.month, one.number) < (other.month, other.number)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
