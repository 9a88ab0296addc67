import FoundationEssentials

/// The current version of each row. The manifest is sealed too, so that a row that was put back or left out shows. An
/// older copy of the whole file shows only to a process that has seen a newer one.
struct Manifest: Hashable {
  struct Key: Hashable {
    let table: UInt8
    let id: Data
  }

  /// The version of the newest change in the file; each change counts it up.
  var version: Int64 = 0
  var rows: [Key: Int64] = [:]

  private static let idBytes = 32
  private static let entryBytes = 1 + idBytes + 8

  init() {}

  /// Nil when the bytes are no manifest.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, (bytes.count - 8).isMultiple(of: Self.entryBytes) else { return nil }
    version = Self.number(bytes[0..<8])
    for start in stride(from: 8, to: bytes.count, by: Self.entryBytes) {
      let id = Data(bytes[(start + 1)..<(start + 1 + Self.idBytes)])
      rows[Key(table: bytes[start], id: id)] = Self.number(
        bytes[(start + 1 + Self.idBytes)..<(start + Self.entryBytes)])
    }
  }

  /// Ids are 32 bytes.
  var bytes: [UInt8] {
    var bytes = Self.bytes(version)
    for (key, version) in rows {
      bytes.append(key.table)
      bytes += key.id
      bytes += Self.bytes(version)
    }
    return bytes
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    Int64(bitPattern: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private static func bytes(_ number: Int64) -> [UInt8] { withUnsafeBytes(of: number.littleEndian, Array.init) }
}
