/// The three values behind a bare `CSI M`: a report of the mouse in the form that xterm documents for mode 1000, or for mode
/// 1005, where a value may be a scalar of two bytes in UTF-8. CaseDesk asks for neither, so the values are swallowed.
struct OldMouseReport: Sendable {
  enum Progress: Hashable, Sendable {
    case unfinished
    case finished
    /// The report was finished before this byte.
    case isNoPart
  }

  private var values = 0
  /// The last byte may be the first one of two.
  private var isOpen = false

  mutating func take(_ byte: UInt8) -> Progress {
    if isOpen, (0x80...0xBF).contains(byte) {
      isOpen = false
      return values == 3 ? .finished : .unfinished
    }
    guard values < 3 else { return .isNoPart }
    values += 1
    isOpen = (0xC2...0xDF).contains(byte)
    return values == 3 && !isOpen ? .finished : .unfinished
  }
}
