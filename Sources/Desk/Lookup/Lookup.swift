import Care360
import FoundationEssentials

/// A case seen in this session. Kept in memory only.
struct RecentCase: Sendable {
  var detail: Case
  var seenAt: Date
  /// The identifiers that led to it.
  var identifiers: Set<LookupIdentifier>
  /// The phone number it was found by, until the identity of the person on the line was checked.
  var uncheckedPhone: PhoneNumber?
}

/// What the lookup pane asks its session for.
enum LookupOutcome {
  case search(LookupIdentifier)
  case reopen(CaseID)
  case notice(Span)
}

/// The lookup box and the list under it.
struct Lookup: Sendable {
  var buffer = TextBuffer()
  var isInList = false
  var selectedID: String?
  var recents: [RecentCase] = []
  let country: Country
  /// Customers to try, in the sandbox; shown while nothing was opened yet.
  var suggestions: [SessionSettings.Suggestion] = []

  init(country: Country) { self.country = country }

  var context: InputContext { isInList ? .lookupList : .lookupField(isEmpty: buffer.isEmpty) }

  mutating func handle(_ input: Input) -> [LookupOutcome] {
    switch input {
    case .typed(let text), .pasted(let text):
      guard !isInList else { return [.notice(Span("A paste goes into a text field only: press / first.", .warning))] }
      buffer.insert(text)
      selectedID = nil
    case .replaced(let text):
      isInList = false
      buffer.replace(with: text)
      selectedID = nil
    case .edited(let edit):
      guard !isInList else { return [] }
      buffer.apply(edit)
      selectedID = nil
    case .moved(let movement, let page): move(movement, page: page)
    case .command(.nextField):
      isInList = true
      if selectedID == nil { selectedID = rowIDs.first }
    case .command(.previousField):
      isInList = false
      selectedID = nil
    case .command(.back): isInList = true
    case .command(.accept): return accept()
    default: break
    }
    return []
  }

  /// `/` selects the old text, so that typing replaces it.
  mutating func focusField() {
    isInList = false
    selectedID = nil
    buffer.selectForReplacement()
  }

  mutating func remember(_ detail: Case, identifier: LookupIdentifier?, at now: Date) {
    var identifiers = Set([identifier].compactMap { $0 })
    var uncheckedPhone: PhoneNumber?
    if let index = recents.firstIndex(where: { $0.detail.id == detail.id }) {
      identifiers.formUnion(recents[index].identifiers)
      uncheckedPhone = recents[index].uncheckedPhone
      recents.remove(at: index)
    }
    // A case found again under an identifier takes it from the case that had it before.
    if let identifier {
      for index in recents.indices { recents[index].identifiers.remove(identifier) }
    }
    recents.insert(
      RecentCase(detail: detail, seenAt: now, identifiers: identifiers, uncheckedPhone: uncheckedPhone), at: 0)
    if recents.count > 200 { recents.removeLast() }
  }

  /// Whether the identity of the person on the line is still to be checked for this case.
  mutating func noteCheck(of id: CaseID, unchecked query: LookupIdentifier?) {
    guard let index = recents.firstIndex(where: { $0.detail.id == id }) else { return }
    recents[index].uncheckedPhone = if case .phone(let phone) = query { phone } else { nil }
  }

  mutating func forget(_ id: CaseID) {
    recents.removeAll { $0.detail.id == id }
    selectedID = nil
  }

  func recent(for identifier: LookupIdentifier) -> RecentCase? {
    recents.first { $0.identifiers.contains(identifier) }
  }

  private mutating func move(_ movement: Movement, page: Int) {
    let ids = rowIDs
    guard !ids.isEmpty else { return }
    guard let selectedID, let index = ids.firstIndex(of: selectedID) else {
      // Down leaves the box for the first row; up has nowhere to go.
      if movement == .down || movement == .pageDown || isInList {
        self.selectedID = ids.first
        isInList = true
      }
      return
    }
    if movement == .up, index == 0 {
      isInList = false
      self.selectedID = nil
      return
    }
    self.selectedID = ids[movement.index(from: index, count: ids.count, page: page)]
  }

  private mutating func accept() -> [LookupOutcome] {
    if isInList, let selectedID {
      if let recent = recents.first(where: { $0.detail.id.text == selectedID }) { return [.reopen(recent.detail.id)] }
      if let suggestion = suggestions.first(where: { $0.identifier == selectedID }) {
        return search(suggestion.identifier)
      }
      return []
    }
    if let recent = shortIDMatch { return [.reopen(recent.detail.id)] }
    return search(buffer.text)
  }

  private mutating func search(_ text: String) -> [LookupOutcome] {
    guard !text.allSatisfy({ $0 == " " }) else {
      return [.notice(Span("Type an e-mail, a phone number or a case id.", .warning))]
    }
    do {
      let identifier = try LookupIdentifier(detecting: text, country: country)
      buffer.replace(with: identifier.sent)
      return [.search(identifier)]
    } catch {
      return [.notice(Span(error.sentence, .error))]
    }
  }

  /// A recent whose whole short id was typed.
  private var shortIDMatch: RecentCase? {
    let typed = buffer.text.uppercased()
    return recents.first { $0.detail.shortID?.uppercased() == typed }
  }

  // MARK: Presentation

  /// - Parameter hidesRecents: nothing of a patient is listed, because the service refuses the key.
  func presentation(at now: Date, zone: Zone, hidesRecents: Bool = false) -> LookupPresentation {
    let isSuggesting = recents.isEmpty && !suggestions.isEmpty
    return LookupPresentation(
      field: buffer.presentation(placeholder: "e-mail, phone or case id"), hint: hint,
      listTitle: isSuggesting ? "Try one of these" : "Recent", rows: hidesRecents ? [] : rows(at: now, zone: zone),
      selectedID: hidesRecents ? nil : selectedID,
      emptyText: hidesRecents
        ? "Hidden: the service refuses the API key."
        : buffer.isEmpty ? "Cases you open stand here." : "No recent case matches.")
  }

  private var hint: Span? {
    guard !buffer.text.allSatisfy({ $0 == " " }) else { return nil }
    if let recent = shortIDMatch { return Span("short id of a recent case: \(recent.detail.shortID ?? "")", .success) }
    do {
      let identifier = try LookupIdentifier(detecting: buffer.text, country: country)
      return Span("Enter sends \(identifier.kind) \(identifier.sent)", .success)
    } catch {
      return Span(error.sentence, error == .unrecognised ? .muted : .warning)
    }
  }

  private var rowIDs: [String] {
    recents.isEmpty ? suggestions.map(\.identifier) : matching.map(\.detail.id.text)
  }

  private func rows(at now: Date, zone: Zone) -> [RowPresentation] {
    guard !recents.isEmpty else {
      return suggestions.map {
        RowPresentation(id: $0.identifier, spans: [Span($0.identifier), Span("  \($0.name)", .muted)])
      }
    }
    let time = TimeText(zone: zone, now: now)
    return matching.map { recent in
      let shown = ShownCase(recent.detail, standing: .notConfirmed(recent.seenAt), query: nil)
      return RowPresentation(
        id: recent.detail.id.text, spans: [Span("\(shown.shortID) ", .accent), Span(shown.shortName)],
        trailing: Span(time.age(since: recent.seenAt), .muted))
    }
  }

  /// Typing filters by name, e-mail, phone and short id; the text that was just sent filters nothing away.
  private var matching: [RecentCase] {
    let typed = buffer.text.lowercased()
    guard !typed.isEmpty, !isTextOfLastSearch else { return recents }
    let digits = typed.filter(\.isNumber)
    let words = typed.split(separator: " ")
    return recents.filter { recent in
      let submitter = recent.detail.submitter
      let haystack = [submitter.fullName, submitter.email, recent.detail.shortID].compactMap { $0?.lowercased() }
        .joined(separator: " ")
      if words.allSatisfy({ haystack.contains($0) }) { return true }
      guard digits.count >= 3, let phone = submitter.phoneNumber else { return false }
      return phone.filter(\.isNumber).contains(digits)
    }
  }

  private var isTextOfLastSearch: Bool {
    recents.contains { $0.identifiers.contains { $0.sent == buffer.text } }
  }
}

extension Movement {
  /// Where a movement leads in a list of `count` rows.
  func index(from index: Int, count: Int, page: Int) -> Int {
    let step = max(1, page - 1)
    let target =
      switch self {
      case .up: index - 1
      case .down: index + 1
      case .pageUp: index - step
      case .pageDown: index + step
      case .home: 0
      case .end: count - 1
      }
    return max(0, min(count - 1, target))
  }
}
