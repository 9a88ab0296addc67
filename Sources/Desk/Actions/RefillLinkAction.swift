import Care360
import FoundationEssentials

/// Asks for a refill link: a product of the pickers, or none, then a confirmation.
extension Desk {
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
}
