import CSodium
import FoundationEssentials

/// One line of the activity file as bytes: `{…record…,"previous":"…","hash":"…"}`.
///
/// The hash is SHA-256 over every byte of the line before `,"hash"`, so that it needs no canonical form of JSON; the
/// previous line's hash is among these bytes. The first line follows 64 zeros.
struct ActivityLine: Hashable {
  let bytes: [UInt8]
  /// False for a last line without its line feed.
  let isEnded: Bool

  static let start = String(repeating: "0", count: 64)
  private static let digits = 64
  private static let tornMark = Array(#","torn":true"#.utf8)

  /// - Parameter afterTorn: the line before was cut off by a crash; the chain goes on from the last whole one.
  static func bytes(of record: ActivityRecord, previous: String, afterTorn: Bool) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Array(try encoder.encode(record).dropLast())
    bytes += Array(#","previous":"\#(previous)""#.utf8)
    if afterTorn { bytes += tornMark }
    return bytes + Array(#","hash":"\#(hash(of: bytes))"}"#.utf8)
  }

  static func record(in line: ActivityLine) -> ActivityRecord? {
    guard line.isEnded else { return nil }
    do {
      return try JSONDecoder().decode(ActivityRecord.self, from: Data(line.bytes))
    } catch {
      return nil
    }
  }

  /// The hash that the line says it has; nil when it has none, as a torn one.
  var hash: String? { Self.value(before: #""}"#, after: #","hash":""#, in: bytes[...])?.value }

  /// Whether the line says it follows a torn one.
  var saysAfterTorn: Bool { body.map { $0.suffix(Self.tornMark.count).elementsEqual(Self.tornMark) } ?? false }

  /// The hash that the line says the one before has.
  var previous: String? {
    guard let body else { return nil }
    let rest = saysAfterTorn ? body.dropLast(Self.tornMark.count) : body
    return Self.value(before: #"""#, after: #","previous":""#, in: rest)?.value
  }

  /// True when the bytes are those that were hashed.
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
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension ActivityLine {
  /// The lines of a file's contents.
  static func lines(of contents: [UInt8]) -> [ActivityLine] {
    let isEnded = contents.last == UInt8(ascii: "\n")
    var parts = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if isEnded || contents.isEmpty { parts.removeLast() }
    return parts.enumerated().map { index, part in
      ActivityLine(bytes: Array(part), isEnded: isEnded || index < parts.count - 1)
    }
  }
}
