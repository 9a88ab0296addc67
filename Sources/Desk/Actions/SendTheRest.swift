import Care360
import FoundationEssentials

/// After a conflict, a refusal or an unknown outcome: each product of the submission, and one step for those left.
extension Desk {
  /// Lists every product as on the case, not seen or unknown, and offers to send those that are not on it. Answers of
  /// products that are on the case without this form having been confirmed stay in the draft: nobody can tell whether
  /// they got there.
  ///
  /// - Parameters:
  ///   - sent: what was sent, where it may have been applied.
  ///   - write: number of the submission that a read was made for.
  mutating func offerTheRest(
    of products: [ProductID], case id: CaseID, sent: (payload: ProductsPayload, by: PendingWrite)? = nil,
    answering write: Int? = nil
  ) {
    guard let shown, shown.detail.id == id, drafts[id] != nil else { return }
    guard let listed = shown.detail.products else {
      drafts.tell(id, of: write) {
        $0.tellFinding(
          Span("The service did not list the products of this case: CaseDesk cannot tell which are on it.", .warning))
      }
      return
    }
    let attached = Set(listed.compactMap(\.productID))
    let payload = drafts[id]?.payload(without: attached)
    // A listed product without an id may be any of the products.
    let unseen =
      listed.contains { $0.productID == nil } ? "unknown, because the case lists a product without an id" : "not seen"
    let states = products.map { product in
      "\(productName(product)): \(attached.contains(product) ? "on the case" : unseen)."
    }
    drafts.tell(id, of: write) { $0.tellFinding(Span(states.joined(separator: " "), .warning)) }
    guard products.contains(where: attached.contains), mayInterrupt(about: id), actionReason == nil,
      !drafts.isReadOnly(id)
    else { return }
    let rest = payload?.productIDs ?? []
    guard !rest.isEmpty || drafts[id]?.isEmpty(without: attached) == true else { return }
    var lines = subjectLines
    for product in products where attached.contains(product) {
      lines.append([Span("On the case ", .label), Span("\(nameOnCase(product, of: id)), will not be sent")])
      if !rest.isEmpty, let kept = drafts[id]?.answerWords(of: product) {
        lines.append([Span("  \(kept) typed here for it will stay in the form, unsent.", .warning)])
      }
    }
    lines += rest.map { [Span("Send ", .label), Span(productWords($0))] }
    let unnamed = unnamed(rest)
    lines += unnamed
    let wentThrough = sent.map { rest.isEmpty && drafts[id]?.holds($0.payload) == true } ?? false
    if let sent, wentThrough {
      lines = subjectLines + whatWentThrough(products, of: id, by: sent.by)
    } else if rest.isEmpty {
      lines.append([allThere(id, isSent: sent != nil)])
    }
    overlays.open(
      .confirmation(
        Confirmation(
          title: wentThrough ? "It went through" : "Products already on the case", lines: lines,
          accept: wentThrough
            ? "remove the draft" : rest.isEmpty ? "discard the form" : "send the rest without those",
          yes: unnamed.isEmpty ? .once : .firstOfTwo
        ) { desk, now in
          if let payload, !rest.isEmpty { return desk.sendTheRest(payload, of: id, at: now) }
          return desk.discardForm(id)
        }), about: .one(id))
  }

  /// A submission without an answer, all of whose products the case shows now. Another person may have added the same.
  private func whatWentThrough(
    _ products: [ProductID], of id: CaseID, by write: PendingWrite
  ) -> [[Span]] {
    let seenAt = write.looks.last?.time ?? write.startedAt
    let time = TimeText(zone: settings.zone, now: seenAt)
    let names = products.map { nameOnCase($0, of: id) }.joined(separator: ", ")
    var lines = [
      [Span("The case shows \(names) (asked \(time.stamp(write.startedAt)), seen \(time.stamp(seenAt))).", .success)]
    ]
    if let count = drafts[id]?.progress.answered, count > 0 {
      let answers = count == 1 ? "1 answer" : "\(count) answers"
      lines.append([
        Span(
          "Only the products were compared: the case does not show the \(answers), and this draft is your copy.",
          .warning)
      ])
    }
    return lines
  }

  /// The name by which the form knows the product, plus the case's name when it differs.
  private func nameOnCase(_ product: ProductID, of id: CaseID) -> String {
    let own = drafts[id]?.name(of: product) ?? ""
    let listed = shown?.detail.products?.first { $0.productID == product }?.productName ?? ""
    guard !own.isEmpty, !listed.isEmpty, own != listed else { return productName(product) }
    return "\(own) (on the case as \(listed))"
  }

  /// The warning about what is lost with a form whose products are all on the case.
  private func allThere(_ id: CaseID, isSent: Bool) -> Span {
    guard let editor = drafts[id], editor.progress.answered > 0 else {
      return Span("All of them are on the case: the draft is no longer needed.", .success)
    }
    return isSent
      ? Span(
        "All of them are on the case. The form was changed after it was sent: discarding it loses those changes.",
        .warning)
      : Span(
        "All of them are on the case, but the answers here were not sent: discarding the form loses them.", .warning)
  }

  /// Sends what was listed and nothing else: if the form was changed meanwhile, it has to be reviewed again.
  private mutating func sendTheRest(_ payload: ProductsPayload, of id: CaseID, at now: Date) -> [Effect] {
    guard let shown, shown.detail.id == id, actionReason == nil, let listed = shown.detail.products else {
      refuse()
      return []
    }
    guard drafts[id]?.payload(without: Set(listed.compactMap(\.productID))) == payload else {
      say(Span("Not sent: the form has changed since then. Review it again.", .warning))
      return []
    }
    let write = CaseWrite.products(ProductAddition(id, payload))
    let rest: [[Span]] = payload.productIDs.map { [Span("Add ", .label), Span(productWords($0))] }
    let confirmation = Confirmation(
      write, title: "Add products", lines: subjectLines + rest, accept: "add the products"
    ) { desk, now in desk.historyLines(of: write, at: now) }
    return send(write, confirmation, at: now)
  }
}
