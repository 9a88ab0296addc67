import Care360
import FoundationEssentials

extension Desk {
  // MARK: Refill link

  /// This case's products, the site's list, names learned from cases; a product is optional, an id can be typed.
  mutating func openRefillPicker() {
    var items = [Picker.Item(RowPresentation(id: "none", spans: [Span("no product", .muted)]), .refill(nil, name: nil))]
    items += knownProducts().map { product, note in
      Picker.Item(
        RowPresentation(
          id: product.id.text, spans: [Span(product.name), Span("  \(note)", .muted)]),
        .refill(product.id, name: product.name))
    }
    // The case's own first product is what is asked for most.
    var picker = Picker(
      .refillProduct, title: "Refill link for \(subject)", items: items,
      note: Span("Type to filter, or type a product id.", .muted))
    if let first = items.dropFirst().first, shown?.detail.products?.isEmpty == false {
      picker.selectedID = first.row.id
    }
    filters.restore(&picker, of: shown?.detail.id)
    overlays.open(.picker(picker), about: aboutShown)
  }

  func knownProducts() -> [(DeskSettings.KnownProduct, note: String)] { products.all(with: shown?.detail) }

  mutating func confirmRefill(_ product: ProductID?, name: String?, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let time = TimeText(zone: settings.zone, now: now)
    var lines = subjectLines
    let productText = product.map { id in name.map { "\($0)  \(id.text)" } ?? id.text } ?? "none named"
    lines.append([Span("Request ", .label), Span("a refill link, product: \(productText)")])
    for link in links.recent(of: shown.detail.id, at: now) {
      lines.append([
        Span("Asked already ", .warning),
        Span("at \(time.stamp(link.requestedAt)); each request may create a new form."),
      ])
    }
    let write = CaseWrite.refill(RefillLinkRequest(shown.detail.id, product: product))
    let history = historyLines(of: write, at: now)
    lines += history
    if !history.isEmpty { lines.append([Span("Each request may create a new form.", .warning)]) }
    if !settings.isProduction { lines.append([Span("NOT FOR PATIENTS", .warning), Span(": this is not production.")]) }
    overlays.open(
      .confirmation(Confirmation(step: .send(write), title: "Refill link", lines: lines, accept: "ask for the link")),
      about: aboutShown)
  }

  // MARK: Bundle

  /// The case is read again beside the list of bundles.
  mutating func openBundlePicker() -> [Effect] {
    guard shown != nil else { return [] }
    bundleChoice.begin()
    var picker = Picker(
      .bundle, title: "Bundle for \(subject)", items: [],
      note: Span("Type to filter, or type a bundle id.", .muted), emptyText: "Asking the service for the bundles …")
    filters.restore(&picker, of: shown?.detail.id)
    overlays.open(.picker(picker), about: aboutShown)
    return patient.reread() + [.read(.fetchBundles(generation: generation))]
  }

  mutating func bundlesArrived(_ result: Result<[Bundle], Care360Error>) {
    switch result {
    case .success(let list):
      bundleChoice.listed(list)
      refillBundlePicker()
    case .failure(let error):
      bundleChoice.listIsMissing()
      say(Span("The bundles could not be listed; a bundle id can be typed. \(error.sentence)", .error))
      fillBundlePicker([], emptyText: "The list did not come; type a bundle id.")
    }
  }

  mutating func refillBundlePicker() {
    guard let bundles = bundleChoice.bundles, bundleChoice.isCaseFresh else { return }
    let current = shown?.detail.bundle?.id
    let items = bundles.map { bundle in
      var spans = [Span(bundle.name ?? bundle.id.text), Span("  \(Self.price(bundle))", .muted)]
      if bundle.isSoldOut == true { spans.append(Span("  SOLD OUT", .warning)) }
      if bundle.isVisible == false { spans.append(Span("  hidden from patients", .warning)) }
      return Picker.Item(
        RowPresentation(
          id: bundle.id.text, spans: spans,
          disabledReason: bundle.id == current ? "The case has this bundle already." : nil),
        .bundle(bundle.id))
    }
    fillBundlePicker(items, emptyText: "Nothing matches; a bundle id can be typed.")
  }

  private mutating func fillBundlePicker(_ items: [Picker.Item], emptyText: String) {
    overlays.updatePickers { if $0.kind == .bundle { $0.fill(items, emptyText: emptyText) } }
  }

  private static func price(_ bundle: Bundle) -> String {
    guard let price = bundle.price else { return "price not given" }
    return [price, bundle.priceUnit].compactMap { $0 }.joined(separator: " ")
  }

  mutating func confirmBundle(_ id: BundleID, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let bundles = bundleChoice.bundles
    let wanted = bundles?.first { $0.id == id }
    let current = shown.detail.bundle
    let currentPrice = current?.id.flatMap { id in bundles?.first { $0.id == id } }.map(Self.price)
    let before =
      current.map { [$0.name ?? $0.id?.text, currentPrice].compactMap { $0 }.joined(separator: ", ") } ?? "none"
    let unlisted = bundles == nil ? id.text : "\(id.text) (not in the list)"
    let after = wanted.map { "\($0.name ?? id.text), \(Self.price($0))" } ?? unlisted
    var lines = subjectLines
    lines.append([Span("Bundle ", .label), Span(before), Span(" -> ", .accent), Span(after)])
    var takesTwo = bundles == nil
    if bundles == nil {
      lines.append([
        Span("The list of bundles did not come: price and availability are not known. It takes a second y.", .warning)
      ])
    }
    if wanted?.isSoldOut == true || wanted?.isVisible == false {
      takesTwo = true
      let marks = [
        wanted?.isSoldOut == true ? "SOLD OUT" : nil, wanted?.isVisible == false ? "hidden from patients" : nil,
      ]
      let what = marks.compactMap { $0 }.joined(separator: " and ")
      lines.append([Span("This bundle is \(what). It takes a second y.", .warning)])
    }
    let write = CaseWrite.bundle(BundleChange(shown.detail.id, to: id))
    lines += historyLines(of: write, at: now)
    lines.append([Span("What this does to payments, open orders and messages is not documented.", .muted)])
    overlays.open(
      .confirmation(
        Confirmation(
          step: .send(write), title: "Change bundle", lines: lines, accept: "change the bundle",
          yes: takesTwo ? .firstOfTwo : .once)), about: aboutShown)
  }

  // MARK: Confirmations

  /// "Avery Lindqvist · ADA-TOSXM".
  var subject: String { shown.map { "\($0.patientName) · \($0.shortID)" } ?? "" }

  /// Patient, case and what is unusual about them: at the head of every confirmation of a write.
  var subjectLines: [[Span]] {
    guard let shown else { return [] }
    let birthDate = shown.detail.submitter.birthDate ?? "not given"
    var lines: [[Span]] = [
      [Span("Patient ", .label), Span(shown.patientName, .accent), Span("  born \(birthDate)")],
      [Span("Case ", .label), Span(shown.shortID), Span("  \(shown.detail.id.text)", .muted)],
    ]
    if shown.wasFoundByPhone { lines.append([Span("found by phone", .warning)]) }
    if shown.detail.isArchived == true {
      lines.append([Span("This case is closed; the service may refuse.", .warning)])
    }
    return lines
  }

  mutating func refuse() {
    say(Span("Nothing was sent: \(actionReason ?? "no case is open").", .warning))
  }

  /// `y` in a confirmation. What it acts on was frozen when the confirmation was made; if the screen has moved on to
  /// another case or that case is no longer confirmed, nothing is sent.
  mutating func confirmed(_ confirmation: Confirmation, at now: Date) -> [Effect] {
    if confirmation.yes == .firstOfTwo {
      var again = confirmation
      again.yes = .secondOfTwo
      again.lines.append([Span("Really? y once more.", .warning)])
      overlays.top = .confirmation(again)
      return []
    }
    overlays.close()
    switch confirmation.step {
    case .quit(let lost): return quit(without: lost, at: now)
    case .switchProfile(let name, let lost): return switchProfile(name, without: lost, at: now)
    case .replaceTemplate(let template, let name):
      return [.files(.saveTemplate(template, name: name, replaces: true))]
    case .deleteTemplate(let name): return [.files(.deleteTemplate(name))]
    case .takeOver(let id):
      drafts.takeOver(id, generation: generation)
      say(Span("Taking the draft over …", .accent))
      return [.store(.takeOverDraft(id))]
    case .keepMine(let id, let version): return keepMine(id, over: version, at: now)
    case .takeOther(let id, let version): return takeOther(id, version, at: now)
    case .wrongPerson(let id):
      forgetCase(id)
      return [.read(.cancelRequests(before: generation)), .record(.forgotten(id))]
    case .discardDraft(let id):
      let effects = drafts.end(id)
      drafts.park(nil)
      setFocus(.caseDetail)
      say(Span("The form was discarded.", .muted))
      return effects
    case .sendTheRest(let id, let payload): return sendTheRest(payload, of: id, at: now)
    case .send(let write): return send(write, confirmation, at: now)
    }
  }

  /// Sends a write that was confirmed, if it may still act on the case that is shown.
  mutating func send(_ write: CaseWrite, _ confirmation: Confirmation, at now: Date) -> [Effect] {
    let holder = if case .products = write { drafts.takenOver(write.caseID) } else { String?.none }
    switch patient.acting(on: write.caseID, gate, takenOverBy: holder) {
    case .failure(let refusal): return refuse(refusal)
    case .success(let acting):
      switch writes.send(write, on: acting, confirmed: confirmation, at: now) {
      case .failure(let refusal): return refuse(refusal)
      case .success((let pending, let effect)):
        say(Span("Sending the \(pending.name) for \(pending.shortID) …", .accent))
        if case .products = write { submitting(write.caseID) }
        return [effect]
      }
    }
  }

  private mutating func refuse(_ refusal: Refusal) -> [Effect] {
    let start = refusal == .takenOver ? "Not sent" : "Nothing was sent"
    say(Span("\(start): \(refusal.reason)\(refusal == .takenOver ? "." : "")", .warning))
    return []
  }

  /// The form of this case is on its way.
  private mutating func submitting(_ id: CaseID) {
    drafts.submitting(id)
    // A token that was found after a refusal is tried out now.
    token?.isAfterRefusal = false
  }
}
