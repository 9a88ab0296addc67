/// The screen that a terminal shows for the bytes it was sent, as far as a program of curses uses it: text, places, erasing and
/// scrolling (ECMA-48, xterm's description). Looks are left out, and a character has one column.
struct Glass {
  private(set) var answers: [UInt8] = []
  private let columns: Int
  private var cells: [[Unicode.Scalar]]
  private var row = 0
  private var column = 0
  private var saved = (row: 0, column: 0)
  private var region: ClosedRange<Int>
  private var last: Unicode.Scalar = " "
  /// The start of a character that did not come whole.
  private var begun: [UInt8] = []
  private var state = State.text

  private enum State {
    case text, escape
    /// After `ESC (` and its like comes one byte.
    case charset
    case control([UInt8])
    /// Of an operating system command and its like; true after an ESC.
    case string(Bool)
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    region = 0...(rows - 1)
  }

  var lines: [String] { cells.map { line in String(String.UnicodeScalarView(line)) } }

  func shows(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  mutating func take(_ bytes: [UInt8]) {
    var text = begun
    begun = []
    for byte in bytes {
      if case .text = state, byte >= 0x20 {
        text.append(byte)
        continue
      }
      put(text)
      text = []
      take(byte)
    }
    // The lead byte of a character says how many follow it.
    if let lead = text.suffix(3).lastIndex(where: { $0 >= 0xC0 }),
      text.count - lead < (text[lead] < 0xE0 ? 2 : text[lead] < 0xF0 ? 3 : 4)
    {
      begun = Array(text[lead...])
      text.removeSubrange(lead...)
    }
    put(text)
  }

  private mutating func put(_ text: [UInt8]) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { put(scalar) }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column == columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = scalar
    last = scalar
    column += 1
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text:
      switch byte {
      case 0x1B: state = .escape
      case 0x08: column = max(0, min(column, columns - 1) - 1)
      case 0x09: column = min(columns - 1, column / 8 * 8 + 8)
      case 0x0A: lineFeed()
      case 0x0D: column = 0
      default: break
      }
    case .escape: escape(byte)
    case .charset: state = .text
    case .string(let isEnding):
      state = byte == 0x07 || (isEnding && byte == UInt8(ascii: "\\")) ? .text : .string(byte == 0x1B)
    case .control(let begun):
      guard (0x40...0x7E).contains(byte) else { return state = .control(begun + [byte]) }
      state = .text
      control(byte, String(decoding: begun, as: UTF8.self))
    }
  }

  private mutating func escape(_ byte: UInt8) {
    state = .text
    switch Unicode.Scalar(byte) {
    case "[": state = .control([])
    case "]", "P", "_", "^", "X": state = .string(false)
    case "(", ")", "*", "+", "#": state = .charset
    case "7": saved = (row, column)
    case "8": (row, column) = saved
    case "M": if row == region.lowerBound { scroll(-1) } else { row = max(0, row - 1) }
    case "c": self = Glass(columns: columns, rows: cells.count)
    default: break
    }
  }

  private mutating func control(_ final: UInt8, _ text: String) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    func number(_ index: Int, or standard: Int = 1) -> Int {
      max(index < numbers.count ? numbers[index] ?? standard : standard, standard)
    }
    let most = number(0)
    switch Unicode.Scalar(final) {
    case "H", "f": (row, column) = (min(number(0), cells.count) - 1, min(number(1), columns) - 1)
    case "A": row = max(0, row - most)
    case "B": row = min(cells.count - 1, row + most)
    case "C": column = min(columns - 1, column + most)
    case "D": column = max(0, min(column, columns - 1) - most)
    case "G": column = min(most, columns) - 1
    case "d": row = min(most, cells.count) - 1
    case "J": eraseDisplay(number(0, or: 0))
    case "K": eraseLine(number(0, or: 0))
    case "X": blank(row, column..<min(columns, column + most))
    case "b": for _ in 0..<most { put(last) }
    case "@":
      cells[row].insert(contentsOf: blanks(most), at: min(column, columns))
      cells[row].removeLast(most)
    case "P":
      let removed = min(most, columns - min(column, columns))
      cells[row].removeSubrange(column..<column + removed)
      cells[row] += blanks(removed)
    case "L" where region.contains(row): scroll(-most, row...region.upperBound)
    case "M" where region.contains(row): scroll(most, row...region.upperBound)
    case "S": scroll(most)
    case "T": scroll(-most)
    case "r":
      region = (number(0) - 1)...(max(number(0), min(number(1, or: 1), cells.count)) - 1)
      if numbers.count < 2 { region = 0...(cells.count - 1) }
      (row, column) = (0, 0)
    case "c" where text.isEmpty || text == "0": answers += Array("\u{1B}[?64;1;2;6;22c".utf8)
    case "n" where text == "5": answers += Array("\u{1B}[0n".utf8)
    case "n" where text == "6": answers += Array("\u{1B}[\(row + 1);\(column + 1)R".utf8)
    default: break
    }
  }

  private func blanks(_ count: Int) -> [Unicode.Scalar] { Array(repeating: " ", count: count) }

  private mutating func blank(_ row: Int, _ range: Range<Int>) { for place in range { cells[row][place] = " " } }

  private mutating func eraseLine(_ how: Int) {
    switch how {
    case 0: blank(row, min(column, columns)..<columns)
    case 1: blank(row, 0..<min(column + 1, columns))
    default: blank(row, 0..<columns)
    }
  }

  private mutating func eraseDisplay(_ how: Int) {
    if how < 2 { eraseLine(how) }
    let others = how == 0 ? (row + 1)..<cells.count : 0..<(how == 1 ? row : cells.count)
    for other in others { blank(other, 0..<columns) }
  }

  private mutating func lineFeed() {
    if row == region.upperBound { scroll(1) } else { row = min(cells.count - 1, row + 1) }
  }

  /// Moves lines up, or down where `count` is below 0.
  private mutating func scroll(_ count: Int, _ range: ClosedRange<Int>? = nil) {
    let range = range ?? region
    let moved = min(abs(count), range.count)
    let empty = Array(repeating: blanks(columns), count: moved)
    let kept = Array(cells[range])
    cells.replaceSubrange(
      range, with: count > 0 ? Array(kept[moved...]) + empty : empty + kept[..<(kept.count - moved)])
  }
}
