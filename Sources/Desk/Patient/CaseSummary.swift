import Care360

/// The fixed lines under the name: status, bundle, newest order, next visit, last payment, last message.
struct CaseSummary {
  let detail: Case
  let time: TimeText
  let isRevealed: (String) -> Bool

  func lines() -> [DetailLine] {
    [
      DetailLine(id: "summary.status", kind: .summary, spans: statusSpans + [Span("   ")] + bundleSpans),
      DetailLine(id: "summary.order", kind: .summary, spans: orderSpans),
      DetailLine(id: "summary.visit", kind: .summary, spans: visitSpans + [Span("   ")] + paymentSpans),
      DetailLine(id: "summary.message", kind: .summary, spans: messageSpans),
    ]
  }

  private var statusSpans: [Span] {
    var spans = [Span(detail.status?.rawValue ?? "status not given", .accent), Span(" · ", .muted)]
    switch detail.isArchived {
    case true?:
      spans.append(Span("CLOSED", .warning))
      let why = [detail.archiveReason, detail.archiveNote].compactMap { $0 }.joined(separator: ": ")
      if !why.isEmpty { spans.append(Span(" \(why)", .muted)) }
    case false?: spans.append(Span("open", .success))
    case nil: spans.append(Span("open or closed: the service did not say", .muted))
    }
    if detail.isEscalated == true { spans.append(Span(" · escalated", .warning)) }
    return spans
  }

  private var bundleSpans: [Span] {
    let name = detail.bundle.map { $0.name ?? $0.id?.text ?? "not given" } ?? "none given"
    return [Span("Bundle ", .label), Span(name)]
  }

  private var orderSpans: [Span] {
    guard let orders = detail.orders else { return [Span("Order ", .label), Span("the service did not say", .muted)] }
    guard let order = orders.max(by: { Self.older($0.createdAt, $1.createdAt) }) else {
      return [Span("Order ", .label), Span("none", .muted)]
    }
    var spans = [Span("Order ", .label), Span(order.status ?? "status not given")]
    if let tracking = order.trackingID { spans += [Span(" \(tracking)"), Span(" (carrier not given)", .muted)] }
    return spans
  }

  private var visitSpans: [Span] {
    guard let events = detail.calendarEvents else {
      return [Span("Next visit ", .label), Span("the service did not say", .muted)]
    }
    let next = events.filter { ($0.start?.date).map { $0 >= time.now } ?? false }
      .min { Self.older($0.start, $1.start) }
    guard let start = next?.start else { return [Span("Next visit ", .label), Span("none", .muted)] }
    return [Span("Next visit ", .label), Span(time.moment(start))]
  }

  private var paymentSpans: [Span] {
    guard let payments = detail.payments else {
      return [Span("Last payment ", .label), Span("the service did not say", .muted)]
    }
    let dated = payments.max { Self.older($0.paymentDate ?? $0.dueDate, $1.paymentDate ?? $1.dueDate) }
    guard let payment = dated else { return [Span("Last payment ", .label), Span("none", .muted)] }
    let status = payment.status ?? "status not given"
    let role: Role = status == "PAID" ? .success : .warning
    return [Span("Last payment ", .label), Span(status, role), Span(payment.amount.map { " \($0)" } ?? "")]
  }

  private var messageSpans: [Span] {
    guard let comments = detail.comments else {
      return [Span("Last message ", .label), Span("the service did not say", .muted)]
    }
    guard let last = comments.max(by: { Self.older($0.createdAt, $1.createdAt) }) else {
      return [Span("Last message ", .label), Span("none", .muted)]
    }
    let from = last.author?.name ?? "author not given"
    let when = last.createdAt.map { " \(time.moment($0))" } ?? ""
    let mark = last.isRestricted ? [Span(" INTERNAL", .warning)] : []
    return [Span("Last message ", .label), Span(from), Span(when, .muted)] + mark
  }

  private static func older(_ one: Instant?, _ other: Instant?) -> Bool {
    switch (one, other) {
    case (let one?, let other?): one < other
    case (nil, .some): true
    default: false
    }
  }
}
