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
      if let shorter = moves.shortened(frame[place...end]) { output += shorter } else { output += frame[place...end] }
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
      guard let row else { return nil }
      if place.row == row {
        return place.column == 1 ? [Self.carriageReturn] : Self.move(place.column, UInt8(ascii: "G"))
      }
      guard place.row == row + 1, !hasRegion else { return nil }
      var way = [Self.carriageReturn, UInt8(ascii: "\n")]
      if place.column > 1 { way += Self.move(place.column - 1, UInt8(ascii: "C")) }
      return way
    }

    private static let carriageReturn = UInt8(ascii: "\r")

    /// One cell to the right needs no number; the first column has a shorter way.
    private static func move(_ number: Int, _ final: UInt8) -> [UInt8] {
      var move = [escape, UInt8(ascii: "[")]
      if number > 1 { move.append(decimal: number) }
      move.append(final)
      return move
    }

    /// `ROW;COLUMN` as ncurses writes it; what is left out is 1.
    private static func place(_ parameters: ArraySlice<UInt8>) -> (row: Int, column: Int)? {
      var numbers: (Int?, Int?)
      var isSecond = false
      for byte in parameters {
        switch byte {
        case UInt8(ascii: ";") where !isSecond: isSecond = true
        case 0x30...0x39:
          let digit = Int(byte - 0x30)
          if isSecond {
            numbers.1 = min((numbers.1 ?? 0) * 10 + digit, 99_999)
          } else {
            numbers.0 = min((numbers.0 ?? 0) * 10 + digit, 99_999)
          }
        default: return nil
        }
      }
      return (numbers.0 ?? 1, numbers.1 ?? 1)
    }
  }
}
