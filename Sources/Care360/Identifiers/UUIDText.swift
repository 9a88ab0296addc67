/// The strict text form of a UUID: 8-4-4-4-12 hexadecimal digits, kept in lower case.
enum UUIDText {
  /// The lower-case form of `text`, or nil when it is not a UUID.
  static func normalised(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 8, 13, 18, 23:
        guard byte == UInt8(ascii: "-") else { return nil }
      default:
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          continue
        default: return nil
        }
      }
    }
    return text.lowercased()
  }
}
