import Care360
import FoundationEssentials

extension Session {
  mutating func editorInput(_ input: Input, at now: Date) -> [Effect] {
    // No key reaches a form whose case is not the one shown.
    guard let id = shown?.detail.id, openEditor != nil else {
      setFocus(.caseDetail)
      return []
    }
    // In place: a copy would double a large form at every key.
    for outcome in editors[id]?.handle(input) ?? [] { apply(outcome, case: id) }
    guard case .command(let command) = input, command == .reveal || command == .revealAll else { return [] }
    return [.startMaskTimer(seconds: Self.maskAfterSeconds)]
  }

  private mutating func apply(_ outcome: FormEditorOutcome, case id: CaseID) {
    switch outcome {
    case .notice(let span): notice = span
    case .parked:
      isEditorOpen = false
      // A form with nothing in it is no draft.
      if editors[id]?.isDirty == false { editors[id] = nil }
      setFocus(.caseDetail)
    case .pickProduct:
      let items = knownProducts().map { product, note in
        Picker.Item(
          RowPresentation(id: product.id.text, spans: [Span(product.name), Span("  \(note)", .muted)]),
          .product(product.id, name: product.name))
      }
      overlays.append(
        .picker(
          Picker(
            .editorProduct, title: "Product for \(subject)", items: items,
            note: Span("Type to filter, or type a product id.", .muted), emptyText: "Type the product's id.")))
    case .showQuestions:
      let rows = editors[id]?.questionRows ?? []
      overlays.append(
        .picker(
          Picker(
            .questions, title: "Questions", items: rows.map { Picker.Item($0, .question($0.id)) },
            emptyText: "No questions yet: Ctrl-N adds one.")))
    case .discardRequested:
      overlays.append(
        .confirmation(
          Confirmation(
            step: .discardDraft(id), title: "Discard the form",
            lines: subjectLines + [[Span("Everything typed into this form is lost.", .error)]],
            accept: "discard the form")))
    case .submitRequested(let payload): confirmProducts(payload, case: id)
    }
  }

  private mutating func confirmProducts(_ payload: ProductsPayload, case id: CaseID) {
    guard actionReason == nil else {
      notice = Span("Not sent: \(actionReason ?? "").", .warning)
      return
    }
    var lines = subjectLines
    let attached = shown?.detail.products.map { Set($0.compactMap(\.productID)) }
    // A long list is told by names alone, so that all of it is in view.
    if payload.productIDs.count > 6 {
      let names = payload.productIDs.map(productName).joined(separator: ", ")
      lines.append([Span("Add \(payload.productIDs.count) products ", .label), Span(names)])
    }
    for product in payload.productIDs where payload.productIDs.count <= 6 || attached?.contains(product) == true {
      let name = knownProducts().first { $0.0.id == product }?.0.name
      var spans = [Span("Add ", .label), Span(name.map { "\($0)  \(product.text)" } ?? product.text)]
      if attached?.contains(product) == true { spans.append(Span("  already on this case", .warning)) }
      lines.append(spans)
    }
    if attached == nil { lines.append([Span("The service did not say which products the case has.", .warning)]) }
    overlays.append(
      .confirmation(
        Confirmation(
          step: .addProducts(id, payload), title: "Add products", lines: lines, accept: "add the products")))
  }

  /// Opens the parked form of the shown case, or a new one.
  mutating func openOrCreateEditor() -> [Effect] {
    guard let shown else { return [] }
    if editors[shown.detail.id] == nil {
      editors[shown.detail.id] = FormEditor(target: editorTarget(shown))
    }
    isEditorOpen = true
    setFocus(.form)
    return []
  }

  private func editorTarget(_ shown: ShownCase) -> FormEditor.Target {
    FormEditor.Target(
      caseID: shown.detail.id, patientName: shown.patientName, shortID: shown.shortID,
      attached: shown.detail.products.map { Set($0.compactMap(\.productID)) }, isClosed: shown.detail.isArchived)
  }

  mutating func refreshEditorTarget() {
    guard let shown, case .live = shown.standing else { return }
    let target = editorTarget(shown)
    editors[shown.detail.id]?.targetRefreshed(attached: target.attached, isClosed: target.isClosed)
  }

  // MARK: Drafts and unsettled writes (F3)

  mutating func openDrafts(at now: Date) {
    let time = TimeText(zone: settings.zone, now: now)
    var items = editors.sorted { $0.key.text < $1.key.text }.map { id, editor in
      Picker.Item(
        RowPresentation(
          id: "draft.\(id.text)",
          spans: [Span("draft ", .label), Span(editor.summary), Span("  NOT SAVED (memory only)", .warning)]),
        .draft(id))
    }
    items += writes.map { write in
      Picker.Item(
        RowPresentation(
          id: "write.\(write.number)",
          spans: [
            Span("unsettled ", .label), Span("\(write.name), \(write.patientName) \(write.shortID)  "),
            Span(write.sentence, .warning),
          ], trailing: Span(time.clock(write.startedAt), .muted)),
        .unsettled(write.number))
    }
    items += earlierUnsettled.filter { intent in !writes.contains { $0.caseID == intent.caseID } }.map { intent in
      Picker.Item(
        RowPresentation(
          id: "earlier.\(intent.id)",
          spans: [
            Span("unsettled ", .label), Span("\(intent.action.rawValue), case \(intent.caseID.text)  "),
            Span("outcome not known; Enter opens the case", .warning),
          ], trailing: Span(time.clock(intent.time), .muted)),
        .earlierUnsettled(intent.id))
    }
    items += links.enumerated().reversed().map { index, link in
      Picker.Item(
        RowPresentation(
          id: "link.\(index)", spans: [Span("link ", .label), Span("\(link.patientName) \(link.shortID)")],
          trailing: Span(time.clock(link.requestedAt), .muted)),
        .link(index))
    }
    overlays.append(
      .picker(
        Picker(
          .drafts, title: "Drafts and unsettled changes", items: items,
          note: Span("Enter opens a draft, looks again at a change, shows a link.", .muted),
          emptyText: "No drafts, and nothing is unsettled.")))
  }

  /// A draft opens with its own case only, and only once that case is confirmed live.
  mutating func openDraft(_ id: CaseID, at now: Date) -> [Effect] {
    if let shown, shown.detail.id == id, case .live = shown.standing { return openOrCreateEditor() }
    let effects = openByID(id)
    draftToOpen = id
    return effects
  }
}
