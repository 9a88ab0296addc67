/// Lines of a case that scroll together. A line is found by its id at the same cost in a short and in a long list.
package struct DetailList: Hashable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private let lines: [DetailLine]
  private let places: [String: Int]

  /// The first of several lines with one id is the one that is found.
  package init(_ lines: [DetailLine]) {
    self.lines = lines
    places = Dictionary(zip(lines.map(\.id), lines.indices), uniquingKeysWith: { first, _ in first })
  }

  package init(arrayLiteral lines: DetailLine...) { self.init(lines) }

  package var startIndex: Int { lines.startIndex }
  package var endIndex: Int { lines.endIndex }

  package subscript(index: Int) -> DetailLine { lines[index] }

  /// Nil for no id, and for the id of a line that is not in the list.
  package func index(of id: String?) -> Int? { id.flatMap { places[$0] } }

  package static func == (one: DetailList, other: DetailList) -> Bool { one.lines == other.lines }

  package func hash(into hasher: inout Hasher) { hasher.combine(lines) }
}
