/// A frame as ncurses writes it, written again with fewer changes of looks.
///
/// ncurses sets a look anew whenever a part of it changes: charset, attributes and both colours, some 30 bytes for each word
/// in another colour. Most of a frame is that. Here a look (SGR of ECMA-48) is set when something is about to be drawn that
/// shows it, and only as far as it differs from the one in force. For terminals that keep their look when the cursor moves
/// and erase with the background in force, as xterm and all that call themselves after it do.
struct SparingLooks {
  private struct Look: Hashable {
    /// SGR numbers below 10.
    var attributes: Set<Int> = []
    /// The numbers as they came, as "38;5;254"; nil: the terminal's own.
    var foreground: String?
    var background: String?
  }

  private enum Drawing {
    /// Glyphs, or what repeats one.
    case ink
    case blank
    /// Cells that appear by erasing or scrolling.
    case erasure
  }

  private var output: [UInt8] = []
  private var wanted = Look()
  private var present = Look()
  private var isOtherCharset = false

  /// Begins and ends with the standard look, as every frame of ncurses does. A frame with something unknown in it stays as
  /// it is.
  static func rewritten(_ frame: [UInt8]) -> [UInt8] {
    var looks = SparingLooks()
    looks.output.reserveCapacity(frame.count)
    guard looks.take(frame), looks.wanted == Look() else { return frame }
    looks.prepare(.ink)
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
      case 0x0A: prepare(.erasure)
      case 0x21...0x7E, 0x80...: prepare(.ink)
      default: break
      }
      output.append(byte)
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
      if isOther || isOtherCharset { output += sequence }
      isOtherCharset = isOther
      return true
    }
    if kind == UInt8(ascii: "[") {
      switch Unicode.Scalar(final) {
      case "m": return takeLook(sequence.dropFirst(2).dropLast())
      case "b": prepare(.ink)
      case "J", "K", "L", "M", "P", "S", "T", "X", "@": prepare(.erasure)
      case "A", "B", "C", "D", "G", "H", "d", "h", "l", "r": break
      default: return false
      }
    } else if final == UInt8(ascii: "M") {
      prepare(.erasure)
    }
    output += sequence
    return true
  }

  private mutating func takeLook(_ parameters: ArraySlice<UInt8>) -> Bool {
    let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";", omittingEmptySubsequences: false)
    var index = 0
    while index < numbers.count {
      let text = numbers[index]
      index += 1
      // One parameter with parts of its own holds a whole colour.
      if text.contains(":") {
        if text.hasPrefix("38:") { wanted.foreground = String(text) }
        if text.hasPrefix("48:") { wanted.background = String(text) }
        guard text.hasPrefix("38:") || text.hasPrefix("48:") else { return false }
        continue
      }
      guard let number = text.isEmpty ? 0 : Int(text) else { return false }
      switch number {
      case 0: wanted = Look()
      case 1...5, 7: wanted.attributes.insert(number)
      case 22: wanted.attributes.subtract([1, 2])
      case 23...25, 27: wanted.attributes.remove(number - 20)
      case 30...37, 90...97: wanted.foreground = String(number)
      case 40...47, 100...107: wanted.background = String(number)
      case 39: wanted.foreground = nil
      case 49: wanted.background = nil
      case 38, 48:
        let count = index < numbers.count ? (numbers[index] == "5" ? 2 : numbers[index] == "2" ? 4 : 0) : 0
        guard count > 0, index + count <= numbers.count else { return false }
        let color = "\(number);" + numbers[index..<index + count].joined(separator: ";")
        if number == 38 { wanted.foreground = color } else { wanted.background = color }
        index += count
      default: return false
      }
    }
    return true
  }

  /// Puts the wanted look into force, if `drawing` shows the difference.
  private mutating func prepare(_ drawing: Drawing) {
    guard wanted != present, drawing == .ink || !looksAlike(drawing) else { return }
    let changes = changes
    // Everything set anew can be shorter than what is switched off one by one.
    let anew =
      ["0"] + wanted.attributes.sorted().map(String.init) + [wanted.foreground, wanted.background].compactMap(\.self)
    let shorter = [changes, anew].map { $0.joined(separator: ";") }.min { $0.utf8.count < $1.utf8.count } ?? ""
    output += Array("\u{1B}[\(shorter == "0" ? "" : shorter)m".utf8)
    present = wanted
  }

  /// Whether a cell without ink looks the same in both looks: lines below it and reversed colours show there, the colour of
  /// the ink does not.
  private func looksAlike(_ drawing: Drawing) -> Bool {
    guard wanted.background == present.background else { return false }
    return drawing == .erasure || [wanted, present].allSatisfy { $0.attributes.isDisjoint(with: [4, 5, 7]) }
  }

  /// The numbers that lead from the present look to the wanted one.
  private var changes: [String] {
    var numbers: [Int] = []
    var lost = present.attributes.subtracting(wanted.attributes)
    var gained = wanted.attributes.subtracting(present.attributes)
    if !lost.isDisjoint(with: [1, 2]) {
      numbers.append(22)
      gained.formUnion(wanted.attributes.intersection([1, 2]))
      lost.subtract([1, 2])
    }
    numbers += lost.sorted().map { $0 + 20 } + gained.sorted()
    var words = numbers.map(String.init)
    if wanted.foreground != present.foreground { words.append(wanted.foreground ?? "39") }
    if wanted.background != present.background { words.append(wanted.background ?? "49") }
    return words
  }
}
