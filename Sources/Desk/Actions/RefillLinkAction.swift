import Care360
import FoundationEssentials

extension CaseAction {
  static let refillLink = CaseAction(
    .refill, "refill link", "Opens the panel that asks for a refill link for this case."
  ) { desk, _ in
    desk.openRefillPicker()
    return desk.askingForProducts
  }
}

/// Asks for a refill link: a product of the pickers, or none, then a confirmation.
extension Desk {
  /// This case's products, the site's list, names learned from cases; a product is optional, an id can be typed.
  fileprivate mutating func openRefillPicker() {
    // The most frequent wish comes first: a product that is open on this case. Without one nothing is preselected.
    var picker = Picker(
      .refillProducts, title: "Refill link for \(subject)", items: refillItems,
      note: Span("Type to filter, or type a product id.", .muted))
    let usual = shown?.detail.products?.first { $0.isOpen && $0.productID != nil }
    if let id = usual?.productID { picker.selectedID = id.text }
    picker.keepsFilter = true
    picker.takesID = { text in
      do {
        let id = try ProductID(text)
        return Picker.TypedID(text: id.text, noun: "product id", choose: Self.asking(for: id))
      } catch {
        return nil
      }
    }
    filters.restore(&picker, of: shown?.detail.id)
    overlays.open(.picker(picker), about: aboutShown)
  }

  var refillItems: [Picker.Item] {
    let none = Picker.Item(
      RowPresentation(id: "none", spans: [Span("no product", .muted)]), choose: Self.asking(for: nil))
    return [none]
      + knownProducts().map { product, note in
        Picker.Item(
          RowPresentation(
            id: product.id.text, spans: [Span(product.name), Span("  \(note)", .muted)]),
          choose: Self.asking(for: product.id))
      }
  }

  private static func asking(for product: ProductID?) -> Reaction {
    { desk, now in
      desk.confirmRefill(product, at: now)
      return []
    }
  }

  private mutating func confirmRefill(_ product: ProductID?, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    var lines = subjectLines
    let productText = product.map(productWords) ?? "none named"
    lines.append([Span("Request ", .label), Span("a refill link, product: \(productText)")])
    let unnamed = unnamed([product].compactMap { $0 })
    lines += unnamed
    let write = CaseWrite.refill(RefillLinkRequest(shown.detail.id, product: product))
    let test: [[Span]] = [[Span("NOT FOR PATIENTS", .warning), Span(": this is not production.")]]
    ask(
      Confirmation(
        write, title: "Refill link", lines: lines, closing: settings.isProduction ? [] : test,
        accept: "ask for the link", yes: unnamed.isEmpty ? .once : .firstOfTwo
      ) { desk, now in desk.earlierRequests(like: write, at: now) }, about: aboutShown, at: now)
  }

  private func earlierRequests(like write: CaseWrite, at now: Date) -> [[Span]] {
    let time = TimeText(zone: settings.zone, now: now)
    let recorded = if case .success(let entries) = shown?.activity { entries } else { [ActivityEntry]() }
    let asked = links.requests(of: write.caseID, recorded: recorded, at: now).map { asked in
      [
        Span("Asked already ", .warning), Span("at \(time.stamp(asked)); each request may create a new form."),
      ]
    }
    let unknown = historyLines(of: write, at: now)
    return asked + unknown + (unknown.isEmpty ? [] : [[Span("Each request may create a new form.", .warning)]])
  }
}

extension Desk {
  fileprivate mutating func linkArrived(
    _ link: String, of write: PendingWrite, product: ProductID?, at now: Date
  ) {
    let refill = RefillLink(
      caseID: write.caseID, patientName: write.patientName, shortID: write.shortID, requestedAt: now, link: link,
      product: product)
    links.arrived(refill)
    if mayInterrupt(about: write.caseID) {
      show(refill)
      say(Span("Refill link for \(write.shortID).", .success))
    } else {
      say(Span("The refill link for \(subject(of: write)) is ready: \(name(.drafts)) shows it.", .success))
    }
  }

  mutating func show(_ refill: RefillLink) {
    let ways =
      (settings.allowsClipboard ? ["\(name(.copy)) sends it to your terminal's clipboard"] : [])
      + (settings.allowsQR ? ["\(name(.qrCode)) draws a QR code"] : []) + ["\(name(.showAlone)) shows it alone"]
    var lines = [
      DetailLine(
        id: "who",
        spans: [Span(refill.patientName, .accent), Span("  \(refill.shortID)")]
          + (refill.product.map { [Span("  \(productName($0))")] } ?? [])),
      DetailLine(
        id: "how",
        spans: [
          Span(ways.joined(separator: ", ") + "; \(name(.drafts)) shows it again.", .muted)
        ]),
    ]
    if !RefillLink.isWebAddress(refill.link) {
      lines.append(DetailLine(id: "scheme", spans: [Span(RefillLink.noWebAddress, .warning)]))
    }
    if !settings.isProduction {
      lines.append(DetailLine(id: "env", spans: [Span("NOT FOR PATIENTS: this is not production.", .warning)]))
    }
    overlays.open(
      .reading(Reading(title: "Refill link", lines: lines, selectedID: "who", unwrapped: refill.link, isID: true)),
      about: .one(refill.caseID))
  }
}

extension RefillLinkRequest: DeskWrite {
  var list: Picker.ID? { .refillProducts }
  var canBeSeen: Bool { false }

  func underWay(_ write: PendingWrite) -> String { "Asking for the link for \(write.shortID) …" }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    if case .link(let link) = receipt { desk.linkArrived(link, of: write, product: product, at: now) }
    return []
  }
}

extension Picker.ID {
  static let refillProducts = Picker.ID("refill products")
}
