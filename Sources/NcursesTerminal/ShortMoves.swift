/// A frame with its moves of the cursor written shorter.
///
/// ncurses takes the absolute move (CUP of ECMA-48) for every way of more than eight cells. In the same row a column is
/// enough (CHA), and the next row is a line feed away (`\r\n`).
enum ShortMoves {
  private static let escape: UInt8 = 0x1B

  /// - Parameter row: of the cursor before the frame, from 1; nil: not known.
  static func shortened(_ frame: [UInt8], from row: Int? = nil) -> [UInt8] {
    var moves = Moves(row: row)
    var output: [UInt8] = []
    output.reserveCapacity(frame.count)
    var place = 0
    while place < frame.count {
      guard frame[place] == escape else {
        // A line feed in the last row scrolls, and the cursor stays where it is.
        if frame[place] == UInt8(ascii: "\n") { moves.row = nil }
        output.append(frame[place])
        place += 1
        continue
      }
      guard place + 1 < frame.count, frame[place + 1] == UInt8(ascii: "["),
        let end = frame[(place + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) })
      else {
        moves.row = nil
        output.append(frame[place])
        place += 1
        continue
      }
      let sequence = frame[place...end]
      output += moves.shortened(sequence) ?? Array(sequence)
      place = end + 1
    }
    return output
  }

  private struct Moves {
    /// Of the cursor, from 1; nil: not known.
    var row: Int?
    /// Part of the screen scrolls alone.
    private var hasRegion = false

    init(row: Int?) { self.row = row }

    /// nil: as it is.
    mutating func shortened(_ sequence: ArraySlice<UInt8>) -> [UInt8]? {
      let parameters = sequence.dropFirst(2).dropLast()
      switch sequence.last.map(Unicode.Scalar.init) {
      case "H":
        guard let place = Self.place(parameters) else {
          row = nil
          return nil
        }
        let shorter = way(to: place)
        row = place.row
        return shorter.flatMap { $0.count < sequence.count ? $0 : nil }
      case "d": row = Self.place(parameters)?.row
      // These leave the row: colours, columns, erasing, cells put in and taken out, the last character again.
      case "m", "C", "D", "G", "J", "K", "X", "P", "@", "b": break
      case "r":
        hasRegion = !parameters.isEmpty
        row = nil
      default: row = nil
      }
      return nil
    }

    private func way(to place: (row: Int, column: Int)) -> [UInt8]? {
      let column = place.column
      if place.row == row { return Array((column == 1 ? "\r" : "\u{1B}[\(column)G").utf8) }
      guard let row, place.row == row + 1, !hasRegion else { return nil }
      return Array(("\r\n" + (column == 1 ? "" : column == 2 ? "\u{1B}[C" : "\u{1B}[\(column - 1)C")).utf8)
    }

    /// `ROW;COLUMN` as ncurses writes it; what is left out is 1.
    private static func place(_ parameters: ArraySlice<UInt8>) -> (row: Int, column: Int)? {
      let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
        $0.isEmpty ? 1 : Int(String(decoding: $0, as: UTF8.self))
      }
      guard numbers.count <= 2, let row = numbers.first ?? 1, let column = numbers.dropFirst().first ?? 1 else {
        return nil
      }
      return (row, column)
    }
  }
}
