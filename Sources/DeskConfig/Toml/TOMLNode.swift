import TOMLKit

/// A TOML value as plain data, taken out of the library's tree, whose inner nodes live only as long as its root.
indirect enum TOMLNode: Hashable {
  case text(String)
  case whole(Int)
  case fraction(Double)
  case flag(Bool)
  case list([TOMLNode])
  case table([String: TOMLNode])
  /// A date or time; nothing here takes one.
  case other

  init(_ value: any TOMLValueConvertible) {
    switch value.type {
    case .string: self = value.string.map(Self.text) ?? .other
    case .int: self = value.int.map(Self.whole) ?? .other
    case .double: self = value.double.map(Self.fraction) ?? .other
    case .bool: self = value.bool.map(Self.flag) ?? .other
    case .array: self = value.array.map { list in .list(list.map { TOMLNode($0) }) } ?? .other
    case .table: self = value.table.map { .table(Self.members(of: $0)) } ?? .other
    default: self = .other
    }
  }

  static func members(of table: TOMLTable) -> [String: TOMLNode] {
    var members: [String: TOMLNode] = [:]
    for key in table.keys {
      if let value = table[key] { members[key] = TOMLNode(value) }
    }
    return members
  }
}
