/// How far the activity file reached. The chain alone cannot show lines that were cut from its end, nor a file that was
/// replaced by a shorter one; an end that a store keeps sealed can.
package struct ActivityEnd: Codable, Hashable, Sendable {
  /// Bytes up to and with the line feed of the last whole line.
  package let size: Int
  /// Of that line.
  package let hash: String

  /// Nil where no line ends with a hash of its own.
  init?(contents: [UInt8]) {
    let lines = ActivityLine.lines(of: contents)
    let torn = lines.last.map { $0.isEnded ? 0 : $0.bytes.count } ?? 0
    guard let hash = (torn > 0 ? lines.dropLast() : lines[...]).last?.hash else { return nil }
    self.size = contents.count - torn
    self.hash = hash
  }

  /// Whether a file with these contents still has every byte up to this end.
  func isReached(by contents: [UInt8]) -> Bool {
    contents.count >= size && ActivityEnd(contents: Array(contents[..<size])) == self
  }
}
