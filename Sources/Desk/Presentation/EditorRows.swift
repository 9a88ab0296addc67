/// The rows of a form, in blocks that are handed on as they are: a key changes the rows of one question, and those of
/// hundreds of other questions are neither made nor copied again.
package struct EditorRows: Hashable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var blocks: [[EditorRow]] = []
  /// The place of the first row of each block, and behind them the number of all rows.
  private var starts = [0]

  package init(_ rows: [EditorRow]) { append(rows) }

  package init(arrayLiteral rows: EditorRow...) { append(rows) }

  mutating func append(_ block: [EditorRow]) {
    guard !block.isEmpty else { return }
    starts.append(endIndex + block.count)
    blocks.append(block)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { starts[starts.count - 1] }

  package subscript(place: Int) -> EditorRow {
    precondition(indices.contains(place), "There is no such row.")
    var low = 0
    var high = blocks.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= place { low = middle } else { high = middle - 1 }
    }
    return blocks[low][place - starts[low]]
  }

  /// The place of the first row with this id; nil for no id, and where there is none.
  package func place(of id: String?) -> Int? {
    guard let id else { return nil }
    for (block, start) in zip(blocks, starts) {
      if let index = block.firstIndex(where: { $0.id == id }) { return start + index }
    }
    return nil
  }

  /// The places of the rows that are drawn, in order.
  package var drawnPlaces: [Int] {
    var places: [Int] = []
    for (block, start) in zip(blocks, starts) {
      for index in block.indices where !block[index].isFolded { places.append(start + index) }
    }
    return places
  }

  /// The same rows are equal in any blocks.
  package static func == (one: EditorRows, other: EditorRows) -> Bool {
    one.starts == other.starts ? one.blocks == other.blocks : one.elementsEqual(other)
  }

  package func hash(into hasher: inout Hasher) {
    for row in self { hasher.combine(row) }
  }
}

/// Shown as the rows that it holds, as an array is: without both, a printed screen would leave them out.
extension EditorRows: CustomReflectable, CustomDebugStringConvertible {
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: self, displayStyle: .collection) }
  package var debugDescription: String { Array(self).debugDescription }
}
