import Care360
import FoundationEssentials

/// Why patients are looked at, where the site policy asks for it.
struct Purpose: Sendable {
  /// The words to choose from; empty: nobody is asked.
  let words: [String]
  private(set) var chosen: String?
  /// The next key that concerns a patient asks first.
  private(set) var isDue: Bool

  init(words: [String], chosen: String?) {
    self.words = words
    self.chosen = chosen
    isDue = !words.isEmpty && chosen == nil
  }

  mutating func choose(_ word: String) {
    chosen = word
    isDue = false
  }

  /// The things that a key acts on: the overlay on top, and the rows and the case that are selected.
  struct Aim: Hashable, Sendable {
    let overlay: Int?
    let row: [String]
    let focus: PaneID
    let shown: CaseID?
    let listed: CaseID?
    let lookup: String?
  }

  /// The person was away. The word from before counts until another one is chosen.
  mutating func askAgain() { isDue = !words.isEmpty }
}

extension Desk {
  /// Handles a key. While the purpose is due, a key whose effects concern a patient leaves everything as it is, and is
  /// handled again once a purpose is chosen.
  mutating func handleForPurpose(_ input: Input, at now: Date) -> [Effect] {
    guard purpose.isDue else { return handle(input, at: now) }
    let before = self
    let effects = handle(input, at: now)
    guard purpose.isDue, effects.contains(where: \.concernsPatient) else { return effects }
    self = before
    askForPurpose(then: input)
    return []
  }

  /// Why it cannot be changed just now: the line about an answer names the purpose of the time when it is written.
  var purposeReason: String? {
    if run != nil { return "a lookup is under way" }
    if worklist.isAsking { return "the list of cases is arriving" }
    return writes.isSending ? "a change is being sent" : nil
  }

  /// - Parameter input: the key that waits for it; nil: the person wants another one.
  mutating func askForPurpose(then input: Input?) {
    let aim = aim
    var items = purpose.words.map { word in
      var item = Picker.Item(
        RowPresentation(
          // The word alone may be the name of a command.
          id: Self.purposeRow(word), spans: [Span(word)],
          trailing: word == purpose.chosen ? Span("in use", .accent) : nil)
      ) { desk, now in desk.choose(purpose: word, then: input, at: aim, now) }
      item.search = SearchText(word)
      return item
    }
    let leave: Reaction = { desk, _ in
      desk.say(Span("Nothing was done: the site policy asks for a purpose first.", .warning))
      return []
    }
    if input != nil {
      // The first row does nothing, for a key that repeats; letters are for the words.
      var item = Picker.Item(
        RowPresentation(id: "purpose", spans: [Span("Nothing yet: leave it", .muted)]), choose: leave)
      item.search = SearchText("")
      items.insert(item, at: 0)
    }
    var picker = Picker(
      .purpose, title: "Purpose", items: items,
      note: Span("The record gives it as the reason for what you do.", .accent))
    picker.reasonToWait = { desk in desk.purposeReason.map { "Wait: \($0)." } }
    if input != nil {
      picker.dismissed = leave
    } else if let chosen = purpose.chosen {
      picker.selectedID = Self.purposeRow(chosen)
    }
    overlays.open(.picker(picker), about: .nobody)
  }

  private static func purposeRow(_ word: String) -> String { "purpose.\(word)" }

  private var aim: Purpose.Aim {
    var row: [String] = []
    if case .picker(let picker)? = overlays.top, let selected = picker.selected?.row {
      row = [selected.id] + selected.spans.map(\.text)
    }
    return Purpose.Aim(
      overlay: overlays.last?.number, row: row, focus: focus, shown: shown?.detail.id, listed: worklist.selectedID,
      lookup: lookup.selectedID)
  }

  /// - Parameter aim: of the key when it was pressed.
  private mutating func choose(purpose word: String, then input: Input?, at aim: Purpose.Aim, _ now: Date) -> [Effect] {
    purpose.choose(word)
    guard let input else {
      say(Span("Purpose: \(word).", .success))
      return [.record(.purpose(word))]
    }
    guard aim == self.aim else {
      say(Span("Purpose: \(word). Nothing else was done: the screen changed meanwhile.", .warning))
      return [.record(.purpose(word))]
    }
    return [.record(.purpose(word))] + handle(input, at: now)
  }
}

extension Picker.ID {
  static let purpose = Picker.ID("purpose")
}

extension Effect {
  /// True where a patient is looked at or written, or the record gets a line about one.
  var concernsPatient: Bool {
    switch self {
    case .read(let effect):
      switch effect {
      case .findLatestCase, .fetchCase, .fetchAttachmentLinks, .fetchAppointments, .fetchCases, .rereadCase,
        .rereadNewest, .checkUsers:
        true
      case .fetchBundles, .fetchProducts, .checkPromo, .cancelRequests, .cancelCases, .connect: false
      }
    case .write(let effect): if case .send = effect { true } else { false }
    case .record(let effect):
      switch effect {
      case .settle, .settleAsSeen, .view, .nobodyFound, .readRefused, .forgotten, .team, .listed,
        .disclosed(.revealed, _), .disclosed(.copied, _), .disclosed(.drawn, _), .disclosed(.exported, _):
        true
      case .purpose, .listUnsettled, .disclosed(.recordRead, _), .list, .listOfCase: false
      }
    case .store(let effect): if case .readCase = effect { true } else { false }
    case .team(let effect):
      switch effect {
      case .claim, .release, .takeOver, .give, .accept, .withdraw, .finish, .remove, .move, .takeBack: true
      case .news, .look, .cover: false
      }
    case .files, .token, .timer, .screen, .end: false
    }
  }
}
