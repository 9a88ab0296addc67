import Desk
import Terminal

/// Breaks spans into lines between words, keeping every piece's role.
enum SpanWrap {
  /// Lines of at most `columns`. Line ends in the text end a line; a word longer than a line is cut between characters;
  /// blanks at a break are dropped. Never empty.
  static func lines(_ spans: [Span], columns: Int) -> [[Span]] {
    if fits(spans, columns: columns) { return [spans] }
    var wrapper = Wrapper(columns: max(1, columns))
    for span in spans {
      for character in span.text { wrapper.append(character, of: span) }
    }
    return wrapper.finish()
  }

  /// The usual case, known without looking at characters: one line of plain ASCII. A case has hundreds of them.
  private static func fits(_ spans: [Span], columns: Int) -> Bool {
    var used = 0
    for span in spans {
      used += span.text.utf8.count
      guard used <= columns, span.text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return false }
    }
    return true
  }
}

private struct Wrapper {
  private struct Piece {
    let character: Character
    let role: Role
    let isFound: Bool
    let columns: Int
  }

  private let columns: Int
  private var lines: [[Span]] = []
  private var line: [Piece] = []
  private var lineColumns = 0
  private var blanks: [Piece] = []
  private var word: [Piece] = []
  private var wordColumns = 0

  init(columns: Int) {
    self.columns = columns
  }

  mutating func append(_ character: Character, of span: Span) {
    if character.isNewline {
      placeWord()
      breakLine()
    } else if character == " " {
      placeWord()
      blanks.append(Piece(character: character, role: span.role, isFound: span.isFound, columns: 1))
    } else {
      let piece = Piece(
        character: character, role: span.role, isFound: span.isFound, columns: TextWidth.columns(of: character))
      if wordColumns + piece.columns > columns, !word.isEmpty { placeWord() }
      if word.isEmpty, blanks.isEmpty, lineColumns + piece.columns > columns, lineColumns > 0 { breakLine() }
      word.append(piece)
      wordColumns += piece.columns
    }
  }

  mutating func finish() -> [[Span]] {
    placeWord()
    breakLine()
    return lines
  }

  private mutating func placeWord() {
    guard !word.isEmpty else { return }
    if lineColumns + blanks.count + wordColumns > columns {
      if lineColumns > 0 { breakLine() }
      blanks.removeAll()
    }
    line += blanks + word
    lineColumns += blanks.count + wordColumns
    blanks.removeAll()
    word.removeAll()
    wordColumns = 0
  }

  private mutating func breakLine() {
    var spans: [Span] = []
    for piece in line {
      if let last = spans.indices.last, spans[last].role == piece.role, spans[last].isFound == piece.isFound {
        spans[last].text.append(piece.character)
      } else {
        var span = Span(String(piece.character), piece.role)
        span.isFound = piece.isFound
        spans.append(span)
      }
    }
    lines.append(spans)
    line.removeAll()
    lineColumns = 0
    blanks.removeAll()
  }
}
