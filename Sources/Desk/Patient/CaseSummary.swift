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
    guard let order = detail.newestOrder else {
      return [Span("Order ", .label), Span(orders.isEmpty ? "none" : "the newest cannot be told", .muted)]
    }
    var spans = [Span("Order ", .label), Span(order.status ?? "status not given")]
    if let tracking = order.trackingID { spans += [Span(" \(tracking)"), Span(" (carrier not given)", .muted)] }
    return spans
  }

  private var visitSpans: [Span] {
    guard let events = detail.calendarEvents else {
      return [Span("Next visit ", .label), Span("the service did not say", .muted)]
    }
    let unreadable = events.first { $0.start.map { $0.date == nil } ?? false }?.start
    guard let next = detail.nextVisit(at: time.now), let start = next.start else {
      return [Span("Next visit ", .label), unreadable.map { Span(time.moment($0), .warning) } ?? Span("none", .muted)]
    }
    var spans = [Span("Next visit ", .label), Span(time.moment(start))]
    if next.isUnderWay(at: time.now), let end = next.end?.date {
      spans = [Span("Visit ", .label), Span("now, until \(time.clock(end))", .accent)]
    }
    if let status = next.status { spans.append(Span(" \(status)", .muted)) }
    if unreadable != nil { spans.append(Span(" and one whose time is not readable", .warning)) }
    return spans
  }

  private var paymentSpans: [Span] {
    guard let payments = detail.payments else {
      return [Span("Last payment ", .label), Span("the service did not say", .muted)]
    }
    guard let payment = detail.lastPayment else { return [Span("Last payment ", .label)] + notPaid(payments) }
    let status = payment.status ?? "status not given"
    let role: Role = status == "PAID" ? .success : .warning
    return [Span("Last payment ", .label), Span(status, role), Span(payment.amount.map { " \($0)" } ?? "")]
  }

  private func notPaid(_ payments: [Payment]) -> [Span] {
    guard !payments.isEmpty else { return [Span("none", .muted)] }
    guard payments.allSatisfy({ $0.paymentDate == nil }) else { return [Span("the last cannot be told", .muted)] }
    guard let next = detail.nextDue, let due = next.dueDate else { return [Span("no date of one given", .muted)] }
    let what = [next.status ?? "status not given", next.amount].compactMap { $0 }.joined(separator: " ")
    return [Span("none; ", .muted), Span("\(what) due \(time.day(due))", .warning)]
  }

  private var messageSpans: [Span] {
    guard let comments = detail.comments else {
      return [Span("Last message ", .label), Span("the service did not say", .muted)]
    }
    guard let last = detail.lastComment else {
      return [Span("Last message ", .label), Span(comments.isEmpty ? "none" : "the last cannot be told", .muted)]
    }
    let from = last.author?.name ?? "author not given"
    let when = last.createdAt.map { " \(time.moment($0))" } ?? ""
    let mark = last.isRestricted ? [Span(" INTERNAL", .warning)] : []
    return [Span("Last message ", .label), Span(from), Span(when, .muted)] + mark
  }
}
