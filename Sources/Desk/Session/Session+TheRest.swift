import Care360
import FoundationEssentials

/// After a conflict, a refusal or an unknown outcome: each product of the submission, and one step for those left.
extension Session {
  /// Lists every product as on the case, not seen or unknown, and offers to send those that are not on it.
  mutating func offerTheRest(of products: [ProductID], case id: CaseID) {
    guard let shown, shown.detail.id == id, editors[id] != nil else { return }
    guard let listed = shown.detail.products else {
      editors[id]?.sendingEnded(
        keeping: Span("The service did not list the products of this case: cannot tell which are on it.", .warning))
      return
    }
    let attached = Set(listed.compactMap(\.productID))
    let states = products.map { product in
      let state = attached.contains(product) ? "on the case" : "not seen"
      return "\(productName(product)): \(state)."
    }
    editors[id]?.sendingEnded(keeping: Span(states.joined(separator: " "), .warning))
    guard products.contains(where: attached.contains), mayInterrupt(about: id), actionReason == nil else { return }
    let rest = products.filter { !attached.contains($0) }
    var lines = subjectLines
    lines += products.map { product in
      attached.contains(product)
        ? [Span("On the case ", .label), Span("\(productName(product)), will not be sent")]
        : [Span("Send ", .label), Span("\(productName(product))  \(product.text)")]
    }
    if rest.isEmpty { lines.append([Span("All of them are on the case: the form is done and can go.", .success)]) }
    overlays.append(
      .confirmation(
        Confirmation(
          step: rest.isEmpty ? .discardDraft(id) : .sendTheRest(id), title: "Products already on the case",
          lines: lines,
          accept: rest.isEmpty ? "discard the form" : "drop those on the case, send the rest")))
  }

  mutating func sendTheRest(of id: CaseID, at now: Date) -> [Effect] {
    guard let shown, shown.detail.id == id, actionReason == nil, let listed = shown.detail.products else {
      refuse()
      return []
    }
    editors[id]?.dropProducts(Set(listed.compactMap(\.productID)))
    for outcome in editors[id]?.handle(.command(.review)) ?? [] {
      guard case .submitRequested(let payload) = outcome else { continue }
      let confirmation = Confirmation(step: .addProducts(id, payload), title: "", lines: [], accept: "")
      return send(confirmation, for: shown, at: now)
    }
    notice = Span("Not sent: the form has problems; they are listed.", .warning)
    return []
  }

  private func productName(_ id: ProductID) -> String {
    knownProducts().first { $0.0.id == id }?.0.name ?? id.text
  }
}
