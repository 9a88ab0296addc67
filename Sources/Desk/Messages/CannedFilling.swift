package import Care360
package import FoundationEssentials

/// A canned text that is being filled for a message: the case fills some blanks, and the person is asked for the rest.
/// Each value is one line without characters that a message refuses; a brace in a value is an ordinary brace.
package struct CannedFilling: Hashable, Sendable {
  package let body: CannedText.Body
  private var values: [Blank: String] = [:]
  private var asked: [Blank: Question] = [:]

  /// The question for one blank.
  package struct Question: Hashable, Sendable {
    package let blank: Blank
    /// "product: the case has 3 open products, which?"
    package let words: String
    /// Likely answers, for a list; another one may be typed.
    package let choices: [String]
  }

  /// - Parameter zone: for a visit that names no zone of its own.
  package init(_ text: CannedText, from detail: Case, operatorName: String?, zone: Zone, at now: Date) {
    body = text.body
    let source = CannedValues(detail: detail, operatorName: operatorName, zone: zone, now: now)
    for blank in body.blanks {
      switch source.value(of: blank) {
      case .known(let text): values[blank] = text
      case .unknown(let reason, let choices):
        let words = if case .ask(let question) = blank { question } else { "\(blank.name): \(reason)" }
        asked[blank] = Question(blank: blank, words: words, choices: choices)
      }
    }
  }

  /// Still to be asked, in the order of the text.
  package var questions: [Question] {
    body.blanks.compactMap { values[$0] == nil ? asked[$0] : nil }
  }

  /// Fills `blank`, also one that the case has filled.
  ///
  /// - Returns: false where nothing is left of the answer that may stand in a message.
  package mutating func answer(_ blank: Blank, with answer: String) -> Bool {
    let value = MessageText.fitted(answer)
    guard !value.isEmpty else { return false }
    values[blank] = value
    return true
  }

  /// Nil while a blank is open: nothing with one may be sent.
  package var text: String? {
    var text = ""
    for part in body.parts {
      switch part {
      case .text(let own): text += own
      case .blank(let blank):
        guard let value = values[blank] else { return nil }
        text += value
      }
    }
    return text
  }

  /// For display only: open blanks appear as written.
  package var preview: String {
    body.parts.map { part in
      switch part {
      case .text(let own): own
      case .blank(let blank): values[blank] ?? blank.source
      }
    }.joined()
  }
}

/// The values that a case has for each blank.
private struct CannedValues {
  let detail: Case
  let operatorName: String?
  let zone: Zone
  let now: Date

  enum Value {
    case known(String)
    case unknown(String, choices: [String] = [])
  }

  func value(of blank: Blank) -> Value {
    switch blank {
    case .firstName: known(detail.submitter.firstName, else: "the case has no first name: what is it?")
    case .lastName: known(detail.submitter.lastName, else: "the case has no last name: what is it?")
    case .product: product
    case .bundle: known(detail.bundle?.name, else: "the case does not name its bundle: which one is it?")
    case .tracking: tracking
    case .visitTime: visitTime
    case .shortID: known(detail.shortID ?? detail.id.text, else: "which case?")
    case .operatorName: known(operatorName, else: "no operator_name is set: what is your name?")
    case .ask: .unknown("")
    }
  }

  private func known(_ text: String?, else reason: String, choices: [String] = []) -> Value {
    let fitted = text.map(MessageText.fitted) ?? ""
    return fitted.isEmpty
      ? .unknown(reason, choices: choices.map(MessageText.fitted).filter { !$0.isEmpty }) : .known(fitted)
  }

  /// The only open product; a product whose status the service did not give may be open too.
  private var product: Value {
    guard let products = detail.products else { return .unknown("the service did not list the products: which one?") }
    let open = products.filter { $0.status != "CLOSE" }
    let choices = (open.isEmpty ? products : open).compactMap(\.productName)
    guard open.count == 1, let only = open.first, only.isOpen else {
      let count = open.isEmpty ? "no open product" : open.count == 1 ? "one product" : "\(open.count) open products"
      return known(nil, else: "the case has \(count): which one?", choices: choices)
    }
    return known(only.productName, else: "the product of the case has no name: what is it?")
  }

  /// The tracking number of the newest order: an older order's number would be mistaken for it.
  private var tracking: Value {
    guard let orders = detail.orders else { return .unknown("the service did not list the orders: which number?") }
    let choices = orders.compactMap(\.trackingID)
    guard let newest = detail.newestOrder else {
      let reason = orders.isEmpty ? "the case has no order" : "CaseDesk cannot tell which order is newest"
      return known(nil, else: "\(reason): which number?", choices: choices)
    }
    return known(newest.trackingID, else: "the newest order has no tracking number: what is it?", choices: choices)
  }

  /// The next visit that is neither missed nor cancelled, in the time zone that the visit names.
  private var visitTime: Value {
    guard let visits = detail.calendarEvents else {
      return .unknown("the service did not list the visits: when is it?")
    }
    let isToCome = { (visit: CalendarEvent) in
      guard let start = visit.start?.date, start > now else { return false }
      return visit.status == nil || visit.status == "EVENT_ACCEPTED_BY_PROVIDER"
    }
    let next = visits.filter(isToCome).min { ($0.start?.date ?? now) < ($1.start?.date ?? now) }
    guard let visit = next, let instant = visit.start, let start = instant.date else {
      return .unknown("the case has no upcoming visit: when is it?")
    }
    guard let name = visit.timeZone else { return .known(TimeText(zone: zone, now: now).visit(instant)) }
    guard let own = zone.named(name, start) else {
      return .unknown("the time zone of the visit, \(MessageText.fitted(name)), is not known here: when is it?")
    }
    let itsZone = Zone(local: { _ in own }, named: zone.named)
    return .known(MessageText.fitted(TimeText(zone: itsZone, now: now).visit(instant)))
  }
}
