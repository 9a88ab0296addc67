import Testing

@testable import NcursesTerminal

/// A frame written with fewer changes of looks is the same frame on the glass.
struct SparingLooksTests {
  private static func rewritten(_ text: String) -> String {
    String(decoding: SparingLooks.rewritten(Array(text.replacing("^", with: "\u{1B}").utf8)), as: UTF8.self)
      .replacing("\u{1B}", with: "^")
  }

  @Test(arguments: [
    // A word in another colour: only that is set.
    (
      "^(B^[0m^[38;5;254m^[48;5;233mName^[38;5;110m^[48;5;233mAvery^[39;49m^(B^[m",
      "^[38;5;254;48;5;233mName^[38;5;110mAvery^[m"
    ),
    // A blank needs no colour of its ink.
    ("^[1;31mA^(B^[0m^[32m ^[33mB^[m", "^[1;31mA ^[0;33mB^[m"),
    // A look that no cell shows is never set.
    ("^[31m^[2;3H^[32m^[5;6H^[m", "^[2;3H^[5;6H"),
    // A blank shows underline, reversed colours and the background.
    ("^[4;31m ^[m", "^[4;31m ^[m"), ("^[7;31m ^[m", "^[7;31m ^[m"), ("^[42m ^[m", "^[42m ^[m"),
    // Erasing shows the background alone.
    ("^[1;42m^[K^[31;43m^[5X^[m", "^[42m^[K^[43m^[5X^[m"), ("^[1;31m^[K^[m", "^[K"),
    // Colours of 24 bits in both forms.
    ("^[38;2;1;2;3mA^[38:2::1:2:3mB^[m", "^[38;2;1;2;3mA^[38:2::1:2:3mB^[m"),
    ("^[1mA^[2mB^[22mC^[m", "^[1mA^[2mB^[mC"), ("^[91;101mA^[39;49m", "^[91;101mA^[m"),
    // A blank takes the look of the ink behind it.
    ("^[31;42m ^[32;42mA^[m", "^[32;42m A^[m"), ("^[31;42m ^[4;32;42mA^[m", "^[42m ^[4;32mA^[m"),
    // A clear leaves its background, which nothing has to erase again; another one, or a screen that moved since, has to.
    ("^[42m^[2JA^[28X^[1;31H^[42mB^[K^[m", "^[42m^[2JA^[1;31HB^[m"), ("^[42m^[2J^[41m^[3X^[m", "^[42m^[2J^[41m^[3X^[m"),
    ("^[42m^[2J^[S^[3X^[m", "^[42m^[2J^[S^[3X^[m"), ("^[42m^[2J^[M^[K^[m", "^[42m^[2J^[M^[K^[m"),
    ("^[42m^[2J^M^[K^[m", "^[42m^[2J^M^[K^[m"), ("^[42m^[2J\n^[K^[m", "^[42m^[2J\n^[K^[m"),
    ("^[42m^[J^[3X^[m", "^[42m^[J^[3X^[m"),
    // A drawing charset is kept, with the way back.
    ("^(0q^(Bq^(B", "^(0q^(Bq"),
  ]) func onlyWhatIsSeenIsSet(_ frame: String, _ expected: String) { #expect(Self.rewritten(frame) == expected) }

  @Test(arguments: [
    "^[1mA", "^[38;9;1mA^[m", "^[38;5mA^[m", "^[6mA^[m", "^[58:5:1mA^[m", "^[4:3mA^[m", "^[38:5:9mA^[m", "^[1;",
    "^]0;title\u{7}", "^[5n", "^",
  ]) func whatIsNotUnderstoodStays(_ frame: String) { #expect(Self.rewritten(frame) == frame) }

  @Test func anyFrameLooksTheSame() {
    let (before, after) = Self.bytes(rewriting: SparingLooks.rewritten)
    #expect(after < before * 3 / 4, "\(after) of \(before) bytes")
  }

  /// Holds the glass of many frames against that of their rewriting.
  /// - Returns: the bytes of all of them, and of their rewriting.
  static func bytes(rewriting rewrite: ([UInt8]) -> [UInt8]) -> (before: Int, after: Int) {
    var random = SystemRandomNumberGenerator()
    var (before, after) = (0, 0)
    for _ in 0..<2000 {
      let frame = Array(Self.frame(&random).utf8)
      let rewritten = rewrite(frame)
      #expect(SeenGlass.cells(of: frame) == SeenGlass.cells(of: rewritten), "\(String(decoding: frame, as: UTF8.self))")
      before += frame.count
      after += rewritten.count
    }
    return (before, after)
  }

  /// In the manner of ncurses: each look is set as a whole.
  private static func frame(_ random: inout some RandomNumberGenerator) -> String {
    var text = ""
    for _ in 0..<40 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0...4:
        let attributes = [1, 2, 3, 4, 7].filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        text += "\u{1B}(B\u{1B}[0" + attributes.map { ";\($0)" }.joined() + "m"
        if Bool.random(using: &random) { text += "\u{1B}[38;5;\(Int.random(in: 1...4, using: &random))m" }
        if Bool.random(using: &random) { text += "\u{1B}[4\(Int.random(in: 1...4, using: &random))m" }
      case 5, 6: text += ["ab", "é", "━━"].randomElement(using: &random) ?? ""
      case 7: text += "  "
      case 8: text += "\u{1B}[\(Int.random(in: 1...4, using: &random));\(Int.random(in: 1...8, using: &random))H"
      case 9:
        text +=
          "\u{1B}[\(Int.random(in: 1...3, using: &random))"
          + (["X", "P", "@", "L", "M", "S", "T", "b"].randomElement(using: &random) ?? "")
      case 10: text += ["\u{1B}[K", "\u{1B}[J", "\u{1B}M", "\u{1B}[1K"].randomElement(using: &random) ?? ""
      default: text += ["\r\n", "\u{8}", "\u{1B}[2;3r", "\u{1B}[r"].randomElement(using: &random) ?? ""
      }
    }
    return text + "\u{1B}[39;49m\u{1B}(B\u{1B}[m"
  }
}

/// Four rows of eight cells as eyes see them: a blank has no ink unless a line or reversed colours show it.
private struct SeenGlass {
  struct Cell: Hashable {
    var text: Unicode.Scalar = " "
    var look: [String] = []
  }

  private static let columns = 8
  private static let rows = 4
  private var cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  private var (row, column) = (0, 0)
  private var region = 0...(rows - 1)
  private var look: [String: String] = [:]
  private var last: Unicode.Scalar = " "

  static func cells(of frame: [UInt8]) -> [[Cell]] {
    var glass = SeenGlass()
    var rest = String(decoding: frame, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        glass.take(scalar)
        continue
      }
      switch rest.popFirst() {
      case "[":
        let parameters = rest.prefix { !("@"..."~").contains($0) }
        rest = rest[parameters.endIndex...]
        if let final = rest.popFirst() { glass.control(final, String(parameters)) }
      case "M": if glass.row == glass.region.lowerBound { glass.scroll(-1) } else { glass.row = max(0, glass.row - 1) }
      default: _ = rest.popFirst()
      }
    }
    return glass.cells
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r": column = 0
    case "\n": if row == region.upperBound { scroll(1) } else { row = min(Self.rows - 1, row + 1) }
    case "\u{8}": column = max(0, column - 1)
    default:
      guard column < Self.columns else { return }
      let shows = scalar != " " || ["4", "7"].contains { look[$0] != nil }
      cells[row][column] = Cell(text: scalar, look: shows ? look.values.sorted() : erased.look)
      last = scalar
      column += 1
    }
  }

  private var erased: Cell { Cell(look: [look["background"]].compactMap(\.self)) }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    let place = min(column, Self.columns - 1)
    switch final {
    case "m": setLook(numbers)
    case "H": (row, column) = (min(count, Self.rows) - 1, min(max(1, numbers.last ?? 1), Self.columns) - 1)
    case "G": column = min(count, Self.columns) - 1
    case "C": column = min(place + count, Self.columns - 1)
    case "K": for index in numbers.first == 1 ? 0...place : place...(Self.columns - 1) { cells[row][index] = erased }
    case "J":
      for index in place..<Self.columns { cells[row][index] = erased }
      for other in (row + 1)..<Self.rows { cells[other] = Array(repeating: erased, count: Self.columns) }
    case "X": for index in place..<min(Self.columns, place + count) { cells[row][index] = erased }
    case "P":
      cells[row].removeSubrange(place..<min(Self.columns, place + count))
      cells[row] += Array(repeating: erased, count: Self.columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: erased, count: count), at: place)
      cells[row].removeLast(count)
    case "L" where region.contains(row): scroll(-count, row...region.upperBound)
    case "M" where region.contains(row): scroll(count, row...region.upperBound)
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b": for _ in 0..<count { take(last) }
    case "r": region = numbers.count == 2 ? (numbers[0] - 1)...(numbers[1] - 1) : 0...(Self.rows - 1)
    default: break
    }
  }

  private mutating func scroll(_ count: Int, _ range: ClosedRange<Int>? = nil) {
    for _ in 0..<abs(count) {
      let range = range ?? region
      let empty = Array(repeating: erased, count: Self.columns)
      cells.remove(at: count > 0 ? range.lowerBound : range.upperBound)
      cells.insert(empty, at: count > 0 ? range.upperBound : range.lowerBound)
    }
  }

  private mutating func setLook(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: look = [:]
      case 22: (look["1"], look["2"]) = (nil, nil)
      case 23...27: look["\(number - 20)"] = nil
      case 38: look["foreground"] = "38 \(rest.popFirst() ?? 0) \(rest.popFirst() ?? 0)"
      case 39: look["foreground"] = nil
      case 41...47: look["background"] = "\(number)"
      case 49: look["background"] = nil
      default: look["\(number)"] = "\(number)"
      }
    }
  }
}
