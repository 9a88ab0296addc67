package import Terminal

/// What a read of the terminal gives: a byte, or a key that ncurses recognised.
package enum InputToken: Hashable, Sendable {
  case byte(UInt8)
  case key(KeyPress)
  /// A key of the description that the program has no use for.
  case unknownKey
}

/// Turns tokens into input: UTF-8, Alt, sequences the terminal's description does not have, pastes, and answers of the
/// terminal, which are swallowed.
///
/// `feed` takes tokens as they come; `quiet` says that the reader looked and nothing more is there now. Time is in milliseconds of any clock
/// that does not go backwards. While `deadline` is not nil, `quiet` must be called again at that time.
package struct InputDecoder: Sendable {
  private enum State: Sendable {
    case ground
    case escape
    /// After `ESC [` or `ESC O`: what came since, final byte excluded.
    case sequence(introducer: UInt8, parameters: [UInt8])
    /// Inside OSC, DCS, SOS, PM or APC, up to BEL or ST.
    case string(introducer: UInt8, isEmpty: Bool, sawEscape: Bool)
  }

  /// An unfinished sequence is given up after this, so that it cannot keep the keyboard.
  package static let sequenceTimeout: UInt64 = 500
  private static let maximumParameters = 64

  private var state = State.ground
  private var utf8 = UTF8Collector()
  private var paste = PasteCollector()
  private let acceptsUTF8: Bool
  /// While false, reports of the mouse are swallowed: whoever had the terminal before may have left it reporting.
  package var takesMouse = false
  private var lastToken: UInt64 = 0

  /// - Parameter acceptsUTF8: false where the locale is not UTF-8; bytes beyond ASCII are then dropped.
  package init(acceptsUTF8: Bool = true) {
    self.acceptsUTF8 = acceptsUTF8
  }

  /// When to call `quiet` again.
  package var deadline: UInt64? {
    let sequence: UInt64? =
      switch state {
      case .ground, .escape: nil
      case .sequence, .string: lastToken + Self.sequenceTimeout
      }
    return [sequence, paste.deadline].compactMap { $0 }.min()
  }

  package mutating func feed(_ token: InputToken, at now: UInt64) -> [TerminalInput] {
    lastToken = now
    return paste.isOpen ? paste.feed(token, at: now) : decode(token)
  }

  /// Nothing more is waiting to be read.
  package mutating func quiet(at now: UInt64) -> [TerminalInput] {
    var result: [TerminalInput] = []
    if case .escape = state {
      state = .ground
      result.append(.key(KeyPress(.escape)))
    }
    result += giveUpSequence(at: now)
    let (keys, pasted) = paste.quiet(at: now)
    result += pasted
    for key in keys { result += decode(key) }
    if !keys.isEmpty, case .escape = state {
      state = .ground
      result.append(.key(KeyPress(.escape)))
    }
    return result
  }

  /// Gives up a sequence that was begun and never finished.
  private mutating func giveUpSequence(at now: UInt64) -> [TerminalInput] {
    guard now >= lastToken + Self.sequenceTimeout else { return [] }
    defer { state = .ground }
    switch state {
    case .sequence(let introducer, let parameters) where parameters.isEmpty: return alt(introducer)
    case .string(let introducer, true, _): return alt(introducer)
    default: return []
    }
  }

  private mutating func decode(_ token: InputToken) -> [TerminalInput] {
    switch token {
    case .byte(let byte): return decode(byte)
    case .unknownKey:
      state = .ground
      return []
    case .key(let press):
      utf8.reset()
      defer { state = .ground }
      if case .escape = state {
        return [.key(KeyPress(press.key, press.modifiers.union(.alt)))]
      }
      return [.key(press)]
    }
  }

  private mutating func decode(_ byte: UInt8) -> [TerminalInput] {
    switch state {
    case .ground: return ground(byte, modifiers: [])
    case .escape: return afterEscape(byte)
    case .sequence(let introducer, var parameters):
      switch byte {
      case 0x20...0x3F where introducer == UInt8(ascii: "[") || byte >= 0x30:
        if parameters.count < Self.maximumParameters { parameters.append(byte) }
        state = .sequence(introducer: introducer, parameters: parameters)
        return []
      case 0x40...0x7E:
        state = .ground
        return finish(introducer: introducer, parameters: parameters, final: byte)
      default:
        // A control byte or one beyond ASCII ends the sequence and counts by itself.
        state = .ground
        return ground(byte, modifiers: [])
      }
    case .string(let introducer, _, let sawEscape):
      return string(byte, introducer: introducer, sawEscape: sawEscape)
    }
  }

  private mutating func afterEscape(_ byte: UInt8) -> [TerminalInput] {
    switch byte {
    case 0x1B:
      return [.key(KeyPress(.escape))]
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = .sequence(introducer: byte, parameters: [])
      return []
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .string(introducer: byte, isEmpty: true, sawEscape: false)
      return []
    default:
      state = .ground
      return ground(byte, modifiers: .alt)
    }
  }

  private mutating func string(_ byte: UInt8, introducer: UInt8, sawEscape: Bool) -> [TerminalInput] {
    switch byte {
    // BEL, CAN, SUB and ST end it; an escape with anything else begins something new.
    case 0x07, 0x18, 0x1A: state = .ground
    case UInt8(ascii: "\\") where sawEscape: state = .ground
    case 0x1B: state = .string(introducer: introducer, isEmpty: false, sawEscape: true)
    default:
      if sawEscape {
        state = .escape
        return afterEscape(byte)
      }
      state = .string(introducer: introducer, isEmpty: false, sawEscape: false)
    }
    return []
  }

  private mutating func ground(_ byte: UInt8, modifiers: Modifiers) -> [TerminalInput] {
    switch byte {
    case 0x1B:
      utf8.reset()
      state = .escape
      return []
    case 0x20..<0x7F, 0x80...0xFF:
      guard byte < 0x80 || acceptsUTF8, let scalar = utf8.append(byte) else { return [] }
      // C1 controls have no key.
      guard !(0x80...0x9F).contains(scalar.value) else { return [] }
      return [.key(KeyPress(.character(Character(scalar)), modifiers))]
    default:
      utf8.reset()
      return [.key(ControlBytes.key(byte, modifiers))]
    }
  }

  private mutating func finish(introducer: UInt8, parameters: [UInt8], final: UInt8) -> [TerminalInput] {
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "~"), parameters == PasteCollector.startParameters {
      paste.open(at: lastToken)
      return []
    }
    if takesMouse, let report = MouseReport.input(introducer: introducer, parameters: parameters, final: final) {
      return [report]
    }
    // A status report: all is well or not, it was shown.
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "n"),
      [Array("0".utf8), Array("3".utf8)].contains(parameters)
    {
      return [.answered]
    }
    guard let press = KeySequences.key(introducer: introducer, parameters: parameters, final: final) else { return [] }
    return [.key(press)]
  }

  private func alt(_ byte: UInt8) -> [TerminalInput] {
    [.key(KeyPress(.character(Character(Unicode.Scalar(byte))), .alt))]
  }
}
