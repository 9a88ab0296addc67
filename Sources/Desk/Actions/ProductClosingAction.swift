import Care360
import FoundationEssentials

extension CaseAction {
  static let closeProduct = CaseAction(
    .closeProduct, "close product", "Closes one product of this case, which cannot be opened again.",
    words: "close one product"
  ) { desk, _ in
    desk.openProductClosing()
    return []
  }
}

/// Closes one product of the case that is shown: a list of its products, a reason, the product's name to type because the
/// service has no way back, and a confirmation. A fresh read of the case proves it.
extension Desk {
  fileprivate mutating func openProductClosing() {
    guard let detail = shown?.detail else { return }
    var chosen: String?
    let items = (detail.products ?? []).enumerated().map { index, product in
      let row = product.id ?? String(index)
      if shown?.selectedID == "products.\(row)" { chosen = row }
      let name = product.productID.map(productWords) ?? product.productName ?? "product not named"
      let status = product.status.map { Vocabulary.productStatus.words(for: $0) } ?? "status not given"
      let reason =
        product.isClosed
        ? "It is already closed." : product.productID == nil ? "The service gave no usable id for it." : nil
      return Picker.Item(
        RowPresentation(id: row, spans: [Span(name)], trailing: Span(status, .muted), disabledReason: reason)
      ) { desk, _ in
        if let id = product.productID { desk.askWhyClosed(id) }
        return []
      }
    }
    var picker = Picker(
      Picker.ID("product closing"), title: "Close a product of \(subject)", items: items,
      note: Span("It cannot be opened again. You are asked to confirm before anything is sent.", .muted),
      emptyText: detail.products == nil
        ? "The service did not say which products the case has." : "The case has no products.")
    if let chosen { picker.selectedID = chosen }
    overlays.open(.picker(picker), about: aboutShown)
  }

  private mutating func askWhyClosed(_ product: ProductID) {
    let prompt = Prompt(
      "Why is \(productName(product)) closed?", placeholder: "the patient stopped the treatment",
      ["The service keeps the reason with the product. The record of writes does not include it."]
    ) { desk, typed, _ in
      do throws(CloseReasonProblem) {
        desk.askForName(of: product, because: try CloseReason(typed.text))
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  /// The name has to be typed, so that nobody closes a product by keys alone.
  private mutating func askForName(of product: ProductID, because reason: CloseReason) {
    let name = productName(product)
    let prompt = Prompt(
      "Type the product's name", placeholder: name,
      ["\(name) is closed for good: the service has no way to open it again."]
    ) { desk, typed, now in
      // A name that cannot be typed has an id.
      guard [name.lowercased(), product.text].contains(typed.trimmedText.lowercased()) else {
        return .failure(PromptRefusal(sentence: "That is not its name: type \(name), or press Esc to leave it open."))
      }
      desk.confirmClosing(product, because: reason, at: now)
      return .success([])
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  private mutating func confirmClosing(_ product: ProductID, because reason: CloseReason, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let write = CaseWrite.closeProduct(ProductClosing(shown.detail.id, product, because: reason))
    var lines = subjectLines
    lines.append([
      Span("Product ", .label), Span(productWords(product)), Span("  open", .muted), Span(" -> ", .accent),
      Span("CLOSED"),
    ])
    lines.append([Span("Reason ", .label), Span(reason.text)])
    lines.append([Span("The service has no way to open it again.", .warning)])
    ask(
      Confirmation(
        write, title: "Close a product", lines: lines,
        closing: [[Span("The service does not say what this changes in payments, orders or messages.", .muted)]],
        accept: "close the product"
      ) { desk, now in desk.historyLines(of: write, at: now) }, about: aboutShown, at: now)
  }
}

extension ProductClosing: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    desk.say(Span("\(desk.productName(product)) of \(write.shortID) is closed.", .success))
    return []
  }
}
