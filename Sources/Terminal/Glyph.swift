/// A form of text that every terminal measures alike: one base and at most four marks, in one or two columns.
struct Glyph: Hashable, Sendable {
  let text: String
  let columns: Int

  /// Marks kept on one base; ncurses stores five scalars per cell.
  static let maximumMarks = 4
  /// The sign that replaces left-out marks, joined emoji or skin tones.
  static let more = Glyph(text: "\u{207A}", columns: 1)

  /// The sanitized glyphs that are drawn for `character`: one or more, never none.
  static func pieces(of character: Character) -> [Glyph] {
    if isPrintableASCII(character) { return [Glyph(text: String(character), columns: 1)] }
    if Lettering.drawn == .ascii { return Lettering.asciiPieces(of: character) }
    if let whole = whole(character) { return [whole] }
    let scalars = Array(character.unicodeScalars)
    if let syllable = Hangul.composed(scalars) {
      return [Glyph(text: String(syllable), columns: 2)]
    }
    let region = RegionalIndicator.letters(scalars)
    let flag = region.isEmpty ? "" : Sanitiser.placeholder(region)
    var builder = GlyphBuilder()
    for scalar in scalars.dropFirst(region.unicodeScalars.count) { builder.append(scalar) }
    return flag.map { Glyph(text: String($0), columns: 1) } + builder.finish()
  }

  /// A character of one scalar that is drawn as it is; nil where more has to be known of it.
  private static func whole(_ character: Character) -> Glyph? {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex,
      !RegionalIndicator.contains(scalar)
    else { return nil }
    switch CellWidths.kind(of: scalar) {
    case .narrow: return Glyph(text: String(character), columns: 1)
    case .wide: return Glyph(text: String(character), columns: 2)
    case .mark, .refused: return nil
    }
  }

  /// True for text of printable ASCII alone: each byte is a character of one column, drawn as it is.
  static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) } ?? false
  }

  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  /// The usual case, known without a table.
  static func isPrintableASCII(_ character: Character) -> Bool { plainByte(character) != nil }

  /// The byte of a character of printable ASCII; nil of every other one.
  static func plainByte(_ character: Character) -> UInt8? { character.asciiValue.flatMap { isPlain($0) ? $0 : nil } }
}

/// Takes the scalars of one character and cuts them into glyphs.
private struct GlyphBuilder {
  private var glyphs: [Glyph] = []
  private var base: Unicode.Scalar?
  private var text = ""
  private var columns = 0
  private var marks = 0
  private var hasMore = false

  mutating func append(_ scalar: Unicode.Scalar) {
    if absorbedByEmoji(scalar) { return }
    switch CellWidths.kind(of: scalar) {
    case .narrow: start(scalar, columns: 1)
    case .wide: start(scalar, columns: 2)
    case .mark: mark(scalar)
    case .refused: placeholder(scalar)
    }
  }

  private mutating func placeholder(_ scalar: Unicode.Scalar) {
    flush()
    glyphs += Sanitiser.mark(for: scalar).map { Glyph(text: String($0), columns: 1) }
  }

  mutating func finish() -> [Glyph] {
    flush()
    return glyphs
  }

  /// Absorbs joiners, skin tones, tags and presentation selectors after an emoji. Terminals disagree on its width with
  /// them, so the emoji stays alone. A presentation selector is dropped without a trace, because it says nothing.
  private mutating func absorbedByEmoji(_ scalar: Unicode.Scalar) -> Bool {
    guard let base, base.properties.isEmoji else { return false }
    if hasMore, base.value > 0x7F { return true }
    switch scalar.value {
    case 0xFE0E, 0xFE0F:
      if base.value <= 0x7F { hasMore = true }
      return true
    case 0x200D, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F:
      if base.value <= 0x7F { return false }
      hasMore = true
      return true
    default: return false
    }
  }

  private mutating func start(_ scalar: Unicode.Scalar, columns: Int) {
    flush()
    base = scalar
    text = String(scalar)
    self.columns = columns
  }

  private mutating func mark(_ scalar: Unicode.Scalar) {
    guard Lettering.drawn != .withoutMarks else { return placeholder(scalar) }
    if base == nil { start("\u{25CC}", columns: 1) }
    guard marks < Glyph.maximumMarks else {
      hasMore = true
      return
    }
    text.unicodeScalars.append(scalar)
    marks += 1
  }

  private mutating func flush() {
    if base != nil { glyphs.append(Glyph(text: text, columns: columns)) }
    if hasMore { glyphs.append(.more) }
    base = nil
    text = ""
    columns = 0
    marks = 0
    hasMore = false
  }
}

private enum Hangul {
  /// The syllable that a leading, a vowel and perhaps a trailing jamo make (Unicode, section 3.12).
  static func composed(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
    guard scalars.count == 2 || scalars.count == 3 else { return nil }
    let first = scalars[0].value
    let second = scalars[1].value
    if scalars.count == 2, (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0 {
      guard (0x11A8...0x11C2).contains(second) else { return nil }
      return Unicode.Scalar(first + second - 0x11A7)
    }
    guard (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) else { return nil }
    var syllable = 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
    if scalars.count == 3 {
      let third = scalars[2].value
      guard (0x11A8...0x11C2).contains(third) else { return nil }
      syllable += third - 0x11A7
    }
    return Unicode.Scalar(syllable)
  }
}

private enum RegionalIndicator {
  static func contains(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }

  /// The letters at the beginning that make a flag, which some terminals draw in two columns and others in four.
  static func letters(_ scalars: [Unicode.Scalar]) -> String {
    var letters = ""
    for scalar in scalars {
      guard contains(scalar), let letter = Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
      else { break }
      letters.unicodeScalars.append(letter)
    }
    return letters
  }
}
