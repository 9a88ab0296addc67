import FoundationEssentials

/// The contents of a sealed row.
protocol TeamBody: Codable, Hashable, Sendable {
  static var table: TeamTable { get }
  /// The parts that make the id of the row, without the name of the table. They never change.
  var identity: [String] { get }
  /// Nil for a row that belongs to no case.
  var caseText: String? { get }
  /// The operator whose row it is.
  var author: String { get }
}

extension TeamBody {
  static func id(_ identity: [String], _ key: TeamKey) throws(TeamProblem) -> [UInt8] {
    try key.name(["row", table.rawValue] + identity)
  }

  func id(_ key: TeamKey) throws(TeamProblem) -> [UInt8] { try Self.id(identity, key) }

  static func caseHash(_ text: String, _ key: TeamKey) throws(TeamProblem) -> [UInt8] { try key.name(["case", text]) }

  /// The row that holds this, as `version`.
  func row(_ key: TeamKey, version: Int64) throws(TeamProblem) -> TeamRow {
    let id = try id(key)
    var caseHash: [UInt8]?
    if let caseText { caseHash = try Self.caseHash(caseText, key) }
    let plain = TeamJSON.padded(try TeamJSON.bytes(self))
    return TeamRow(
      id: id, version: version, epoch: key.epoch, caseHash: caseHash, author: try key.name(["author", author]),
      ends: nil, sealed: try key.seal(plain, Self.table, id: id, version: version))
  }

  /// Nil where the row does not open, or is another's in this one's place.
  init?(_ row: TeamRow, _ key: TeamKey) throws(TeamProblem) {
    guard let plain = key.open(row, Self.table), let body: Self = TeamJSON.value(plain),
      try body.id(key) == row.id
    else { return nil }
    self = body
  }
}

/// JSON that this program itself writes.
enum TeamJSON {
  static func bytes(_ value: some Encodable) throws(TeamProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do { return Array(try encoder.encode(value)) } catch { throw .other }
  }

  /// Nil when the bytes are no `Value`.
  static func value<Value: Decodable>(_ bytes: [UInt8]) -> Value? {
    do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch { return nil }
  }

  /// Spaces up to the next 128 bytes: a length to the byte would tell names apart.
  static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0x20, count: (128 - bytes.count % 128) % 128)
  }
}
