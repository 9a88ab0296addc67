import Care360
import FoundationEssentials

/// The name of one segment of the record. Segments sort as the chain runs.
struct SegmentName: Hashable, Comparable, Sendable {
  /// `2026-11`, in UTC; empty for the one file that older versions keep for all months, which sorts first.
  let month: String

  /// The file of older versions: it stays as it is, and the first segment of a month chains on its last line.
  static let first = SegmentName(unchecked: "")
  /// A segment that is being made. What a crash leaves of it is of no use to anybody.
  static let unfinished = "activity.new"
  /// Whose lock a reader or writer of any segment holds.
  static let lock = "activity.lock"

  private static let start = "activity"
  private static let end = ".jsonl"

  var file: String { Self.start + (month.isEmpty ? "" : "-" + month) + Self.end }

  private init(unchecked month: String) { self.month = month }

  /// Nil unless `month` is empty or reads as a year and a month.
  init?(month: String) {
    let digits = Array(month.utf8)
    guard
      digits.isEmpty
        || (digits.count == 7 && digits[4] == UInt8(ascii: "-") && digits.prefix(4).allSatisfy(Self.isDigit)
          && ("01"..."12").contains(month.suffix(2)) && digits.suffix(2).allSatisfy(Self.isDigit))
    else { return nil }
    self.month = month
  }

  /// Nil for a file that is no segment.
  init?(file: String) {
    guard file.hasPrefix(Self.start), file.hasSuffix(Self.end) else { return nil }
    let middle = file.dropFirst(Self.start.count).dropLast(Self.end.count)
    guard middle.isEmpty || (middle.hasPrefix("-") && middle.count > 1) else { return nil }
    self.init(month: String(middle.dropFirst()))
  }

  /// The segment for records of this time.
  init(at time: Date) throws(JournalProblem) {
    guard let name = SegmentName(month: String(time.formatted(.iso8601).prefix(7))), !name.month.isEmpty else {
      throw JournalProblem("The clock of this machine shows no year that can be recorded; set it and try again.")
    }
    self = name
  }

  static func < (one: SegmentName, other: SegmentName) -> Bool { one.month < other.month }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
