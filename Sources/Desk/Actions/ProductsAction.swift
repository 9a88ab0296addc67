import Care360
import FoundationEssentials

extension CaseAction {
  static let addProducts = CaseAction(
    .addProducts, "add products", "Opens the intake form that adds products to this case.", staysInForm: true
  ) { desk, now in desk.openOrCreate(.form, at: now) }
}

/// Adds the products of an intake form: the form's review asks for it, a confirmation lists them. A fresh read of the case
/// proves it; nothing of a form is lost by a submission that failed.
extension Desk {
  mutating func confirmProducts(_ payload: ProductsPayload, case id: CaseID, at now: Date) {
    guard actionReason == nil else {
      say(Span("Not sent: \(actionReason ?? "").", .warning))
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
      var spans = [Span("Add ", .label), Span(productWords(product))]
      if attached?.contains(product) == true { spans.append(Span("  already on this case", .warning)) }
      lines.append(spans)
    }
    if attached == nil { lines.append([Span("The service did not say which products the case has.", .warning)]) }
    let unnamed = unnamed(payload.productIDs)
    lines += unnamed
    let write = CaseWrite.products(ProductAddition(id, payload))
    ask(
      Confirmation(
        write, title: "Add products", lines: lines, accept: "add the products",
        yes: unnamed.isEmpty ? .once : .firstOfTwo
      ) { desk, now in desk.historyLines(of: write, at: now) }, about: .one(id), at: now)
  }

  /// The form was sent: it leaves the screen, and the focus moves only if it was in it. A form that was changed after it
  /// was sent stays, without the products that are on the case by it now; so does one with answers for products that
  /// were left out.
  fileprivate mutating func closeForm(of id: CaseID, after sent: ProductsPayload, write: Int) -> [Effect] {
    guard let editor = drafts[id] else { return [] }
    guard editor.holds(sent) else {
      let sentence =
        "The products you sent are on the case; the rest of this form was not sent. \(name(.discardDraft)) discards it."
      drafts.tell(id, of: write) { editor in
        editor.sendingEnded(keeping: Span(sentence, .warning))
        editor.dropProducts(Set(sent.productIDs))
      }
      return drafts[id]?.hasWorkLeft == true ? [] : leaveForm(id)
    }
    return leaveForm(id)
  }

  private mutating func leaveForm(_ id: CaseID) -> [Effect] {
    let effects = drafts.end(DraftSlot(id, .form))
    guard shown?.detail.id == id else { return effects }
    drafts.park(nil)
    if focus == .form { setFocus(.caseDetail) }
    return effects
  }
}

extension ProductAddition: DeskWrite {
  func refusal(_ desk: Desk) -> Refusal? { desk.refusal(ofDraft: DraftSlot(caseID, .form)) }

  func began(_ desk: inout Desk) {
    desk.drafts.submitting(caseID)
    // The next send tests a token that was found after a refusal.
    desk.token?.isAfterRefusal = false
  }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    let count = payload.productIDs.count
    desk.say(Span("\(count) \(count == 1 ? "product" : "products") added to \(write.shortID).", .success))
    return desk.closeForm(of: caseID, after: payload, write: write.number)
  }

  /// The form comes back to its review.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {
    desk.drafts.tell(caseID, of: write.number, isAboutToken: error.isAboutToken) { $0.sendingEnded(keeping: sentence) }
  }

  func refused(_ desk: inout Desk) { desk.writes.refused(payload.productIDs, of: caseID) }

  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] {
    desk.drafts.tell(caseID, of: write.number) {
      $0.tell(Span("The case shows these products: if this is the form that was sent, discard it.", .success))
    }
    notSeen(write, &desk)
    return []
  }

  func notSeen(_ write: PendingWrite, _ desk: inout Desk) {
    desk.offerTheRest(of: payload.productIDs, case: caseID, sent: (payload, write), answering: write.number)
  }
}
