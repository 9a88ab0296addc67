import Care360

/// A list with a filter. The feature that makes the list decides what each row does, at that time, so that a row can
/// never act on anything else.
struct Picker: Sendable {
  /// Tells one list from another: for those that are filled, closed or remembered by name.
  struct ID: Hashable, Sendable {
    private let name: String

    init(_ name: String) { self.name = name }
  }

  struct Item: Sendable {
    var row: RowPresentation
    /// Enter on it, once the list is closed.
    let choose: Desk.Reaction
    /// The text that the filter looks at.
    var search: SearchText
    /// Said below the list while it is selected, in place of the list's own note.
    var note: Span?
    /// For a command: how well it fits the typed text. Other rows keep their order.
    var match: CommandMatch?
    /// The group heading, shown once above neighboring rows of the same group while nothing is typed.
    var group: String?

    /// - Parameter alsoFound: words that the row does not show.
    init(
      _ row: RowPresentation, alsoFound: [String] = [], match: CommandMatch? = nil, choose: @escaping Desk.Reaction
    ) {
      self.row = row
      self.choose = choose
      self.match = match
      search = SearchText((row.spans.map(\.text) + [row.id] + alsoFound).joined(separator: " "))
    }
  }

  /// The filter text read as an id, which need not be in the list.
  struct TypedID: Sendable {
    let text: String
    /// "product id".
    let noun: String
    /// A word after the row when the text was changed to become an id.
    var note: String?
    let choose: Desk.Reaction
  }

  struct Showing: Sendable {
    /// A row that is off comes up only when it is typed for.
    var hidesOff = false
    /// At the edge of the screen, which shows what is chosen.
    var isAside = false
    /// The rows in view of a list that is for typing; nil: as many as there are.
    var mostRows: Int?
  }

  let id: ID
  var title: String
  var items: [Item]
  var filter = TextBuffer()
  var selectedID: String?
  var note: Span?
  /// The sentences above the list while nothing is typed: the subject of the help.
  var about: [Span] = []
  var emptyText: String
  /// The row that fits best stands first and is the one that Enter takes.
  var isRanked = false
  var showing = Showing()
  /// True when the filter text returns the next time the list is opened for the same case.
  var keepsFilter = false
  /// Reads the typed text as an id; nil when this list takes no ids, or when the text is not one.
  var takesID: (@Sendable (String) -> TypedID?)?
  /// Done as soon as a row is selected.
  var preview: (@Sendable (Item) -> [Effect])?
  /// Done when the list is left without a choice.
  var dismissed: Desk.Reaction?
  /// The reason why nothing can be chosen yet; nil when something can.
  var reasonToWait: (@Sendable (Desk) -> String?)?

  init(_ id: ID, title: String, items: [Item], note: Span? = nil, emptyText: String = Picker.nothingMatches) {
    self.id = id
    self.title = title
    self.items = items
    self.note = note
    self.emptyText = emptyText
    selectedID = items.first?.row.id
  }

  /// The matching items, and the typed text as an id when the list takes ids.
  var shown: [Item] {
    let words = SearchText(filter.text).words
    var matching = items.filter { $0.search.contains(allOf: words) }
    if showing.hidesOff, words.isEmpty { matching.removeAll { $0.row.disabledReason != nil } }
    if isRanked, !words.isEmpty { matching = Self.ranked(matching, by: words) }
    if let typed, !matching.contains(where: { $0.row.id == typed.id }) { matching.append(typed.item) }
    return matching
  }

  /// The best match comes first; among equal matches, rows that do something come first, in the order of the list.
  private static func ranked(_ items: [Item], by words: [Substring]) -> [Item] {
    let keyed = items.enumerated().map { offset, item in
      let rank = item.match?.rank(of: words) ?? 0
      return (key: (rank, item.row.disabledReason == nil ? 0 : 1, offset), item: item)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.item)
  }

  /// The filter, where this list takes it as an id.
  private var typed: (id: String, item: Item)? {
    guard !filter.text.isEmpty, let typed = takesID?(filter.text) else { return nil }
    var row = RowPresentation(
      id: Self.typedID, spans: [Span("use ", .label), Span(typed.text), Span(" as a \(typed.noun)", .label)])
    if let note = typed.note { row.spans.append(Span("  \(note)", .muted)) }
    return (typed.text, Item(row, choose: typed.choose))
  }

  private static let typedID = "typed"

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

  /// Puts the earlier text into the filter again; typing replaces it.
  mutating func restore(_ text: String) {
    filter.replace(with: text)
    filter.selectForReplacement()
    keepSelection()
  }

  /// A list that arrives later never moves a selection that is still there.
  mutating func fill(_ items: [Item], emptyText: String?) {
    self.items = items
    if let emptyText { self.emptyText = emptyText }
    keepSelection()
  }

  private mutating func keepSelection() {
    let shown = shown
    // A typed id counts only while no listed row matches, or when the person chose it.
    let isSticky = selectedID != Self.typedID || shown.count == 1
    guard !isSticky || !shown.contains(where: { $0.row.id == selectedID }) else { return }
    selectedID = (shown.first { $0.row.disabledReason == nil } ?? shown.first)?.row.id
  }

  var presentation: OverlayPresentation {
    let shown = shown
    let selected = shown.first { $0.row.id == selectedID }
    let reason = selected?.row.disabledReason
    // A list that takes ids says so even while the filter is not yet an id.
    return .picker(
      PickerPresentation(
        title: title, filter: filter.presentation(placeholder: "type to filter"), rows: shown.map(\.row),
        selectedID: selectedID ?? shown.first?.row.id, about: filter.text.isEmpty ? about : [],
        note: reason.map { Span($0, .warning) } ?? selected?.note ?? note,
        emptyText: items.isEmpty || takesID != nil ? emptyText : Self.nothingMatches,
        headings: filter.isBlank ? Self.headings(of: shown) : [:], unfiltered: items.map(\.row),
        isAside: showing.isAside, mostRows: showing.mostRows))
  }

  private static func headings(of items: [Item]) -> [String: String] {
    var headings: [String: String] = [:]
    var last: String?
    for item in items where item.group != last {
      headings[item.row.id] = item.group
      last = item.group
    }
    return headings
  }

  private static let nothingMatches = "Nothing matches."
}
