import CNcurses
import Terminal

/// Puts the cells of a surface into ncurses' own screen.
@MainActor
struct CellPainter {
  private let mapping: ColorMapping
  private let unicode: Bool
  private var pairs: ColorPairs
  private var looks: [Style: (attr_t, Int32)] = [:]
  /// Most cells look as the one before them.
  private var last: (style: Style, look: (attr_t, Int32))?

  init(mapping: ColorMapping, pairs: ColorPairs, unicode: Bool) {
    self.mapping = mapping
    self.pairs = pairs
    self.unicode = unicode
  }

  /// Writes the part of each row in which `surface` differs from `shown`.
  mutating func paint(_ surface: Surface, over shown: Surface?, size: Size) {
    for row in 0..<size.rows {
      let changed = shown.flatMap { surface.changedColumns(of: row, from: $0) } ?? 0..<size.columns
      for column in changed where column < size.columns { paint(surface, column: column, row: row, size: size) }
    }
  }

  private mutating func paint(_ surface: Surface, column: Int, row: Int, size: Size) {
    let cell = surface[column, row]
    guard !cell.isContinuation else { return }
    let columns = surface[column + 1, row].isContinuation ? 2 : 1
    let (attributes, pair) = look(of: cell.style)
    if columns == 1, let byte = cell.ascii {
      return cdn_put_ascii(Int32(row), Int32(column), byte, attributes, pair)
    }
    if columns == 1 || column + 1 < size.columns, let text = wideText(cell.scalars, columns: columns) {
      text.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { cdn_put(Int32(row), Int32(column), base, attributes, pair) }
      }
      return
    }
    // A glyph that cannot be shown in its columns becomes a question mark and blanks.
    for offset in 0..<min(columns, size.columns - column) {
      let substitute: [wchar_t] = [offset == 0 ? 0x3F : 0x20, 0]
      cdn_put(Int32(row), Int32(column + offset), substitute, attributes, pair)
    }
  }

  /// The scalars as ncurses takes them, if the C library gives them exactly `columns` and the locale has them.
  private func wideText(_ text: [Unicode.Scalar], columns: Int) -> [wchar_t]? {
    unicode || text.allSatisfy(\.isASCII) ? Self.wide(text, columns: columns) : nil
  }

  static func wide(_ text: [Unicode.Scalar], columns: Int) -> [wchar_t]? {
    let scalars = text.map { wchar_t(bitPattern: $0.value) }
    guard let base = scalars.first, scalars.count <= Int(CCHARW_MAX) else { return nil }
    guard Int(cdn_width(base)) == columns, scalars.dropFirst().allSatisfy({ cdn_width($0) == 0 }) else { return nil }
    return scalars + [0]
  }

  /// The pair of most of the blanks.
  mutating func groundPair(of surface: Surface, size: Size) -> Int32 {
    var counts: [Style: Int] = [:]
    for row in 0..<size.rows {
      for column in 0..<size.columns where surface[column, row].ascii == 0x20 {
        counts[surface[column, row].style, default: 0] += 1
      }
    }
    return counts.max { $0.value < $1.value }.map { look(of: $0.key).1 } ?? 0
  }

  private mutating func look(of style: Style) -> (attr_t, Int32) {
    if let last, last.style == style { return last.look }
    let look = looks[style] ?? newLook(of: style)
    looks[style] = look
    last = (style, look)
    return look
  }

  private mutating func newLook(of style: Style) -> (attr_t, Int32) {
    let numbers = mapping.numbers(for: style)
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) || numbers.needsBold { attributes |= cdn_bold() }
    if style.attributes.contains(.dim) { attributes |= cdn_dim() }
    if style.attributes.contains(.italic) { attributes |= cdn_italic() }
    if style.attributes.contains(.underline) { attributes |= cdn_underline() }
    if style.attributes.contains(.reverse) { attributes |= cdn_reverse() }
    return (attributes, mapping.depth == .mono ? 0 : pairs.pair(for: numbers))
  }
}
