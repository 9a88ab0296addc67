package import Sealing

/// The operator's secrets for the team's store: a key pair and, once the operator has joined, the team's key.
package struct TeamSecrets: Sendable {
  package struct Team: Sendable {
    /// 16 bytes, not secret.
    package let id: [UInt8]
    package let epoch: Int64
    /// 32 bytes.
    package let secret: GuardedBytes

    package init(id: [UInt8], epoch: Int64, secret: GuardedBytes) {
      self.id = id
      self.epoch = epoch
      self.secret = secret
    }
  }

  /// 32 bytes.
  package let publicKey: [UInt8]
  /// 32 bytes.
  package let secretKey: GuardedBytes
  package let team: Team?

  package init(publicKey: [UInt8], secretKey: GuardedBytes, team: Team?) {
    self.publicKey = publicKey
    self.secretKey = secretKey
    self.team = team
  }

  private static let start: [UInt8] = [1]
  private static let teamBytes = 16

  /// The contents of the sealed row, for the caller to overwrite: bytes and not text, which would stay in memory.
  var bytes: [UInt8] {
    get throws(SealingProblem) {
      // Bytes that an array leaves when it grows are not overwritten.
      var bytes: [UInt8] = []
      bytes.reserveCapacity(256)
      bytes += Self.start
      bytes += publicKey
      try secretKey.withBytes { secret in bytes += UnsafeBufferPointer(start: secret, count: secretKey.count) }
      guard let team else { return bytes }
      bytes += team.id
      bytes += withUnsafeBytes(of: team.epoch.littleEndian, Array.init)
      try team.secret.withBytes { secret in bytes += UnsafeBufferPointer(start: secret, count: team.secret.count) }
      return bytes
    }
  }

  /// Nil for what is no such row.
  init?(_ bytes: [UInt8]) throws(SealingProblem) {
    var rest = bytes[...]
    func take(_ count: Int) -> ArraySlice<UInt8> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    func secret() throws(SealingProblem) -> GuardedBytes {
      let part = take(32)
      return try GuardedBytes(count: part.count) { memory in memory.copyBytes(from: part) }
    }
    guard Array(take(1)) == Self.start, rest.count == 64 || rest.count == 64 + Self.teamBytes + 8 + 32 else {
      return nil
    }
    publicKey = Array(take(32))
    secretKey = try secret()
    guard !rest.isEmpty else {
      team = nil
      return
    }
    let id = Array(take(Self.teamBytes))
    let epoch = take(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    team = Team(id: id, epoch: Int64(bitPattern: epoch), secret: try secret())
  }
}
