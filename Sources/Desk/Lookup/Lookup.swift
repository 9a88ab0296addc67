import Care360
import FoundationEssentials

/// A request of the lookup pane to its session.
enum LookupOutcome {
  case search(LookupIdentifier)
  case reopen(CaseID)
  /// The draft that an earlier session left without an orderly end.
  case goOn(StoredDraftID)
  case notice(Span)
  /// A paste came while no field takes text.
  case pasteOutside
}

/// The lookup box and the list under it.
struct Lookup: Sendable {
  private(set) var buffer = TextBuffer() {
    didSet {
      guard buffer.text != oldValue.text else { return }
      reading = Self.read(buffer.text, country)
      searchRecents()
    }
  }
  /// The box's text, interpreted.
  private(set) var reading: Result<LookupText, IdentifierProblem> = .failure(.empty)
  private var history = LookupHistory()
  private(set) var isInList = false
  private(set) var selectedID: String?
  var recents = Recents() { didSet { if recents.revision != searched { searchRecents() } } }
  /// The places of the recents that the typed text leaves; nil: it leaves all of them.
  private(set) var matches: [Int]?
  /// The typed text was looked up before, so that it hides no recent.
  private(set) var isTextOfSearch = false
  /// The revision of the recents that was looked through.
  private var searched = 0
  let country: Country
  /// Customers to try, in the sandbox; shown while nothing was opened yet.
  private(set) var suggestions: [DeskSettings.Suggestion] = []
  /// A draft that an earlier session left without a clean end. The first row offers it.
  private(set) var leftOpen: StoredDraft?

  /// When connections were last asked for, in seconds of the lock's clock.
  private var connectionsAskedAt: Double?

  /// How long in seconds a service may be trusted to keep a connection open. The transport opens none where one is open.
  private static let connectionsLast: Double = 5

  init(country: Country) { self.country = country }

  var context: InputContext { isInList ? .lookupList : .lookupField(isEmpty: buffer.isEmpty) }

  mutating func handle(_ input: Input) -> [LookupOutcome] {
    if !isInList, case .moved(let movement, _) = input, recall(movement) { return [] }
    let before = buffer.text
    defer { if buffer.text != before { history.leave() } }
    switch input {
    case .typed(let text), .pasted(let text):
      guard !isInList else { return [.pasteOutside] }
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

  /// True where connections are to be got ready, because the text in the box has changed.
  mutating func asksForConnections(since before: String, at uptime: Double) -> Bool {
    guard !buffer.isEmpty, buffer.text != before else { return false }
    if let asked = connectionsAskedAt, uptime - asked < Self.connectionsLast { return false }
    connectionsAskedAt = uptime
    return true
  }

  /// `/` selects the old text, so that typing replaces it.
  mutating func focusField() {
    isInList = false
    selectedID = nil
    buffer.selectForReplacement()
  }

  mutating func goToList() { isInList = true }

  /// A click: on a row, or on the box.
  mutating func point(to row: String?) {
    guard let row else { return isInList = false }
    guard rowIDs.contains(row) else { return }
    isInList = true
    selectedID = row
  }

  /// Empties the box, so that it names nobody but the shown patient.
  mutating func emptyBox() { buffer.replace(with: "") }

  mutating func offer(_ suggestions: [DeskSettings.Suggestion]) { self.suggestions = suggestions }

  mutating func offer(leftOpen draft: StoredDraft?) { leftOpen = draft }

  mutating func forget(_ id: CaseID) {
    let submitter = recents[id]?.label
    let own = [id.text, submitter?.email, submitter?.phoneNumber].compactMap(\.self)
    history.forget(Set((recents[id]?.identifiers ?? []).map(\.sent) + own))
    recents.forget(id)
    selectedID = nil
  }

  /// The patient has another address now: nothing here leads to the old one any more.
  mutating func follow(from old: EmailAddress, to new: EmailAddress) {
    if old.isSame(as: buffer.text) { buffer.replace(with: new.text) }
    history.follow(from: old.text, to: new.text)
    recents.follow(from: old, to: new)
  }

  /// In the box, Up brings back what was looked up before; Down goes the same way back.
  private mutating func recall(_ movement: Movement) -> Bool {
    let text: String? =
      switch movement {
      case .up: history.older(than: buffer.text)
      case .down: history.newer()
      case .pageUp, .pageDown, .home, .end: nil
      }
    guard let text else { return false }
    buffer.replace(with: text)
    return true
  }

  /// Under the lock nothing can be brought back.
  mutating func wipeHistory() { history.wipe() }

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
      if selectedID == Self.leftOpenID, let leftOpen { return [.goOn(leftOpen.id)] }
      if let id = caseID(ofRow: selectedID) { return [.reopen(id)] }
      if let suggestion = suggestions.first(where: { $0.identifier == selectedID }) {
        return search(Self.read(suggestion.identifier, country))
      }
      return []
    }
    if let recent = shortIDMatch { return [.reopen(recent.id)] }
    return search(reading)
  }

  private mutating func search(_ reading: Result<LookupText, IdentifierProblem>) -> [LookupOutcome] {
    do throws(IdentifierProblem) {
      guard let identifier = try reading.get().identifier else { throw IdentifierProblem.shortID }
      buffer.replace(with: identifier.sent)
      history.remember(identifier.sent)
      return [.search(identifier)]
    } catch {
      return [.notice(Span(error.sentence, error == .empty ? .warning : .error))]
    }
  }

  /// The case that a row of the list leads to; nil for a customer to try.
  func caseID(ofRow row: String) -> CaseID? {
    if row == Self.leftOpenID { return leftOpen?.id.caseID }
    return recents.cases.first { $0.id.text == row }?.id
  }

  /// Recents that match the typed name, e-mail, phone or short id; the text that was just sent hides nothing.
  private mutating func searchRecents() {
    searched = recents.revision
    (matches, isTextOfSearch) = (nil, false)
    let text = buffer.text
    guard !SearchText(text).isEmpty else { return }
    isTextOfSearch = recents.cases.contains { $0.identifiers.contains { $0.sent == text } }
    guard !isTextOfSearch else { return }
    let number: PhoneNumber? =
      if case .success(let taken) = reading, case .phone(let phone)? = taken.identifier { phone } else { nil }
    let search = RecentSearch(text, number: number)
    matches = recents.cases.indices.filter { recents.cases[$0].matches(search) }
  }

  private static func read(_ text: String, _ country: Country) -> Result<LookupText, IdentifierProblem> {
    Result { () throws(IdentifierProblem) in try LookupText(text, country: country) }
  }

  /// A recent whose whole short id was typed, or stands in what was pasted.
  var shortIDMatch: RecentCase? {
    let typed = buffer.text.uppercased()
    if let match = recent(ofShortID: typed) { return match }
    guard case .success(let text) = reading, case .shortID(let id) = text.finding else { return nil }
    return recent(ofShortID: id)
  }

  /// - Parameter shortID: in capitals.
  private func recent(ofShortID shortID: String) -> RecentCase? {
    recents.cases.first { recent in
      guard let own = recent.label.shortID, own.utf8.count == shortID.utf8.count else { return false }
      return own.uppercased() == shortID
    }
  }
}

extension Movement {
  /// The row that a movement leads to in a list of `count` rows.
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
