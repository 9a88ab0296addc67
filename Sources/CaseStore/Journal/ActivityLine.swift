import CSodium
import FoundationEssentials
import Glibc
import Sealing

/// One line of the activity file as bytes: `{…record…,"previous":"…","hash":"…"}`.
///
/// The hash is SHA-256 over every byte of the line before `,"hash"`, so that it needs no canonical form of JSON; the
/// previous line's hash is among these bytes, and the first line of a segment follows the last one of the segment before.
/// The first line of all follows 64 zeros.
struct ActivityLine: Hashable {
  let bytes: [UInt8]
  /// False for a last line without its line feed.
  let isEnded: Bool

  static let start = String(repeating: "0", count: 64)
  private static let digits = 64
  private static let tornMark = Array(#","torn":true"#.utf8)

  /// - Parameter afterTorn: a crash cut the previous line off, and the chain continues from the last whole line.
  static func bytes(of content: some Encodable, previous: String, afterTorn: Bool) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Array(try encoder.encode(content).dropLast())
    bytes += Array(#","previous":"\#(previous)""#.utf8)
    if afterTorn { bytes += tornMark }
    return bytes + Array(#","hash":"\#(hash(of: bytes))"}"#.utf8)
  }

  static func record(in line: ActivityLine) -> ActivityRecord? { content(of: line) }

  static func head(in line: ActivityLine) -> SegmentHead? { content(of: line) }

  private static func content<Content: Decodable>(of line: ActivityLine) -> Content? {
    guard line.isEnded else { return nil }
    do {
      return try JSONDecoder().decode(Content.self, from: Data(line.bytes))
    } catch {
      return nil
    }
  }

  /// The hash that the line says it has; nil when it has none, as a torn one.
  var hash: String? { Self.value(before: #""}"#, after: #","hash":""#, in: bytes[...])?.value }

  /// True when the line says that it follows a torn one.
  var saysAfterTorn: Bool { body.map { $0.suffix(Self.tornMark.count).elementsEqual(Self.tornMark) } ?? false }

  /// The hash that the line claims for the line before it.
  var previous: String? {
    guard let body else { return nil }
    let rest = saysAfterTorn ? body.dropLast(Self.tornMark.count) : body
    return Self.value(before: #"""#, after: #","previous":""#, in: rest)?.value
  }

  /// True when the bytes match the hash.
  var isIntact: Bool {
    guard let hash, let body else { return false }
    return hash == Self.hash(of: Array(body))
  }

  private var body: ArraySlice<UInt8>? { Self.value(before: #""}"#, after: #","hash":""#, in: bytes[...])?.rest }

  private static func value(
    before end: String, after start: String, in bytes: ArraySlice<UInt8>
  ) -> (value: String, rest: ArraySlice<UInt8>)? {
    guard bytes.count > start.utf8.count + digits + end.utf8.count, bytes.suffix(end.utf8.count).elementsEqual(end.utf8)
    else { return nil }
    let head = bytes.dropLast(end.utf8.count)
    let value = head.suffix(digits)
    let rest = head.dropLast(digits)
    guard value.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      rest.suffix(start.utf8.count).elementsEqual(start.utf8)
    else { return nil }
    return (String(decoding: value, as: UTF8.self), rest.dropLast(start.utf8.count))
  }

  private static func hash(of bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    // No key and no random bytes are involved, so this needs no sodium_init and cannot fail.
    crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return digest.hex
  }
}

extension ActivityLine {
  /// The lines of a file's contents.
  static func lines(of contents: [UInt8]) -> [ActivityLine] {
    contents.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var lines: [ActivityLine] = []
      var start = 0
      while start < buffer.count {
        let feed = memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start)
        let end = feed.map { UnsafeRawPointer($0) - base } ?? buffer.count
        lines.append(ActivityLine(bytes: Array(buffer[start..<end]), isEnded: feed != nil))
        start = end + 1
      }
      return lines
    }
  }

  func contains(_ text: [UInt8]) -> Bool {
    guard let first = text.first else { return true }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      var start = 0
      while buffer.count - start >= text.count,
        let found = memchr(base + start, Int32(first), buffer.count - start - text.count + 1)
      {
        if memcmp(found, text, text.count) == 0 { return true }
        start = UnsafeRawPointer(found) - base + 1
      }
      return false
    }
  }
}
