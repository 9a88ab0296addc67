package import Terminal

/// The result of one read of the terminal: a byte, or a key that ncurses recognized.
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
    /// - Parameter isDoubled: a second Escape came right after the first one.
    case escape(isDoubled: Bool)
    /// After `ESC [` or `ESC O`: the bytes since, without the final byte.
    /// - Parameter isAlt: true after another Escape, which is how many terminals send Alt.
    case sequence(introducer: UInt8, parameters: [UInt8], isAlt: Bool)
    /// Inside a report of the mouse in the oldest form.
    case oldReport(OldMouseReport)
    /// Inside OSC, DCS, SOS, PM or APC, up to BEL or ST: the first bytes since, no more than an answer about the
    /// background can have and one.
    case string(introducer: UInt8, text: [UInt8], sawEscape: Bool)

    /// Inside something that a terminal says and no key sends.
    var isAnswer: Bool {
      switch self {
      case .sequence(UInt8(ascii: "["), let parameters, _): parameters.first == UInt8(ascii: "?")
      case .string(UInt8(ascii: "]"), let text, _): BackgroundReport.isBegun(text)
      case .ground, .escape, .sequence, .oldReport, .string: false
      }
    }
  }

  /// An unfinished sequence is given up after this, so that it cannot keep the keyboard.
  package static let sequenceTimeout: UInt64 = 500
  private static let maximumParameters = 64
  /// The rest of an answer that was given up may still come so long after.
  package static let restTimeout: UInt64 = 10_000

  private var state = State.ground
  private var utf8 = UTF8Collector()
  private var paste = PasteCollector()
  /// An answer that was given up before its end, and the time until which its rest is waited for.
  private var cut: (answer: State, until: UInt64)?
  /// The tokens of one read after that.
  private var burst: [InputToken] = []
  /// While false, mouse reports are swallowed: the previous program may have left the terminal reporting.
  package var takesMouse = false
  /// Likewise for reports of the focus.
  package var takesFocus = false
  /// Likewise for the background.
  package var takesBackground = false
  /// The terminal said that it shows frames as a whole.
  package private(set) var knowsSynchronizedOutput = false
  /// The terminal has answered that it repeats a character.
  package private(set) var knowsRepeating = false
  private var lastToken: UInt64 = 0

  package init() {}

  /// Every byte that comes next is text of a paste, or its end.
  package var isInPaste: Bool { cut == nil && paste.isInside }

  /// The time to call `quiet` again.
  package var deadline: UInt64? {
    let sequence: UInt64? =
      switch state {
      case .ground, .escape: nil
      case .sequence, .string, .oldReport: lastToken + Self.sequenceTimeout
      }
    return [sequence, paste.deadline].compactMap { $0 }.min()
  }

  package mutating func feed(_ token: InputToken, at now: UInt64) -> [TerminalInput] {
    lastToken = now
    if let cut, now > cut.until { self.cut = nil }
    guard cut != nil else { return take(token) }
    burst.append(token)
    return burst.count > BackgroundReport.longest ? endCut() : []
  }

  /// All the bytes that wait, while `isInPaste`.
  package mutating func feed(pasted bytes: [UInt8], at now: UInt64) -> [TerminalInput] {
    lastToken = now
    return paste.feed(bytes, at: now)
  }

  private mutating func take(_ token: InputToken) -> [TerminalInput] {
    paste.isOpen ? paste.feed(token, at: lastToken) : decode(token)
  }

  /// Nothing more is waiting to be read.
  package mutating func quiet(at now: UInt64) -> [TerminalInput] {
    var result = judgeBurst()
    result += endEscape()
    result += giveUpSequence(at: now)
    let (keys, pasted) = paste.quiet(at: now)
    result += pasted
    if paste.isSlow(at: now) { result.append(.pasteArriving) }
    for key in keys { result += decode(key) }
    if !keys.isEmpty { result += endEscape() }
    return result
  }

  /// The rest of an answer comes in one piece or a few, and is no key. Everything else counts as if nothing had been cut.
  private mutating func judgeBurst() -> [TerminalInput] {
    guard let cut, !burst.isEmpty else { return [] }
    var trial = self
    trial.state = cut.answer
    let inputs = burst.flatMap { trial.decode($0) }
    let isOver = if case .ground = trial.state { true } else { false }
    // After a lone Escape, which was a key, only a whole answer is taken for one.
    let isRest = if case .escape = cut.answer { !inputs.isEmpty } else { isOver }
    let isPart = trial.state.isAnswer && burst.allSatisfy(BackgroundReport.canHold)
    // A single key may be pressed meanwhile.
    guard burst.count > 1 || !inputs.isEmpty, !trial.paste.isOpen, isRest || isPart, !inputs.contains(where: \.isByHand)
    else { return endCut() }
    trial.cut = nil
    trial.burst = []
    self = trial
    return inputs
  }

  private mutating func endCut() -> [TerminalInput] {
    let tokens = burst
    (cut, burst) = (nil, [])
    return tokens.flatMap { take($0) }
  }

  /// The keys for one or two Escapes with nothing after them.
  private mutating func endEscape() -> [TerminalInput] {
    guard case .escape(let isDoubled) = state else { return [] }
    if takesBackground { cut = (state, lastToken + Self.restTimeout) }
    state = .ground
    return Array(repeating: .key(KeyPress(.escape)), count: isDoubled ? 2 : 1)
  }

  /// Gives up a sequence that was begun and never finished.
  private mutating func giveUpSequence(at now: UInt64) -> [TerminalInput] {
    guard now >= lastToken + Self.sequenceTimeout else { return [] }
    defer { state = .ground }
    if state.isAnswer { cut = (state, lastToken + Self.restTimeout) }
    switch state {
    case .sequence(let introducer, let parameters, let isAlt) where parameters.isEmpty:
      return escape(if: isAlt) + alt(introducer)
    case .string(let introducer, let text, false) where text.isEmpty: return alt(introducer)
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
      let refused = utf8.end()
      if case .oldReport(let report) = state, let byte = ControlBytes.byte(of: press) {
        return continueReport(report, byte)
      }
      defer { state = .ground }
      if case .escape(let isDoubled) = state {
        return escape(if: isDoubled) + [.key(KeyPress(press.key, press.modifiers.union(.alt)))]
      }
      return refused + [.key(press)]
    }
  }

  private mutating func decode(_ byte: UInt8) -> [TerminalInput] {
    switch state {
    case .ground: return ground(byte, modifiers: [])
    case .escape(let isDoubled): return afterEscape(byte, isDoubled: isDoubled)
    case .sequence(let introducer, let parameters, let isAlt):
      return sequence(byte, introducer: introducer, parameters: parameters, isAlt: isAlt)
    case .oldReport(let report): return continueReport(report, byte)
    case .string(let introducer, let text, let sawEscape):
      return string(byte, introducer: introducer, text: text, sawEscape: sawEscape)
    }
  }

  private mutating func sequence(
    _ byte: UInt8, introducer: UInt8, parameters: [UInt8], isAlt: Bool
  ) -> [TerminalInput] {
    let isControlSequence = introducer == UInt8(ascii: "[")
    // The Linux console's function keys have a second bracket, and one byte more.
    let isConsoleKey = isControlSequence && parameters == KeySequences.consoleParameters
    switch byte {
    case UInt8(ascii: "[") where isControlSequence && parameters.isEmpty,
      0x20...0x3F where !isConsoleKey && (isControlSequence || byte >= 0x30):
      let longer = parameters.count < Self.maximumParameters ? parameters + [byte] : parameters
      state = .sequence(introducer: introducer, parameters: longer, isAlt: isAlt)
      return []
    case 0x20...0x7E where isControlSequence || byte >= 0x40:
      state = .ground
      return finish(introducer: introducer, parameters: parameters, final: byte, isAlt: isAlt)
    default:
      // A control byte, or a byte beyond ASCII, ends the sequence and counts on its own.
      state = .ground
      return escape(if: isAlt) + ground(byte, modifiers: [])
    }
  }

  /// No value is an Escape: that begins something new.
  private mutating func continueReport(_ report: OldMouseReport, _ byte: UInt8) -> [TerminalInput] {
    var report = report
    let progress = byte == 0x1B ? .isNoPart : report.take(byte)
    switch progress {
    case .unfinished: state = .oldReport(report)
    case .finished: state = .ground
    case .isNoPart:
      state = .ground
      return ground(byte, modifiers: [])
    }
    return []
  }

  private mutating func afterEscape(_ byte: UInt8, isDoubled: Bool) -> [TerminalInput] {
    switch byte {
    case 0x1B:
      state = .escape(isDoubled: true)
      return escape(if: isDoubled)
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = .sequence(introducer: byte, parameters: [], isAlt: isDoubled)
      return []
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .string(introducer: byte, text: [], sawEscape: false)
      return escape(if: isDoubled)
    default:
      state = .ground
      return escape(if: isDoubled) + ground(byte, modifiers: .alt)
    }
  }

  private mutating func string(
    _ byte: UInt8, introducer: UInt8, text: [UInt8], sawEscape: Bool
  ) -> [TerminalInput] {
    switch byte {
    // BEL, CAN, SUB and ST end it, CAN and SUB without any effect; an escape with anything else begins something new.
    case 0x18, 0x1A: state = .ground
    case 0x07: return end(introducer: introducer, text: text)
    case UInt8(ascii: "\\") where sawEscape: return end(introducer: introducer, text: text)
    case 0x1B: state = .string(introducer: introducer, text: text, sawEscape: true)
    default:
      if sawEscape {
        return afterEscape(byte, isDoubled: false)
      }
      let longer = text.count <= BackgroundReport.longest ? text + [byte] : text
      state = .string(introducer: introducer, text: longer, sawEscape: false)
    }
    return []
  }

  private mutating func end(introducer: UInt8, text: [UInt8]) -> [TerminalInput] {
    state = .ground
    guard takesBackground, introducer == UInt8(ascii: "]"), let brightness = BackgroundReport.brightness(answer: text)
    else { return [] }
    return [.background(brightness)]
  }

  private mutating func ground(_ byte: UInt8, modifiers: Modifiers) -> [TerminalInput] {
    switch byte {
    case 0x1B:
      state = .escape(isDoubled: false)
      return utf8.end()
    case 0x20..<0x7F, 0x80...0xFF: return utf8.append(byte, modifiers)
    default: return utf8.end() + [.key(ControlBytes.key(byte, modifiers))]
    }
  }

  private mutating func finish(
    introducer: UInt8, parameters: [UInt8], final: UInt8, isAlt: Bool
  ) -> [TerminalInput] {
    let presses = KeySequences.keys(introducer: introducer, parameters: parameters, final: final)
    guard presses.isEmpty else {
      return presses.map { .key(isAlt ? KeyPress($0.key, $0.modifiers.union(.alt)) : $0) }
    }
    return escape(if: isAlt) + answer(introducer: introducer, parameters: parameters, final: final)
  }

  /// Input that is no key.
  private mutating func answer(introducer: UInt8, parameters: [UInt8], final: UInt8) -> [TerminalInput] {
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "~"), parameters == PasteCollector.startParameters {
      paste.open(at: lastToken)
      return []
    }
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "M"), parameters.isEmpty {
      state = .oldReport(OldMouseReport())
      return []
    }
    if let isKnown = SynchronizedOutput.isKnown(introducer: introducer, parameters: parameters, final: final) {
      knowsSynchronizedOutput = isKnown
      return []
    }
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "R"), parameters == RepeatedCharacter.proof {
      knowsRepeating = true
      return []
    }
    if takesMouse, let report = MouseReport.input(introducer: introducer, parameters: parameters, final: final) {
      return [report]
    }
    if introducer == UInt8(ascii: "["), parameters.isEmpty, takesFocus {
      if final == UInt8(ascii: "I") { return [.focused(true)] }
      if final == UInt8(ascii: "O") { return [.focused(false)] }
    }
    if let brightness = BackgroundReport.brightness(introducer: introducer, parameters: parameters, final: final) {
      return takesBackground ? [.background(brightness)] : []
    }
    // A status report: all is well or not, it was shown.
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "n"),
      [Array("0".utf8), Array("3".utf8)].contains(parameters)
    {
      return [.answered]
    }
    return []
  }

  private func escape(if isPressed: Bool) -> [TerminalInput] { isPressed ? [.key(KeyPress(.escape))] : [] }

  private func alt(_ byte: UInt8) -> [TerminalInput] {
    [.key(KeyPress(.character(Character(Unicode.Scalar(byte))), .alt))]
  }
}
