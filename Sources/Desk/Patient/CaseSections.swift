import Care360
import FoundationEssentials

/// All of a case as lines, in the order a coordinator asks for it: what the case is, then what happened. Shown in clear: name,
/// birth date, phone, e-mail. Masked: answers, decisions, medicines, messages.
struct CaseSections {
  let detail: Case
  /// What was done here with this case, oldest first; nil until it was read.
  let activity: Result<[ActivityEntry], JournalProblem>?
  let time: TimeText
  let timeline: TimelineView
  var build: CaseLineBuilder

  init(
    _ detail: Case, activity: Result<[ActivityEntry], JournalProblem>? = nil, time: TimeText, mask: String,
    maskHint: String? = nil, timeline: TimelineView = .everything, cutsText: Bool = true,
    isRevealed: @escaping (String) -> Bool
  ) {
    self.detail = detail
    self.activity = activity
    self.time = time
    self.timeline = timeline
    build = CaseLineBuilder(mask: mask, maskHint: maskHint, cutsText: cutsText, isRevealed: isRevealed)
  }

  /// - Parameter withActivity: with what was done here.
  func lines(withActivity: Bool = true) -> [CaseLine] {
    var sections = self
    sections.addPatient()
    sections.addProducts()
    sections.addOrders()
    sections.addPayments()
    sections.addVisits()
    sections.addTimeline(withActivity: withActivity)
    sections.addDecisions()
    sections.addForms()
    sections.addMessages()
    sections.addCase()
    sections.addFiles()
    return sections.build.finished()
  }

  /// The sections that say what the case is; all others say what happened.
  static let facts: Set<String> = ["patient", "products", "orders", "payments", "visits", "decisions", "case"]

  private mutating func addPatient() {
    let submitter = detail.submitter
    let time = time
    build.section("patient", "Patient")
    build.table { build in
      build.field("name", "Name", submitter.fullName)
      build.field(
        "birthDate", "Birth date", submitter.birthDate.map(time.birthDay), copy: submitter.birthDate)
      build.field("phone", "Phone", submitter.phoneNumber)
      build.field("email", "E-mail", submitter.email)
      build.field("gender", "Gender", submitter.gender.map(Vocabulary.gender.words))
      let place = [submitter.city, submitter.state, submitter.postalCode].compactMap { $0 }.joined(separator: " ")
      let address = [submitter.address, place.isEmpty ? nil : place].compactMap { $0 }.joined(separator: ", ")
      build.field("address", "Address", address)
    }
  }

  private mutating func addProducts() {
    build.section("products", "Products", count: detail.products?.count)
    let time = time
    build.heads(["", "STATUS", "SUBSCRIPTION", "VISIT", "ADDED", "REASON"])
    build.table { [products = detail.products ?? []] build in
      for (index, product) in products.enumerated() {
        build.row(
          product.id ?? String(index),
          [
            DetailCell([
              Span(product.isOpen ? "● " : "○ ", product.isOpen ? .success : .muted),
              Span(product.productName ?? product.productID?.text ?? "product not named"),
            ]),
            DetailCell([
              product.status == nil
                ? Span("status not given", .muted)
                : Vocabulary.productStatus.span(for: product.status, product.isOpen ? .success : .muted)
            ]),
            DetailCell(product.interval.map { Subscription.words(interval: $0, count: product.intervalCount) } ?? ""),
            DetailCell(product.visitType.map { VisitType(rawValue: $0)?.name ?? Vocabulary.readable($0) } ?? ""),
            DetailCell(product.createdAt.map(time.day) ?? "", .muted, alone: "added "),
            DetailCell(product.reason ?? "", .muted),
          ], value: product.productID?.text, isID: true)
      }
    }
  }

  private mutating func addOrders() {
    build.section("orders", "Orders", count: detail.orders?.count)
    build.heads(["", "AGO", "STATUS", "TRACKING", "MESSAGE"])
    let time = time
    let orders = newestFirst(detail.orders ?? [], \.createdAt)
    build.table { build in
      for (index, order) in orders {
        build.row(
          order.id ?? String(index),
          Self.moment(order.createdAt, time) + [
            DetailCell([
              order.status == nil ? Span("status not given", .muted) : Vocabulary.orderStatus.span(for: order.status)
            ]),
            DetailCell(order.trackingID ?? ""), DetailCell(order.message ?? "", .muted),
          ], value: order.trackingID, isID: true)
      }
    }
  }

  private mutating func addPayments() {
    build.section("payments", "Payments", count: detail.payments?.count)
    build.heads(["", "AGO", "STATUS", "AMOUNT", "DUE", "FOR"])
    let time = time
    let payments = newestFirst(detail.payments ?? [], \.shownDate)
    let amounts = Amounts(payments.map(\.part.amount))
    build.table(alignsRight: [false, false, false, true]) { build in
      for (index, payment) in payments {
        let due = payment.paymentDate == nil || payment.dueDate?.day == payment.paymentDate?.day ? nil : payment.dueDate
        build.row(
          payment.id ?? String(index),
          [
            Self.day(payment, time),
            DetailCell(payment.shownDate.map { time.shortAge($0, isDay: true) } ?? ""),
            DetailCell([
              payment.status == nil
                ? Span("status not given", .muted)
                : Vocabulary.paymentStatus.span(for: payment.status, payment.status == "PAID" ? .success : .warning)
            ]),
            DetailCell(amounts.text(payment.amount) ?? "not given", payment.amount == nil ? .muted : .text),
            DetailCell(due.map(time.day) ?? "", .muted, alone: "due "),
            DetailCell(payment.description ?? "", .muted),
          ], value: payment.amount)
      }
    }
  }

  private static func day(_ payment: Payment, _ time: TimeText) -> DetailCell {
    guard let date = payment.shownDate else { return DetailCell("no date given", .muted) }
    return DetailCell((payment.paymentDate == nil ? [Span("due ", .muted)] : []) + [Span(time.day(date))])
  }

  private mutating func addVisits() {
    build.section("visits", "Visits", count: detail.calendarEvents?.count)
    build.heads(["", "PATIENT'S CLOCK", "AGO", "VISIT"])
    let time = time
    let visits = newestFirst(detail.calendarEvents ?? [], \.start)
    build.table { build in
      for (index, visit) in visits {
        build.row(
          visit.id ?? String(index),
          [
            DetailCell(visit.start.map(time.visit) ?? "time not given", visit.start == nil ? .muted : .text),
            DetailCell(
              visit.start.flatMap { time.visitInOwnZone($0, visit.timeZone) } ?? "", alone: "patient's clock "),
            DetailCell(visit.start.map { time.shortAge($0) } ?? ""), DetailCell(Self.words(visit, time)),
          ], value: visit.meetingLink, isID: true)
      }
    }
  }

  /// "Follow-up visit, Helen Moreau, now, until 10:30, accepted by the clinician".
  static func words(_ visit: CalendarEvent, _ time: TimeText) -> [Span] {
    var parts = [visit.title, visit.providerName].compactMap { $0 }.map { Span($0) }
    if visit.isUnderWay(at: time.now), let end = visit.end?.date {
      parts.append(Span("now, until \(time.clock(end))", .accent))
    }
    if let status = visit.status { parts.append(Vocabulary.visitStatus.span(for: status, visit.statusRole)) }
    return Array(parts.map { [$0] }.joined(separator: [Span(", ")]))
  }

  private mutating func addDecisions() {
    build.section("decisions", "Decisions", count: detail.decisions?.count, isMasked: true)
    for (index, decision) in newestFirst(detail.decisions ?? [], \.createdAt) {
      let id = decision.id ?? String(index)
      let who = decision.addedBy?.name ?? "clinician not given"
      build.table { [time] build in build.row(id, Self.moment(decision.createdAt, time) + [DetailCell(who)]) }
      let verdict = Self.verdict(decision)
      build.table { build in
        build.text("\(id).verdict", [DetailCell("Decision", .label)], verdict, indent: 2)
        if let text = decision.text { build.text("\(id).text", [DetailCell("Text", .label)], text, indent: 2) }
        guard let medicines = decision.medicines else {
          build.row(
            "\(id).medicines", [DetailCell("Medicines", .label), DetailCell("the service did not say", .muted)],
            indent: 2)
          return
        }
        for (number, medicine) in medicines.enumerated() {
          build.text(
            "\(id).medicine.\(number)", [DetailCell("Medicine", .label)], Self.words(medicine), indent: 2)
        }
      }
    }
  }

  static func verdict(_ decision: Decision) -> String {
    let category = decision.category.map { ", \(Vocabulary.readable($0))" } ?? ""
    if decision.isNoDecision == true { return "no decision" + category }
    return switch decision.isApproved {
    case true?: "approved" + category
    case false?: "not approved" + category
    case nil: "the service did not say" + category
    }
  }

  private static func words(_ medicine: Medicine) -> String {
    let refills = medicine.refillCount.map { "\($0) \($0 == "1" ? "refill" : "refills")" }
    let prior = medicine.isPriorAuthorizationRequested == true ? "prior authorization requested" : nil
    return [
      medicine.name, medicine.dosage, medicine.frequency, medicine.period, refills, medicine.pharmacyInstructions,
      prior,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private mutating func addForms() {
    build.section("forms", "Forms and answers", count: detail.forms?.count, isMasked: true)
    addTrends()
    for (index, form) in (detail.forms ?? []).enumerated() {
      let id = form.id ?? String(index)
      let questions = form.questions
      build.row(id, [DetailCell([Span(form.name ?? "form not named", .accent), Span(Self.count(questions), .muted)])])
      guard let questions else { continue }
      build.table { build in
        for (number, question) in questions.enumerated() {
          let asked = DetailCell(question.text.map(Markup.plain) ?? "question not given", .label)
          if let answer = Self.words(question) {
            build.text("\(id).\(number)", [asked], answer, indent: 2)
          } else {
            build.row("\(id).\(number)", [asked, DetailCell("no answer", .muted)], indent: 2)
          }
        }
      }
    }
  }

  /// " · 4 answers, 1 corrected".
  private static func count(_ questions: [AskedQuestion]?) -> String {
    guard let questions else { return " · the service did not say its answers" }
    let answered = questions.count { words($0) != nil }
    let corrected = questions.count { !$0.earlier.isEmpty && !$0.current.isEmpty }
    return " · \(answered) \(answered == 1 ? "answer" : "answers")" + (corrected == 0 ? "" : ", \(corrected) corrected")
  }

  /// "138 lbs  (before: 147 lbs)"; nil where nothing was ever answered.
  static func words(_ question: AskedQuestion) -> String? {
    let current = question.current.map { $0.choices.joined(separator: "; ") }.filter { !$0.isEmpty }
    let earlier = question.earlier.map { $0.choices.joined(separator: "; ") }.filter { !$0.isEmpty }
    guard !current.isEmpty || !earlier.isEmpty else { return nil }
    let before = earlier.isEmpty ? "" : "  (before: \(earlier.joined(separator: ", before that: ")))"
    guard current.count > 1 else { return (current.first ?? "no answer") + before }
    return current.joined(separator: " / ") + "  (the service does not say which is newest)" + before
  }

  private mutating func addCase() {
    let (detail, time) = (detail, time)
    build.section("case", "Case")
    build.table { build in
      build.field("id", "Case id", detail.id.text, isID: true)
      build.field("shortID", "Short id", detail.shortID, isID: true)
      build.field("type", "Type", detail.type)
      build.field("title", "Title", detail.title)
      build.field("created", "Created", detail.createdAt.map(time.moment))
      build.field("updated", "Updated", detail.updatedAt.map(time.moment))
      build.field("clinician", "Clinician", detail.assignedTo?.name)
      build.field("support", "Support contact", detail.supportContact?.name)
      build.field("bundleID", "Bundle id", detail.bundle?.id?.text, isID: true)
    }
  }

  // MARK: Time

  /// The first two cells of a row: when, and how long ago.
  static func moment(_ instant: Instant?, _ time: TimeText) -> [DetailCell] {
    guard let instant else { return [DetailCell("time not given", .muted), .empty] }
    return [DetailCell(time.moment(instant)), DetailCell(time.shortAge(instant))]
  }

  /// Newest first; parts without a time last; equal times in the service's order. Each part comes with its index there.
  func newestFirst<Part>(_ parts: [Part], _ time: (Part) -> Instant?) -> [(index: Int, part: Part)] {
    parts.enumerated().map { (index: $0.offset, part: $0.element, date: time($0.element)?.date ?? .distantPast) }
      .sorted { ($0.date, $1.index) > ($1.date, $0.index) }
      .map { ($0.index, $0.part) }
  }
}

extension Payment {
  /// When it was paid, else when it is due.
  var shownDate: Instant? { paymentDate ?? dueDate }
}

extension CalendarEvent {
  fileprivate var statusRole: Role { status == "EVENT_ACCEPTED_BY_PROVIDER" ? .muted : .warning }
}
