import Care360
import FoundationEssentials

/// Something to read.
struct Reading: Sendable {
  enum Kind: Hashable, Sendable {
    case text
    /// Filled when the record was read.
    case activity
  }

  var kind = Kind.text
  var shape: ReadingPresentation.Shape
  var title: String
  var lines: [DetailLine]
  var selectedID: String?
  /// A link, on a line of its own; y copies it.
  var unwrapped: String?
  /// `unwrapped` is an id or a link.
  let isID: Bool
  /// When the service gave a link that opens nothing after `AttachmentLink.validSeconds`.
  var givenAt: Date?
  /// Enter, once the panel is closed: asks for such a link again.
  var again: Desk.Reaction?
  /// The lines with the health data that `lines` hides; nil where there is none.
  var revealed: [DetailLine]?
  private(set) var isRevealed = false

  init(
    kind: Kind = .text, shape: ReadingPresentation.Shape = .box, title: String, lines: [DetailLine],
    selectedID: String? = nil, unwrapped: String? = nil, isID: Bool = false
  ) {
    self.kind = kind
    self.shape = shape
    self.title = title
    self.lines = lines
    self.selectedID = selectedID
    self.unwrapped = unwrapped
    self.isID = isID
  }

  /// Lines of text, their indentation kept where they wrap.
  static func lines(_ text: [String]) -> [DetailLine] {
    text.enumerated().map { index, line in
      let words = line.drop { $0 == " " }
      return DetailLine(
        id: "line.\(index)", spans: [Span(String(words))], indent: (line.count - words.count) / 2)
    }
  }

  /// Shows or hides what is masked; false where nothing is.
  mutating func reveal() -> Bool {
    guard revealed != nil else { return false }
    isRevealed.toggle()
    return true
  }

  mutating func mask() { isRevealed = false }

  mutating func move(_ movement: Movement, page: Int) {
    let lines = shownLines
    guard !lines.isEmpty else { return }
    let index = lines.firstIndex { $0.id == selectedID } ?? 0
    selectedID = lines[movement.index(from: index, count: lines.count, page: page)].id
  }

  private var shownLines: [DetailLine] { isRevealed ? revealed ?? lines : lines }

  func isExpired(at now: Date) -> Bool {
    givenAt.map { now.timeIntervalSince($0) >= Double(AttachmentLink.validSeconds) } ?? false
  }

  /// "1 min old, valid 15 min", as it was with the last key or answer. Nothing smaller than a minute: line by line, a
  /// change is read out.
  private func age(at now: Date) -> [DetailLine] {
    guard let givenAt else { return [] }
    let valid = AttachmentLink.validSeconds / 60
    let span = now.timeIntervalSince(givenAt) < 60 ? "less than a minute" : TimeText.span(since: givenAt, at: now)
    let words =
      isExpired(at: now)
      ? Span("EXPIRED: \(span) old, and it was valid \(valid) min. Enter asks for another one.", .warning)
      : Span("\(span) old, valid \(valid) min", .accent)
    return [DetailLine(id: "age", spans: [words])]
  }

  func presentation(at now: Date) -> OverlayPresentation {
    let link = isExpired(at: now) ? nil : unwrapped
    return .reading(
      ReadingPresentation(
        title: title, lines: shownLines + age(at: now), selectedID: selectedID, unwrapped: link, copies: link != nil,
        shape: shape))
  }
}
