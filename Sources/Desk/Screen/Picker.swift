import Care360

/// A list with a filter. What a row does is decided when the list is made, so that a row can never act on anything else.
struct Picker: Sendable {
  enum Kind: Hashable, Sendable {
    case palette
    case sections
    case copyMenu
    case refillProduct
    case bundle
    case caseStatus
    case editorProduct
    case questions
    case problems
    case templates
    case templatesToDelete
    case drafts
    case settle
    case conflict
    case theme
    case profile
  }

  /// A write that is not settled: of this session, or an intent of the record.
  enum Unsettled: Hashable, Sendable {
    case write(Int)
    case intent(String)
  }

  enum Choice: Hashable, Sendable {
    case run(Command)
    case line(String)
    case copy(String)
    case refill(ProductID?, name: String?)
    case bundle(BundleID)
    case caseStatus(CaseStatusChange.Wish)
    case product(ProductID, name: String)
    case question(String)
    case template(FormTemplate)
    case templateToDelete(String)
    case draft(CaseID)
    case stored(FormDraftID)
    case keepMine(CaseID)
    case takeOther(CaseID)
    case unsettled(Int)
    case earlierUnsettled(String)
    case lookAgain(Unsettled)
    case settle(Unsettled, WriteOutcome)
    case nothing
    case link(Int)
    case theme(String)
    case profile(String)
  }

  struct Item: Hashable, Sendable {
    var row: RowPresentation
    var choice: Choice
    /// What the filter looks at, lower case.
    var search: String
    /// Of a command: how well it fits what is typed. Other rows keep their order.
    var match: CommandMatch?

    /// - Parameter alsoFound: words that the row does not show.
    init(_ row: RowPresentation, _ choice: Choice, alsoFound: [String] = [], match: CommandMatch? = nil) {
      self.row = row
      self.choice = choice
      self.match = match
      search = (row.spans.map(\.text) + [row.id] + alsoFound).joined(separator: " ").lowercased()
    }
  }

  var kind: Kind
  var title: String
  var items: [Item]
  var filter = TextBuffer()
  var selectedID: String?
  var note: Span?
  /// Said over the list while nothing is typed: what the help is about.
  var about: [Span] = []
  var emptyText: String

  init(_ kind: Kind, title: String, items: [Item], note: Span? = nil, emptyText: String = Picker.nothingMatches) {
    self.kind = kind
    self.title = title
    self.items = items
    self.note = note
    self.emptyText = emptyText
    selectedID = items.first?.row.id
  }

  /// The items that match, and what was typed as an id where that kind of list takes one.
  var shown: [Item] {
    let words = filter.text.lowercased().split(separator: " ")
    var matching = items.filter { item in words.allSatisfy { item.search.contains($0) } }
    if isRanked, !words.isEmpty { matching = Self.ranked(matching, by: words) }
    if let typed, !matching.contains(where: { $0.row.id == typed.id }) { matching.append(typed.item) }
    return matching
  }

  /// The best match stands first; of those that match alike the ones that do something, in the order of the list.
  private static func ranked(_ items: [Item], by words: [Substring]) -> [Item] {
    let keyed = items.enumerated().map { offset, item in
      let rank = item.match?.rank(of: words) ?? 0
      return (key: (rank, item.row.disabledReason == nil ? 0 : 1, offset), item: item)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.item)
  }

  private var isRanked: Bool { [.palette, .profile, .theme].contains(kind) }

  /// What was typed, where this kind of list takes it as an id.
  private var typed: (id: String, item: Item)? {
    let text = filter.text
    guard !text.isEmpty else { return nil }
    do {
      switch kind {
      case .refillProduct:
        let id = try ProductID(text)
        return (id.text, Item(Self.typedRow(id.text), .refill(id, name: nil)))
      case .editorProduct:
        let id = try ProductID(text)
        var row = Self.typedRow(id.text)
        if text.first == " " || text.last == " " { row.spans.append(Span("  without the spaces around it", .muted)) }
        return (id.text, Item(row, .product(id, name: "")))
      case .bundle:
        let id = try BundleID(text)
        return (id.text, Item(Self.typedRow(id.text), .bundle(id)))
      default: return nil
      }
    } catch {
      return nil
    }
  }

  private static let typedID = "typed"

  private static func typedRow(_ id: String) -> RowPresentation {
    RowPresentation(id: typedID, spans: [Span("use the typed id ", .label), Span(id)])
  }

  var selected: Item? {
    let shown = shown
    return shown.first { $0.row.id == selectedID } ?? shown.first
  }

  mutating func handle(_ input: Input) {
    let before = filter.text
    switch input {
    case .typed(let text), .pasted(let text):
      filter.insert(text)
      keepSelection()
    case .replaced(let text):
      filter.replace(with: text)
      keepSelection()
    case .edited(let edit):
      filter.apply(edit)
      keepSelection()
    case .moved(let movement, let page):
      let ids = shown.map(\.row.id)
      guard !ids.isEmpty else { return }
      let index = ids.firstIndex(of: selectedID ?? "") ?? 0
      selectedID = ids[movement.index(from: index, count: ids.count, page: page)]
    default: break
    }
    // Enter runs the best match, and says why where that one is off: never another command that is on.
    if isRanked, filter.text != before { selectedID = shown.first?.row.id }
  }

  /// What was typed before stands in the filter again, and typing replaces it.
  mutating func restore(_ text: String) {
    filter.replace(with: text)
    filter.selectForReplacement()
    keepSelection()
  }

  /// A list that arrives later never moves a selection that is still there.
  mutating func fill(_ items: [Item], emptyText: String) {
    self.items = items
    self.emptyText = emptyText
    keepSelection()
  }

  private mutating func keepSelection() {
    let shown = shown
    // What was typed as an id is meant only while nothing listed matches, or when it was chosen.
    let isSticky = selectedID != Self.typedID || shown.count == 1
    guard !isSticky || !shown.contains(where: { $0.row.id == selectedID }) else { return }
    selectedID = (shown.first { $0.row.disabledReason == nil } ?? shown.first)?.row.id
  }

  var presentation: OverlayPresentation {
    let shown = shown
    let reason = shown.first { $0.row.id == selectedID }?.row.disabledReason
    return .picker(
      PickerPresentation(
        title: title, filter: filter.presentation(placeholder: "type to filter"), rows: shown.map(\.row),
        selectedID: selectedID ?? shown.first?.row.id, about: filter.text.isEmpty ? about : [],
        note: reason.map { Span($0, .warning) } ?? note,
        emptyText: items.isEmpty || takesIDs ? emptyText : Self.nothingMatches))
  }

  /// Where an id can be typed, the list says so even when what was typed is none yet.
  private var takesIDs: Bool { kind == .refillProduct || kind == .editorProduct || kind == .bundle }
  private static let nothingMatches = "Nothing matches."
}
