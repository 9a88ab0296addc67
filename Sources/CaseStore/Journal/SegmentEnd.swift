import Care360

/// The end of a segment, read from its last bytes.
struct SegmentEnd {
  /// Bytes up to and with the line feed of the last whole line.
  let size: Int
  /// The last whole line; nil when there is none.
  let line: ActivityLine?
  /// The hash that the next line follows. Somebody changed a whole line that has no hash; then the chain continues from
  /// the last line with a hash.
  let hash: String?
  /// Bytes without a line feed, which a crash left behind the last whole line.
  let torn: ActivityLine?
}

extension SegmentFile {
  /// - Parameter limit: reads the file as it was when it had this many bytes; nil reads all of it.
  func end(upTo limit: Int? = nil) throws(JournalProblem) -> SegmentEnd {
    let size = min(try status().size, limit ?? .max)
    var window = 4096
    while true {
      let start = max(0, size - window)
      let lines = ActivityLine.lines(of: try bytes(in: start..<size))
      let torn = lines.last.flatMap { $0.isEnded ? nil : $0 }
      let whole = torn == nil ? lines[...] : lines.dropLast()
      // The first line may be half a line; its hash stands at its end, whole.
      let hash = whole.last { $0.hash != nil }?.hash
      guard start > 0, hash == nil else {
        return SegmentEnd(size: size - (torn?.bytes.count ?? 0), line: whole.last, hash: hash, torn: torn)
      }
      window *= 8
    }
  }

  /// Nil unless the file begins with a whole line.
  func firstLine() throws(JournalProblem) -> ActivityLine? {
    let size = try status().size
    var window = 4096
    while true {
      let lines = ActivityLine.lines(of: try bytes(in: 0..<min(size, window)))
      if let line = lines.first, line.isEnded { return line }
      guard window < size else { return nil }
      window *= 8
    }
  }
}
