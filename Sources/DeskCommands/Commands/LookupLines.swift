import Care360
import Synchronization

/// The identifiers from standard input, one per line. A carriage return also ends a line, because some programs write
/// nothing else. Empty lines are skipped.
final class LookupLines: Sendable {
  private let input: any ConsoleInput
  /// Lines that were read together with one already handed out; nil before the first read.
  private let waiting = Mutex<[ArraySlice<UInt8>]?>(nil)

  static let isUTF16 = ErrorReport.usage(
    "Standard input is UTF-16, and identifiers are read as UTF-8: convert it, for example with iconv -f UTF-16 -t UTF-8."
  )

  init(_ input: any ConsoleInput) { self.input = input }

  /// The next one; bytes that are no UTF-8 stand in it as U+FFFD. Nil at the end. Throws an error of the kind `usage` where
  /// the whole input cannot be read.
  func next() throws(ErrorReport) -> String? {
    while true {
      let (line, isFirst) = waiting.withLock { lines -> (ArraySlice<UInt8>?, Bool) in
        guard lines?.isEmpty == false else { return (nil, lines == nil) }
        return (lines?.removeFirst(), false)
      }
      if let line {
        let text = String(decoding: line, as: UTF8.self)
        if !text.allSatisfy(\.isWhitespace) { return text }
        continue
      }
      guard let bytes = try input.lineBytes() else { return nil }
      // U+FEFF in either order, or ASCII in 16 bits each.
      if isFirst, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0) {
        throw Self.isUTF16
      }
      waiting.withLock { $0 = bytes.split(separator: UInt8(ascii: "\r")) }
    }
  }
}
