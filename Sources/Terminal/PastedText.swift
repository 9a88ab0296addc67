package import Synchronization

/// The text of a paste, which may be a secret: its bytes are overwritten as soon as nothing holds them, which nobody can do
/// for a `String`.
package final class PastedText: Sendable {
  private let bytes: Mutex<[UInt8]>

  /// - Parameter utf8: UTF-8 without control characters other than line feed and tab, held by nothing else.
  package init(utf8: consuming [UInt8]) { bytes = Mutex(utf8) }

  package convenience init(_ text: String) { self.init(utf8: Array(text.utf8)) }

  deinit { bytes.withLock { $0.wipe() } }

  /// For text that is no secret.
  package var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  package func read<Result: Sendable>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withLock { bytes in bytes.withUnsafeBytes { body($0) } }
  }
}

extension PastedText: Hashable {
  package static func == (left: PastedText, right: PastedText) -> Bool {
    // One lock at a time: the two may be one.
    let other = right.bytes.withLock(\.self)
    return left.bytes.withLock { $0 == other }
  }

  /// Hashes only the length, nothing of the text.
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes.withLock(\.count)) }
}

extension PastedText: ExpressibleByStringLiteral {
  package convenience init(stringLiteral text: String) { self.init(text) }
}

extension [UInt8] {
  /// Overwrites all bytes. Nothing else may hold the array: it would keep the bytes, and a copy would be overwritten.
  package mutating func wipe() {
    withUnsafeMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) }
  }
}
