/// The tables of a text while it is read, and the rules of what may be added to which.
///
/// Names are compared as Swift compares texts: two that differ only in how an accented letter is composed are one.
struct TOMLTables {
  /// The origin of a table, which decides who may add to it.
  private enum Origin {
    /// Its own header, or the text or inline table itself.
    case header
    /// The header of a table inside it: its own header may follow.
    case inner
    /// A dotted key. Only other keys of the same section may add to the table.
    case dottedKey
  }

  private enum Member {
    case node(TOMLNode)
    case table(Int)
    /// Of tables with headers `[[name]]`.
    case list(Int)
  }

  private struct Table {
    var origin: Origin
    var place: TOMLPlace
    var members: [String: Member] = [:]
  }

  static let root = 0
  private var tables = [Table(origin: .header, place: TOMLPlace(line: 1, column: 1))]
  private var lists: [[Int]] = []

  /// Adds a table that no path leads to, for an inline table.
  mutating func add(at place: TOMLPlace) -> Int { add(.header, place) }

  private mutating func add(_ origin: Origin, _ place: TOMLPlace) -> Int {
    tables.append(Table(origin: origin, place: place))
    return tables.count - 1
  }

  /// The table of a header `[name]`.
  mutating func open(_ path: [String], at place: TOMLPlace) throws(TOMLFault) -> Int {
    let outer = try enter(path.dropLast(), at: place)
    let name = path[path.count - 1]
    guard let member = tables[outer].members[name] else {
      let table = add(.header, place)
      tables[outer].members[name] = .table(table)
      return table
    }
    guard case .table(let table) = member, tables[table].origin == .inner else { throw taken(member, place) }
    (tables[table].origin, tables[table].place) = (.header, place)
    return table
  }

  /// The new table of a header `[[name]]`.
  mutating func append(_ path: [String], at place: TOMLPlace) throws(TOMLFault) -> Int {
    let outer = try enter(path.dropLast(), at: place)
    let name = path[path.count - 1]
    let table = add(.header, place)
    switch tables[outer].members[name] {
    case nil:
      tables[outer].members[name] = .list(lists.count)
      lists.append([table])
    case .list(let list): lists[list].append(table)
    case let member?: throw taken(member, place)
    }
    return table
  }

  private mutating func enter(_ path: ArraySlice<String>, at place: TOMLPlace) throws(TOMLFault) -> Int {
    var table = Self.root
    for name in path {
      switch tables[table].members[name] {
      case nil:
        let inner = add(.inner, place)
        tables[table].members[name] = .table(inner)
        table = inner
      case .table(let inner): table = inner
      case .list(let list): table = lists[list][lists[list].count - 1]
      case .node(let node): throw taken(.node(node), place)
      }
    }
    return table
  }

  /// Sets a key, dotted or not, of a table.
  mutating func set(_ path: [String], of table: Int, to node: TOMLNode) throws(TOMLFault) {
    var table = table
    for name in path.dropLast() {
      switch tables[table].members[name] {
      case nil:
        let inner = add(.dottedKey, node.place)
        tables[table].members[name] = .table(inner)
        table = inner
      case .table(let inner) where tables[inner].origin != .header:
        tables[inner].origin = .dottedKey
        table = inner
      case let member?: throw taken(member, node.place)
      }
    }
    let name = path[path.count - 1]
    if let member = tables[table].members[name] { throw taken(member, node.place) }
    tables[table].members[name] = .node(node)
  }

  private func taken(_ member: Member, _ place: TOMLPlace) -> TOMLFault {
    switch member {
    case .node(let node): TOMLFault(place: place, reason: .keyAgain(line: node.place.line))
    case .table(let table): TOMLFault(place: place, reason: .sectionAgain(line: tables[table].place.line))
    case .list(let list): TOMLFault(place: place, reason: .sectionAgain(line: tables[lists[list][0]].place.line))
    }
  }

  /// No deeper than `TOMLParser.deepest`.
  func members(of table: Int) -> [String: TOMLNode] {
    tables[table].members.mapValues { member in
      switch member {
      case .node(let node): node
      case .table(let table): node(of: table)
      case .list(let list): TOMLNode(place: tables[lists[list][0]].place, value: .list(lists[list].map(node(of:))))
      }
    }
  }

  private func node(of table: Int) -> TOMLNode {
    TOMLNode(place: tables[table].place, value: .table(members(of: table)))
  }
}
