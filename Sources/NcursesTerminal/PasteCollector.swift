import Terminal

/// Collects a bracketed paste. Nothing that arrives inside one can become a key, whatever it holds:
///
/// * An end marker inside the pasted text is no way out: text that follows it at once is still part of the paste. Keys
///   count again only after a pause of `tailTime`. A lone Enter within that time is held back and counts then, unless
///   another end marker shows that it was inside the paste.
/// * A start without an end delivers its text after `idleTime`. A later burst is more of the text; a single key shows
///   that a person is typing, and ends the paste.
struct PasteCollector: Sendable {
  static let startParameters = Array("200".utf8)
  /// In milliseconds: input this soon after an end marker still belongs to the paste.
  static let tailTime: UInt64 = 100
  /// In milliseconds: after this wait, the text of an unfinished paste is delivered.
  static let idleTime: UInt64 = 1000
  /// In milliseconds: a paste that takes longer to arrive is said to be under way.
  static let slowTime: UInt64 = 150
  /// The most bytes of one paste; further bytes are dropped.
  static let maximumBytes = 10 << 20

  private enum State: Sendable {
    case closed
    case inside
    /// The end marker came and the text was delivered; `text` is what came since.
    case tail
    /// The text was delivered without an end marker. `burst` is what came since the last pause.
    case stale(burst: [InputToken])
  }

  private static let endMarker = Array("\u{1B}[201~".utf8)
  private static let startMarker = Array("\u{1B}[200~".utf8)

  private var state = State.closed
  private var text: [UInt8] = []
  /// Bytes that may be the beginning of a marker.
  private var candidate: [UInt8] = []
  private var last: UInt64 = 0
  /// The time when the paste has to be said to be under way; nil where that was done.
  private var slowAt: UInt64?
  /// The tokens since the end marker: with another one behind it, the text between the two was pasted.
  private var tailTokens = 0

  private var tailIsEnter: Bool { tailTokens == 1 && text == [0x0D] }

  mutating func open(at now: UInt64) {
    state = .inside
    forget()
    candidate = []
    last = now
    slowAt = now + Self.slowTime
  }

  /// True while the text of a paste is read that has neither ended nor been delivered.
  var isInside: Bool {
    if case .inside = state { true } else { false }
  }

  /// True once for a paste of which only a part has arrived for `slowTime`.
  mutating func isSlow(at now: UInt64) -> Bool {
    guard isInside, let slowAt, now >= slowAt else { return false }
    self.slowAt = nil
    return true
  }

  /// True when the next token belongs to a paste. Only `quiet` closes a paste: elapsed time does not mean that nothing
  /// arrived meanwhile.
  var isOpen: Bool {
    if case .closed = state { false } else { true }
  }

  var deadline: UInt64? {
    switch state {
    case .closed: nil
    case .inside: last + Self.idleTime
    case .tail: last + Self.tailTime
    // A burst is judged when the read that brought it ends.
    case .stale: nil
    }
  }

  mutating func feed(_ token: InputToken, at now: UInt64) -> [TerminalInput] {
    last = now
    guard case .stale(var burst) = state else { return collect(token) }
    burst.append(token)
    // This is more than the longest key sequence, so it is not a single key, and the paste goes on.
    if burst.count > 16 { return resume(burst) }
    state = .stale(burst: burst)
    return []
  }

  /// The same for bytes that came together, of which there may be millions.
  mutating func feed(_ bytes: [UInt8], at now: UInt64) -> [TerminalInput] {
    var result: [TerminalInput] = []
    var rest = bytes[...]
    while let byte = rest.first {
      guard isInside, candidate.isEmpty, byte != 0x1B else {
        result += feed(.byte(rest.removeFirst()), at: now)
        continue
      }
      let run = rest.prefix { $0 != 0x1B }
      append(run)
      rest = rest[run.endIndex...]
    }
    last = now
    return result
  }

  /// - Returns: tokens that are no part of a paste after all, and text to deliver.
  mutating func quiet(at now: UInt64) -> (keys: [InputToken], pasted: [TerminalInput]) {
    switch state {
    case .closed: return ([], [])
    case .inside:
      guard now >= last + Self.idleTime else { return ([], []) }
      flushCandidate()
      state = .stale(burst: [])
      return ([], deliver())
    case .tail:
      guard now >= last + Self.tailTime else { return ([], []) }
      flushCandidate()
      state = .closed
      guard tailIsEnter else { return ([], deliver()) }
      forget()
      return ([], [.key(KeyPress(.enter))])
    case .stale(let burst):
      guard !burst.isEmpty else { return ([], []) }
      if Self.isOneKey(burst) {
        state = .closed
        return (burst, [])
      }
      return ([], resume(burst))
    }
  }

  private mutating func resume(_ burst: [InputToken]) -> [TerminalInput] {
    state = .inside
    return burst.flatMap { collect($0) }
  }

  private mutating func collect(_ token: InputToken) -> [TerminalInput] {
    tailTokens += 1
    guard case .byte(let byte) = token else {
      // A key sequence inside a paste is a control sequence in the text, but some descriptions call CR a key.
      flushCandidate()
      if token == .key(KeyPress(.enter)) { append(0x0D) }
      return []
    }
    if candidate.isEmpty, byte != 0x1B {
      append(byte)
      return []
    }
    if byte == 0x1B { flushCandidate() }
    candidate.append(byte)
    if candidate == Self.endMarker {
      candidate = []
      guard case .inside = state else { return [] }
      state = .tail
      tailTokens = 0
      return deliver()
    }
    if candidate == Self.startMarker {
      candidate = []
      if case .tail = state { state = .inside }
      return []
    }
    if !Self.endMarker.starts(with: candidate), !Self.startMarker.starts(with: candidate) { flushCandidate() }
    return []
  }

  private mutating func flushCandidate() {
    append(candidate[...])
    candidate = []
  }

  private mutating func append(_ byte: UInt8) { append([byte]) }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    makeRoom(for: bytes.count)
    text.append(contentsOf: bytes.lazy.filter(Self.isText).prefix(Self.maximumBytes - text.count))
  }

  /// An array that grows by itself leaves its old memory as it was, with what may be a secret.
  private mutating func makeRoom(for count: Int) {
    guard text.count + count > text.capacity else { return }
    var larger: [UInt8] = []
    larger.reserveCapacity(max(text.count + count, text.capacity * 2, 256))
    larger += text
    forget()
    text = larger
  }

  private mutating func forget() {
    text.wipe()
    text = []
  }

  /// Terminals send CR for a line end; CR LF becomes one LF when the text is delivered.
  private static func isText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0x80...0xFF: true
    default: false
    }
  }

  private mutating func deliver() -> [TerminalInput] {
    defer { forget() }
    guard !text.isEmpty else { return [] }
    return [Self.isUTF8(text) ? .paste(PastedText(utf8: Self.clean(text))) : .unreadable]
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch {
      return false
    }
  }

  /// The same with line ends as LF, and without C1 controls.
  private static func clean(_ bytes: [UInt8]) -> [UInt8] {
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      switch (previous, byte) {
      case (0x0D, 0x0A): break
      // A C1 control is this byte and one of these; in UTF-8 they stand together nowhere else.
      case (0xC2, 0x80...0x9F): cleaned.removeLast()
      case (_, 0x0D): cleaned.append(0x0A)
      default: cleaned.append(byte)
      }
      previous = byte
    }
    return cleaned
  }

  /// One token, one escape sequence or one UTF-8 scalar.
  private static func isOneKey(_ burst: [InputToken]) -> Bool {
    if burst.count == 1 { return true }
    let bytes = burst.compactMap { token -> UInt8? in
      if case .byte(let byte) = token { byte } else { nil }
    }
    guard bytes.count == burst.count, let first = bytes.first else { return false }
    if first == 0x1B {
      // An end marker that came late is no key.
      guard bytes != endMarker else { return false }
      return bytes.count == 2
        || (bytes[1] == UInt8(ascii: "[") && bytes.dropFirst(2).dropLast().allSatisfy { $0 < 0x40 })
    }
    return first >= 0xC2 && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 } && bytes.count <= 4
  }
}
