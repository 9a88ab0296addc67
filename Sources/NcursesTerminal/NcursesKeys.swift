import CNcurses
import Terminal

/// The meanings of ncurses key codes.
@MainActor
struct NcursesKeys {
  /// Codes of keys that only an extended description has, such as Ctrl-Left; ncurses numbers them at run time. The block of
  /// keypad is among them, because some descriptions give its keys other names.
  private let extended: [Int32: KeyPress]

  /// Reads the present terminal's description; call after start.
  init() {
    var extended: [Int32: KeyPress] = [:]
    for (name, key) in Self.extendedNames {
      for parameter in 2...8 {
        let capability = parameter == 2 ? name : "\(name)\(parameter)"
        guard let sequence = cdn_string(capability) else { continue }
        let code = key_defined(sequence)
        if code > KEY_MAX { extended[code] = KeyPress(key, KeySequences.modifiers(parameter)) }
      }
    }
    // Debian describes the console's second Shift-Tab.
    if let sequence = cdn_string("kcbt2") {
      let code = key_defined(sequence)
      if code > KEY_MAX { extended[code] = KeyPress(.backTab) }
    }
    for (final, key) in KeySequences.keypad {
      let code = key_defined("\u{1B}O\(Character(Unicode.Scalar(final)))")
      if code > 0 { extended[code] = KeyPress(key) }
    }
    self.extended = extended
  }

  /// The token for the result of wgetch.
  func token(_ code: Int32) -> InputToken {
    if let byte = UInt8(exactly: code) { return .byte(byte) }
    if let press = extended[code] ?? Self.plain[code] { return .key(press) }
    let number = Int(code - KEY_F0)
    return (1...63).contains(number) ? .key(Self.function(number)) : .unknownKey
  }

  /// Descriptions in xterm's manner number Shift-F1 as F13, Ctrl-F1 as F25, Alt-F1 as F49.
  static func function(_ number: Int) -> KeyPress {
    let key = Key.function((number - 1) % 12 + 1)
    switch (number - 1) / 12 {
    case 0: return KeyPress(key)
    case 1: return KeyPress(key, .shift)
    case 2: return KeyPress(key, .control)
    case 3: return KeyPress(key, [.control, .shift])
    case 4: return KeyPress(key, .alt)
    default: return KeyPress(key, [.alt, .shift])
    }
  }

  private static let extendedNames: [(String, Key)] = [
    ("kUP", .up), ("kDN", .down), ("kRIT", .right), ("kLFT", .left), ("kHOM", .home), ("kEND", .end),
    ("kNXT", .pageDown), ("kPRV", .pageUp), ("kDC", .delete), ("kIC", .insert),
  ]

  private static let plain: [Int32: KeyPress] = [
    KEY_UP: KeyPress(.up), KEY_DOWN: KeyPress(.down), KEY_LEFT: KeyPress(.left), KEY_RIGHT: KeyPress(.right),
    KEY_HOME: KeyPress(.home), KEY_END: KeyPress(.end), KEY_LL: KeyPress(.end), KEY_FIND: KeyPress(.home),
    KEY_SELECT: KeyPress(.end), KEY_NPAGE: KeyPress(.pageDown), KEY_PPAGE: KeyPress(.pageUp),
    KEY_A1: KeyPress(.home), KEY_A3: KeyPress(.pageUp), KEY_C1: KeyPress(.end), KEY_C3: KeyPress(.pageDown),
    KEY_BACKSPACE: KeyPress(.backspace), KEY_DC: KeyPress(.delete), KEY_IC: KeyPress(.insert),
    KEY_ENTER: KeyPress(.enter), KEY_BTAB: KeyPress(.backTab),
    KEY_SR: KeyPress(.up, .shift), KEY_SF: KeyPress(.down, .shift), KEY_SLEFT: KeyPress(.left, .shift),
    KEY_SRIGHT: KeyPress(.right, .shift), KEY_SHOME: KeyPress(.home, .shift), KEY_SEND: KeyPress(.end, .shift),
    KEY_SNEXT: KeyPress(.pageDown, .shift), KEY_SPREVIOUS: KeyPress(.pageUp, .shift),
    KEY_SDC: KeyPress(.delete, .shift), KEY_SIC: KeyPress(.insert, .shift),
  ]
}
