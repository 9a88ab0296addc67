import Terminal

/// The keys behind single control bytes.
enum ControlBytes {
  static func key(_ byte: UInt8, _ modifiers: Modifiers) -> KeyPress {
    switch byte {
    case 0x00: KeyPress(.character(" "), modifiers.union(.control))
    case 0x08, 0x7F: KeyPress(.backspace, modifiers)
    case 0x09: KeyPress(.tab, modifiers)
    case 0x0D: KeyPress(.enter, modifiers)
    case 0x01...0x1A: KeyPress(.character(Character(Unicode.Scalar(byte + 0x60))), modifiers.union(.control))
    default: KeyPress(.character(Character(Unicode.Scalar(byte + 0x40))), modifiers.union(.control))
    }
  }
}

/// Key sequences as xterm documents them, for keys that the terminal's own description leaves out.
enum KeySequences {
  /// The key, or nil for an answer of the terminal or a key of no use.
  ///
  /// `CSI … R` is F3 with a modifier or a cursor report; it is taken for the report.
  static func key(introducer: UInt8, parameters: [UInt8], final: UInt8) -> KeyPress? {
    guard parameters.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }) else { return nil }
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 1 }
    guard numbers.count <= 2 else { return nil }
    let modifiers = Self.modifiers(numbers.count == 2 ? numbers[1] : 1)
    if final == UInt8(ascii: "~"), introducer == UInt8(ascii: "[") {
      return numbers.first.flatMap { numbered[$0] }.map { KeyPress($0, modifiers) }
    }
    if introducer == UInt8(ascii: "O"), parameters.isEmpty, final == UInt8(ascii: "M") { return KeyPress(.enter) }
    guard let key = lettered[final] else { return nil }
    guard numbers.count == 2 || parameters.isEmpty else { return nil }
    // `CSI P` without numbers is no key; F1 is `SS3 P`, and `CSI 1 ; 2 P` with Shift.
    if case .function = key, introducer == UInt8(ascii: "["), parameters.isEmpty { return nil }
    return KeyPress(key, modifiers)
  }

  /// xterm's parameter: one more than the sum of Shift 1, Alt 2, Control 4.
  static func modifiers(_ parameter: Int) -> Modifiers {
    guard (2...8).contains(parameter) else { return [] }
    let bits = parameter - 1
    var modifiers: Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home, UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .function(1),
    UInt8(ascii: "Q"): .function(2), UInt8(ascii: "S"): .function(4),
  ]

  private static let numbered: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
    12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
    19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}
