/// A frame as ncurses writes it, written again with fewer changes of looks.
///
/// ncurses sets a look anew whenever a part of it changes: charset, attributes and both colours, some 30 bytes for each word
/// in another colour. Most of a frame is that. Here a look (SGR of ECMA-48) is set when something is about to be drawn that
/// shows it, and only as far as it differs from the one in force. For terminals that keep their look when the cursor moves
/// and erase with the background in force, as xterm and all that call themselves after it do.
struct SparingLooks {
  private struct Look: Hashable {
    /// SGR 1 to 7, by their bits.
    var attributes: UInt8 = 0
    var foreground = Shade.standard
    var background = Shade.standard

    /// Something of the other look is no part of this one.
    func lacksSome(of other: Look) -> Bool {
      other.attributes & ~attributes != 0 || (foreground == .standard && other.foreground != .standard)
        || (background == .standard && other.background != .standard)
    }

    static let intensity: UInt8 = 1 << 1 | 1 << 2
    /// Underline, blinking, reversed colours.
    static let seenWithoutInk: UInt8 = 1 << 4 | 1 << 5 | 1 << 7
  }

  private enum Shade: Hashable {
    case standard
    /// The number that sets it: 30 to 107.
    case ansi(Int)
    case indexed(Int)
    /// `hasParts`: all in one parameter, as ISO 8613-6 has it.
    case direct(Int, Int, Int, hasParts: Bool)
  }

  private enum Drawing {
    /// Glyphs, or what repeats one.
    case ink
    case blank
    /// Cells that appear by erasing or scrolling.
    case erasure
  }

  /// A place in the text where something is drawn.
  private struct Mark {
    let place: Int
    let drawing: Drawing
    let wanted: Look

    /// True when a cell without ink is the same in both looks: lines below it and reversed colours show there, the colour
    /// of the ink does not.
    func looksAlike(_ other: Look) -> Bool {
      if wanted == other { return true }
      guard drawing != .ink, wanted.background == other.background else { return false }
      return drawing == .erasure || (wanted.attributes | other.attributes) & Look.seenWithoutInk == 0
    }
  }

  /// The frame without its looks.
  private var text: [UInt8] = []
  private var marks: [Mark] = []
  private var output: [UInt8] = []
  private var wanted = Look()
  private var present = Look()
  private var isOtherCharset = false
  /// Of every cell that was not drawn yet, behind a clear of the whole screen.
  private var ground: Shade?

  /// Begins and ends with the standard look, as every frame of ncurses does. A frame with something unknown in it stays as
  /// it is.
  static func rewritten(_ frame: [UInt8]) -> [UInt8] {
    var looks = SparingLooks()
    looks.text.reserveCapacity(frame.count)
    guard looks.take(frame), looks.wanted == Look() else { return frame }
    looks.prepare(.ink)
    looks.write()
    return looks.output
  }

  private init() {}

  /// False for a frame that is not understood.
  private mutating func take(_ frame: [UInt8]) -> Bool {
    var place = 0
    while place < frame.count {
      let byte = frame[place]
      if byte == 0x1B {
        guard let end = Self.end(of: frame, from: place), takeSequence(frame[place..<end]) else { return false }
        place = end
        continue
      }
      switch byte {
      case 0x20: prepare(.blank)
      // A line feed in the last row scrolls.
      case 0x0A:
        prepare(.erasure)
        ground = nil
      case 0x21...0x7E, 0x80...: prepare(.ink)
      default: break
      }
      text.append(byte)
      place += 1
    }
    return true
  }

  /// Behind the sequence that begins at `start`; nil where it has no end, or is of a kind that no frame has.
  private static func end(of frame: [UInt8], from start: Int) -> Int? {
    guard start + 1 < frame.count else { return nil }
    switch Unicode.Scalar(frame[start + 1]) {
    case "[":
      return frame[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    case "(": return start + 3 <= frame.count ? start + 3 : nil
    case "M", "7", "8": return start + 2
    default: return nil
    }
  }

  private mutating func takeSequence(_ sequence: ArraySlice<UInt8>) -> Bool {
    guard let final = sequence.last, let kind = sequence.dropFirst().first else { return false }
    if kind == UInt8(ascii: "(") {
      let isOther = final != UInt8(ascii: "B")
      if isOther || isOtherCharset { text += sequence }
      isOtherCharset = isOther
      return true
    }
    if kind == UInt8(ascii: "[") {
      switch Unicode.Scalar(final) {
      case "m": return takeLook(sequence.dropFirst(2).dropLast())
      case "b": prepare(.ink)
      // ncurses takes the cells behind its clear for black ones, and erases them to the background in force: they have it.
      case "K", "X":
        if ground == wanted.background { return true }
        prepare(.erasure)
      case "J", "L", "M", "P", "S", "T", "@":
        prepare(.erasure)
        ground = sequence.elementsEqual("\u{1B}[2J".utf8) ? wanted.background : nil
      case "A", "B", "C", "D", "G", "H", "d", "h", "l", "r": break
      default: return false
      }
    } else if final == UInt8(ascii: "M") {
      prepare(.erasure)
      ground = nil
    }
    text += sequence
    return true
  }

  private mutating func takeLook(_ parameters: ArraySlice<UInt8>) -> Bool {
    var rest = Numbers(parameters)
    while let number = rest.next() {
      guard !rest.isPart || number == 38 || number == 48 else { return false }
      switch number {
      case 0: wanted = Look()
      case 1...5, 7: wanted.attributes |= 1 << number
      case 22: wanted.attributes &= ~Look.intensity
      case 23...25, 27: wanted.attributes &= ~(1 << (number - 20))
      case 30...37, 90...97: wanted.foreground = .ansi(number)
      case 40...47, 100...107: wanted.background = .ansi(number)
      case 39: wanted.foreground = .standard
      case 49: wanted.background = .standard
      case 38, 48:
        guard let shade = rest.shade() else { return false }
        if number == 38 { wanted.foreground = shade } else { wanted.background = shade }
      default: return false
      }
    }
    return rest.isUnderstood
  }

  /// The parameters of one sequence.
  private struct Numbers {
    private var rest: ArraySlice<UInt8>
    private var isAtEnd = false
    /// A part of the same parameter follows.
    private(set) var isPart = false
    private(set) var isUnderstood = true

    init(_ parameters: ArraySlice<UInt8>) { rest = parameters }

    /// An empty one is 0; nil at the end, and at what is no number.
    mutating func next() -> Int? {
      guard !isAtEnd else { return nil }
      var number = 0
      while let byte = rest.popFirst() {
        switch byte {
        case 0x30...0x39: number = min(number * 10 + Int(byte - 0x30), 9999)
        case UInt8(ascii: ";"), UInt8(ascii: ":"):
          isPart = byte == UInt8(ascii: ":")
          return number
        default:
          (isAtEnd, isUnderstood) = (true, false)
          return nil
        }
      }
      isAtEnd = true
      isPart = false
      return number
    }

    /// The colour behind a 38 or 48: `5;N`, `2;R;G;B` or the parts `2::R:G:B`.
    mutating func shade() -> Shade? {
      let hasParts = isPart
      switch next() {
      case 5 where !hasParts: return next().map(Shade.indexed)
      case 2:
        // The name of a colour space, which nobody gives.
        if hasParts, next() != 0 { return nil }
        guard let red = next(), let green = next(), let blue = next() else { return nil }
        return .direct(red, green, blue, hasParts: hasParts)
      default: return nil
      }
    }
  }

  private mutating func prepare(_ drawing: Drawing) {
    if let last = marks.last, last.drawing == drawing, last.wanted == wanted { return }
    marks.append(Mark(place: text.count, drawing: drawing, wanted: wanted))
  }

  /// Puts each wanted look into force where what is drawn shows the difference. What has no ink is drawn in the look of the
  /// ink that follows where both are the same to the eye, and otherwise with as little changed as shows.
  private mutating func write() {
    output.reserveCapacity(text.count * 2)
    var following = Look()
    let next = marks.reversed().map { mark in
      if mark.drawing == .ink { following = mark.wanted }
      return following
    }
    var written = 0
    for (mark, next) in zip(marks, next.reversed()) {
      guard !mark.looksAlike(present) else { continue }
      output += text[written..<mark.place]
      written = mark.place
      var least = present
      least.background = mark.wanted.background
      let isPlain = next.attributes & Look.seenWithoutInk == 0
      change(to: isPlain && mark.looksAlike(next) ? next : mark.looksAlike(least) ? least : mark.wanted)
    }
    output += text[written...]
  }

  private mutating func change(to look: Look) {
    let changes = Parameters(from: present, to: look)
    // Everything set anew can be shorter than what is switched off one by one.
    let anew = look.lacksSome(of: present) ? Parameters(from: Look(), to: look, begun: 0) : changes
    let shorter = changes.bytes.count <= anew.bytes.count ? changes : anew
    output.append(0x1B)
    output.append(UInt8(ascii: "["))
    // A lone zero may be left out.
    if shorter.bytes != [UInt8(ascii: "0")] { output += shorter.bytes }
    output.append(UInt8(ascii: "m"))
    present = look
  }

  /// The numbers of one SGR that lead from one look to another.
  private struct Parameters {
    private(set) var bytes: [UInt8] = []

    init(from look: Look, to wanted: Look, begun: Int? = nil) {
      bytes.reserveCapacity(32)
      if let begun { add(begun) }
      var lost = look.attributes & ~wanted.attributes
      var gained = wanted.attributes & ~look.attributes
      if lost & Look.intensity != 0 {
        // One number ends both.
        add(22)
        gained |= wanted.attributes & Look.intensity
        lost &= ~Look.intensity
      }
      if lost != 0 { for number in 3...7 where lost & 1 << number != 0 { add(20 + number) } }
      if gained != 0 { for number in 1...7 where gained & 1 << number != 0 { add(number) } }
      if wanted.foreground != look.foreground { add(wanted.foreground, first: 38) }
      if wanted.background != look.background { add(wanted.background, first: 48) }
    }

    private mutating func add(_ shade: Shade, first: Int) {
      switch shade {
      case .standard: add(first + 1)
      case .ansi(let number): add(number)
      case .indexed(let index):
        add(first)
        add(5)
        add(index)
      case .direct(let red, let green, let blue, let hasParts):
        let separator = UInt8(ascii: hasParts ? ":" : ";")
        add(first)
        add(2, separator)
        if hasParts { bytes.append(separator) }
        add(red, separator)
        add(green, separator)
        add(blue, separator)
      }
    }

    private mutating func add(_ number: Int, _ separator: UInt8 = UInt8(ascii: ";")) {
      if !bytes.isEmpty { bytes.append(separator) }
      bytes.append(decimal: number)
    }
  }
}

extension [UInt8] {
  /// - Parameter number: not negative.
  mutating func append(decimal number: Int) {
    if number > 9 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
