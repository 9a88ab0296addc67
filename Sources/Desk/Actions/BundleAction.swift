import Care360
import FoundationEssentials

extension CaseAction {
  static let changeBundle = CaseAction(
    .changeBundle, "change bundle", "Opens the panel that changes this case's bundle."
  ) { desk, _ in desk.openBundlePicker() }
}

/// Changes the bundle. The case is read again while the list is open; then the change (before -> after) is confirmed.
extension Desk {
  /// Opens the list of bundles and reads the case again meanwhile.
  fileprivate mutating func openBundlePicker() -> [Effect] {
    guard shown != nil else { return [] }
    bundleChoice.begin()
    var picker = Picker(
      .bundles, title: "Bundle for \(subject)", items: [],
      note: Span("Type to filter, or type a bundle id.", .muted), emptyText: "Asking the service for the bundles …")
    picker.keepsFilter = true
    picker.takesID = { text in
      do {
        let id = try BundleID(text)
        return Picker.TypedID(text: id.text, noun: "bundle id", choose: Self.choosing(id))
      } catch {
        return nil
      }
    }
    picker.reasonToWait = { desk in
      desk.bundleChoice.isReady
        ? nil : "Wait: CaseDesk is still reading the case and the bundles."
    }
    filters.restore(&picker, of: shown?.detail.id)
    overlays.open(.picker(picker), about: aboutShown)
    return patient.reread() + [.read(.fetchBundles(generation: generation))]
  }

  private static func choosing(_ id: BundleID) -> Reaction {
    { desk, now in
      desk.confirmBundle(id, at: now)
      return []
    }
  }

  mutating func bundlesArrived(_ result: Result<[Bundle], Care360Error>) {
    switch result {
    case .success(let list):
      bundleChoice.listed(list)
      refillBundlePicker()
    case .failure(let error):
      bundleChoice.listIsMissing()
      say(Span("The bundles could not be listed; you can type a bundle id. \(error.sentence)", .error))
      fillBundlePicker([], emptyText: "The list did not arrive; type a bundle id.")
    }
  }

  mutating func refillBundlePicker() {
    guard let bundles = bundleChoice.bundles, bundleChoice.isCaseFresh else { return }
    let current = shown?.detail.bundle?.id
    let items = bundles.enumerated().map { index, bundle in
      let name = bundle.name ?? bundle.id?.text ?? "bundle not named"
      var spans = [Span(name), Span("  \(Self.price(bundle))", .muted)]
      if bundle.isSoldOut == true { spans.append(Span("  SOLD OUT", .warning)) }
      if bundle.isVisible == false { spans.append(Span("  hidden from patients", .warning)) }
      guard let id = bundle.id else {
        let reason = "The service gave no usable id for it."
        return Picker.Item(RowPresentation(id: "\(index)", spans: spans, disabledReason: reason)) { _, _ in [] }
      }
      return Picker.Item(
        RowPresentation(
          id: id.text, spans: spans, disabledReason: id == current ? "The case already has this bundle." : nil),
        choose: Self.choosing(id))
    }
    fillBundlePicker(items, emptyText: "Nothing matches; you can type a bundle id.")
  }

  private mutating func fillBundlePicker(_ items: [Picker.Item], emptyText: String) {
    overlays.fill(.bundles, items, emptyText: emptyText)
  }

  private static func price(_ bundle: Bundle) -> String {
    guard let price = bundle.price else { return "price not given" }
    return [price, bundle.priceUnit].compactMap { $0 }.joined(separator: " ")
  }

  private mutating func confirmBundle(_ id: BundleID, at now: Date) {
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
        Span(
          "The list of bundles did not arrive: price and availability are not known. Press y twice to confirm.",
          .warning)
      ])
    }
    if wanted?.isSoldOut == true || wanted?.isVisible == false {
      takesTwo = true
      let marks = [
        wanted?.isSoldOut == true ? "SOLD OUT" : nil, wanted?.isVisible == false ? "hidden from patients" : nil,
      ]
      let what = marks.compactMap { $0 }.joined(separator: " and ")
      lines.append([Span("This bundle is \(what). Press y twice to confirm.", .warning)])
    }
    let write = CaseWrite.bundle(BundleChange(shown.detail.id, to: id))
    ask(
      Confirmation(
        write, title: "Change bundle", lines: lines,
        closing: [[Span("The service does not say what this changes in payments, orders or messages.", .muted)]],
        accept: "change the bundle", yes: takesTwo ? .firstOfTwo : .once
      ) { desk, now in desk.historyLines(of: write, at: now) }, about: aboutShown, at: now)
  }
}

extension BundleChange: DeskWrite {
  var list: Picker.ID? { .bundles }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    if case .bundle(let bundle) = receipt {
      let name = bundle.name ?? bundle.id?.text ?? ""
      desk.say(Span("Bundle of \(write.shortID) is now \(name)".asSentence, .success))
    }
    return []
  }
}

extension Picker.ID {
  static let bundles = Picker.ID("bundles")
}
