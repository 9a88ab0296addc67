import Care360
import FoundationEssentials

extension Desk {
  mutating func editorInput(_ input: Input, at now: Date) -> [Effect] {
    // No key reaches a form whose case is not the one shown.
    guard let id = shown?.detail.id, openEditor != nil else {
      setFocus(.caseDetail)
      return []
    }
    let slot = DraftSlot(id, .form)
    if drafts.isReadOnly(slot), !mayPassReadOnly(input) { return lentInput(input, slot, at: now) }
    var effects: [Effect] = []
    for outcome in drafts.edit(id, { $0.handle(input) }) ?? [] { effects += apply(outcome, case: id, at: now) }
    guard case .command(let command) = input, command == .reveal || command == .revealAll else { return effects }
    return effects + maskLater() + noteReveal()
  }

  /// Moving, reading and leaving.
  private func mayPassReadOnly(_ input: Input) -> Bool {
    switch input {
    case .moved, .field: true
    case .command(let command):
      [
        .back, .nextField, .previousField, .up, .down, .pageUp, .pageDown, .home, .end, .questionList, .checkAll,
        .showBody, .reveal, .revealAll,
      ].contains(command)
    default: false
    }
  }

  private mutating func apply(_ outcome: FormEditorOutcome, case id: CaseID, at now: Date) -> [Effect] {
    switch outcome {
    case .notice(let span): say(span)
    case .cleared(let count):
      let them = count == 1 ? "it" : "them"
      say(Span("cleared \(count); \(name(.undo, in: .editorChoice)) brings \(them) back", .warning))
    case .parked:
      return parkDraft(DraftSlot(id, .form), at: now)
    case .saveRequested: return saveAsked(DraftSlot(id, .form), at: now)
    case .pickProduct:
      var picker = Picker(
        .formProducts, title: "Product for \(subject)", items: formItems,
        note: Span("Type to filter, or type a product id.", .muted), emptyText: Self.noProductOfThatName)
      picker.takesID = { text in
        do {
          let id = try ProductID(text)
          let hasSpaces = text.first == " " || text.last == " "
          return Picker.TypedID(
            text: id.text, noun: "product id", note: hasSpaces ? "without the spaces around it" : nil
          ) { desk, _ in
            desk.productPicked(id, name: "")
          }
        } catch {
          return nil
        }
      }
      overlays.open(.picker(picker), about: .one(id))
      return askingForProducts
    case .showQuestions:
      let rows = drafts[id]?.questionRows ?? []
      var picker = Picker(
        Picker.ID("questions"), title: "Questions", items: rows.map(Self.questionItem),
        emptyText: "No questions yet: \(name(.addQuestion)) adds one.")
      if let here = drafts[id]?.questionID { picker.selectedID = here }
      overlays.open(.picker(picker), about: .one(id))
    case .showProblems:
      var picker = Picker(
        Picker.ID("problems"), title: "To fix", items: (drafts[id]?.problemRows ?? []).map(Self.questionItem),
        note: Span("Enter goes there.", .muted))
      picker.selectedID = drafts[id]?.nextProblemID
      overlays.open(.picker(picker), about: .one(id))
    case .showBody: showBody(of: id)
    case .discardRequested:
      overlays.open(
        .confirmation(
          Confirmation(
            title: "Discard the form",
            lines: subjectLines + [[Span("Everything typed into this form will be lost.", .error)]],
            accept: "discard the form"
          ) { desk, _ in desk.discardForm(id) }), about: .one(id))
    case .restRequested(let products):
      if let actionReason {
        say(Span("Not sent: \(actionReason).", .warning))
      } else {
        offerTheRest(of: products, case: id)
      }
    case .submitRequested(let payload):
      if id == .notYet { return confirmNewCase(payload, at: now) }
      confirmProducts(payload, case: id, at: now)
    }
    return []
  }

  var formItems: [Picker.Item] {
    products.addable(to: shown?.detail).map { product, note, isOnCase in
      Picker.Item(
        RowPresentation(
          id: product.id.text, spans: [Span(product.name), Span("  \(note)", .muted)],
          disabledReason: isOnCase ? "It is already on this case: the service will refuse it." : nil)
      ) { desk, _ in desk.productPicked(product.id, name: product.name) }
    }
  }

  private static let noProductOfThatName =
    "No product with that name is known here. Names come from opened cases and from [products] in config.toml; "
    + "you can type an id."

  private static func questionItem(_ row: RowPresentation) -> Picker.Item {
    Picker.Item(row) { desk, _ in
      if let shownID = desk.shown?.detail.id { desk.drafts.edit(shownID) { $0.jump(to: row.id) } }
      return []
    }
  }

  mutating func discardForm(_ id: CaseID) -> [Effect] {
    guard !drafts.isReadOnly(id) else {
      sayReadOnly(DraftSlot(id, .form))
      return []
    }
    let effects = drafts.end(DraftSlot(id, .form))
    drafts.park(nil)
    setFocus(.caseDetail)
    if id == .notYet { leaveNewCase() }
    say(Span("The form was discarded.", .muted))
    return effects
  }

  /// The exact JSON that would be sent, masked until V.
  private mutating func showBody(of id: CaseID) {
    guard let editor = drafts[id], let masked = editor.body(isRevealed: false),
      let revealed = editor.body(isRevealed: true)
    else {
      say(Span("There is nothing to send yet: \(name(.checkAll)) lists the things to fix.", .warning))
      return
    }
    var reading = Reading(title: "JSON to send for \(subject)", lines: Reading.lines(masked))
    reading.revealed = Reading.lines(revealed)
    reading.selectedID = reading.lines.first?.id
    overlays.open(.reading(reading), about: .one(id))
  }

  func editorTarget(_ shown: ShownCase) -> FormEditor.Target {
    FormEditor.Target(
      caseID: shown.detail.id, patientName: shown.patientName, shortID: shown.shortID,
      attached: shown.detail.products.map { Set($0.compactMap(\.productID)) }, isClosed: shown.detail.isArchived)
  }

  mutating func refreshEditorTarget() {
    guard let shown, case .live = shown.standing else { return }
    let target = editorTarget(shown)
    drafts.edit(shown.detail.id) { $0.targetRefreshed(attached: target.attached, isClosed: target.isClosed) }
  }
}

extension Picker.ID {
  static let formProducts = Picker.ID("form products")
}
