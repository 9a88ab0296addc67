/// A number of a JSON document as it was written: `159.10` stays that, and no digit is lost.
public struct JSONNumber: Hashable, Sendable {
  /// By the grammar of RFC 8259, section 6.
  public let text: String

  /// - Parameter text: a number by the grammar.
  init(checked text: String) { self.text = text }

  public init(_ value: Int64) { text = String(value) }

  /// Nil unless the number is a whole number of 64 bits; `1.0` and `1e3` are whole numbers.
  public var integer: Int64? { Int64(text) ?? double.flatMap { Int64(exactly: $0) } }

  /// The nearest double; nil beyond the range of doubles.
  public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}
