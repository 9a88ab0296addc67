import Care360

/// The fixed lines under the name: status, bundle, newest order with its tracking number, last payment, last message, next visit.
struct CaseSummary {
  let detail: Case
  /// Confirmed as the patient's newest case.
  var isNewest = false
  let time: TimeText

  func lines() -> [DetailLine] {
    var lines = [
      line("status", "Status", status), line("bundle", "Bundle", bundle), line("order", "Order", order),
      line("payment", "Payment", payment),
    ]
    if let tracking { lines.append(line("tracking", "Parcel", tracking)) }
    lines.append(line("message", "Message", message))
    var visit = line("visit", "Visit", visit)
    visit.isWide = true
    return lines + [visit]
  }

  private func line(_ id: String, _ label: String, _ value: [Span]) -> DetailLine {
    var line = DetailLine(
      id: "summary.\(id)", kind: .summary, spans: [Span(label, .label), Span("  ")] + value)
    line.cells = [DetailCell(label, .label), DetailCell(value)]
    return line
  }

  private var status: [Span] {
    var spans = [
      detail.status.map { Vocabulary.caseStatus.span(for: $0.rawValue, .accent) } ?? Span("status not given", .muted),
      Span(" · ", .muted),
    ]
    switch detail.isArchived {
    case true?:
      spans.append(Span("CLOSED", .warning))
      let reason = detail.archiveReason.map(Vocabulary.archiveReason.words)
      let why = [reason, detail.archiveNote].compactMap { $0 }.joined(separator: ": ")
      if !why.isEmpty { spans.append(Span(" \(why)", .muted)) }
    case false?: spans.append(Span("open", .success))
    case nil: spans.append(Span("open or closed: the service did not say", .muted))
    }
    if detail.isEscalated == true { spans.append(Span(" · escalated", .warning)) }
    if isNewest { spans.append(Span(" · newest case", .muted)) }
    return spans
  }

  private var bundle: [Span] {
    guard let bundle = detail.bundle else { return [Span("none given", .muted)] }
    return [Span(bundle.name ?? bundle.id?.text ?? "not given")]
  }

  private var order: [Span] {
    guard let orders = detail.orders else { return [Self.unsaid] }
    guard let order = detail.newestOrder else {
      return [Span(orders.isEmpty ? "none" : "the newest is not known", .muted)]
    }
    let status =
      order.status == nil ? Span("status not given", .muted) : Vocabulary.orderStatus.span(for: order.status, .accent)
    return [status] + day(order.createdAt, isDay: false)
  }

  private var tracking: [Span]? {
    detail.newestOrder?.trackingID.map { [Span($0), Span(" carrier not given", .muted)] }
  }

  private var visit: [Span] {
    guard let events = detail.calendarEvents else { return [Self.unsaid] }
    let unreadable = events.first { $0.start.map { $0.date == nil } ?? false }?.start
    guard let next = detail.nextVisit(at: time.now), let start = next.start else {
      return [unreadable.map { Span(time.moment($0), .warning) } ?? Span("none to come", .muted)]
    }
    var spans: [Span]
    if next.isUnderWay(at: time.now), let end = next.end?.date {
      spans = [Span("now, until \(time.clock(end))", .accent)]
    } else {
      spans = time.relativeDay(start).map { [Span($0, .accent), Span(" · ", .muted)] } ?? []
      spans.append(Span(time.visit(start)))
    }
    if let own = time.visitInOwnZone(start, next.timeZone, besideOurs: true) {
      spans += [Span("  patient: ", .label), Span(own)]
    }
    if let status = next.status {
      spans += [Span("  "), Vocabulary.visitStatus.span(for: status, .muted)]
    }
    if unreadable != nil { spans.append(Span("  and one with an unreadable time", .warning)) }
    return spans
  }

  private var payment: [Span] {
    guard let payments = detail.payments else { return [Self.unsaid] }
    guard let payment = detail.lastPayment else { return notPaid(payments) }
    let amount = Amounts(payments.map(\.amount)).text(payment.amount)
    return [state(of: payment), Span(amount.map { " \($0)" } ?? "")] + day(payment.paymentDate, isDay: true)
  }

  private func state(of payment: Payment) -> Span {
    guard payment.status != nil else { return Span("status not given", .muted) }
    return Vocabulary.paymentStatus.span(for: payment.status, payment.status == "PAID" ? .success : .warning)
  }

  private func notPaid(_ payments: [Payment]) -> [Span] {
    guard !payments.isEmpty else { return [Span("none", .muted)] }
    guard payments.allSatisfy({ $0.paymentDate == nil }) else { return [Span("the last is not known", .muted)] }
    guard let next = detail.nextDue, let due = next.dueDate else { return [Span("no due date given", .muted)] }
    let amount = Amounts(payments.map(\.amount)).text(next.amount)
    return [state(of: next), Span(amount.map { " \($0)" } ?? ""), Span(" due \(time.day(due))", .warning)]
  }

  private var message: [Span] {
    guard let comments = detail.comments else { return [Self.unsaid] }
    guard let last = detail.lastComment else {
      return [Span(comments.isEmpty ? "none" : "the last is not known", .muted)]
    }
    var spans = [Span(last.author?.name ?? "author not given")]
    if last.writer == .patient { spans.append(Span(" (patient)", .accent)) }
    if last.isRestricted { spans.append(Span(" INTERNAL", .warning)) }
    spans += day(last.createdAt, isDay: false)
    if let unanswered = MessageThread(comments).unanswered?.comment {
      let since = unanswered.createdAt?.date.map { " for \(time.span(since: $0))" } ?? ""
      spans.append(Span(" · patient unanswered\(since)", .warning))
    }
    return spans
  }

  /// " · 27 Nov, yesterday"
  private func day(_ instant: Instant?, isDay: Bool) -> [Span] {
    guard let instant else { return [] }
    let relative = time.relativeDay(instant, isDay: isDay).map { ", \($0)" } ?? ""
    return [Span(" · ", .muted), Span(time.date(instant, isDay: isDay)), Span(relative, .muted)]
  }

  private static let unsaid = Span("the service did not say", .muted)
}
