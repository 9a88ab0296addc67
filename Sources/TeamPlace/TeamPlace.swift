/// The place of the team's store, as `team_store` names it. Without one there is no team.
package enum TeamPlace: Hashable, Sendable {
  /// A file in a folder of a group, for coordinators on one host. An absolute path.
  case sqlite(path: String)
  case postgres(PostgresPlace)

  /// - Parameter text: `sqlite:/PATH`, `postgresql://[USER@]HOST[:PORT]/DATABASE?sslmode=verify-full`, or, for a Unix socket,
  ///   `postgresql:///DATABASE?host=/FOLDER`.
  package init(_ text: String) throws(TeamPlaceProblem) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unprintable }
    if let path = bytes.after("sqlite:") {
      self = .sqlite(path: try Self.path(path))
    } else if let rest = bytes.after("postgresql://") {
      self = .postgres(try PostgresPlace(rest))
    } else {
      throw .unknownKind
    }
  }

  /// As `init` takes it. It holds no password.
  package var text: String {
    switch self {
    case .sqlite(let path): "sqlite:" + path
    case .postgres(let place): place.text
    }
  }

  private static func path(_ bytes: [UInt8]) throws(TeamPlaceProblem) -> String {
    guard !bytes.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { throw .fileOptions }
    guard bytes.first == UInt8(ascii: "/") else { throw .relativePath("sqlite:") }
    let parts = bytes.split(separator: UInt8(ascii: "/"))
    guard let last = parts.last, bytes.last != UInt8(ascii: "/"), !last.elementsEqual(".".utf8),
      !parts.contains(where: { $0.elementsEqual("..".utf8) })
    else { throw .relativePath("sqlite:") }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Array where Element == UInt8 {
  /// The bytes behind `start`; nil when they begin otherwise.
  package func after(_ start: String) -> [UInt8]? {
    starts(with: start.utf8) ? Array(dropFirst(start.utf8.count)) : nil
  }
}
