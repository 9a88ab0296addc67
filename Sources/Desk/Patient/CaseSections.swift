import Care360

/// All of a case as lines, in the order a coordinator asks for it. Shown in clear: name, birth date, phone, e-mail.
/// Masked: answers, decisions, medicines, messages.
struct CaseSections {
  let detail: Case
  /// What was done here with this case, oldest first; nil until it was read.
  let activity: Result<[ActivityEntry], JournalProblem>?
  let time: TimeText
  var build: CaseLineBuilder

  init(
    _ detail: Case, activity: Result<[ActivityEntry], JournalProblem>? = nil, time: TimeText, mask: String,
    cutsText: Bool = true, isRevealed: @escaping (String) -> Bool
  ) {
    self.detail = detail
    self.activity = activity
    self.time = time
    build = CaseLineBuilder(mask: mask, cutsText: cutsText, isRevealed: isRevealed)
  }

  /// - Parameter withActivity: with what was done here.
  func lines(withActivity: Bool = true) -> [CaseLine] {
    var sections = self
    sections.addPatient()
    sections.addProducts()
    sections.addDecisions()
    sections.addOrders()
    sections.addPayments()
    sections.addForms()
    sections.addMessages()
    sections.addAttachments()
    sections.addVisits()
    sections.addHistory()
    if withActivity { sections.addActivity() }
    sections.addCase()
    return sections.build.lines
  }

  private mutating func addPatient() {
    let submitter = detail.submitter
    build.section("patient", "Patient")
    build.field("name", "Name", submitter.fullName)
    build.field("birthDate", "Birth date", submitter.birthDate)
    build.field("phone", "Phone", submitter.phoneNumber)
    build.field("email", "E-mail", submitter.email)
    build.field("gender", "Gender", submitter.gender)
    let place = [submitter.city, submitter.state, submitter.postalCode].compactMap { $0 }.joined(separator: " ")
    let address = [submitter.address, place.isEmpty ? nil : place].compactMap { $0 }.joined(separator: ", ")
    build.field("address", "Address", address)
  }

  private mutating func addProducts() {
    build.section("products", "Products", count: detail.products?.count)
    for (index, product) in (detail.products ?? []).enumerated() {
      let isOpen = product.isOpen
      var spans = [
        Span(isOpen ? "● " : "○ ", isOpen ? .success : .muted),
        Span(product.productName ?? product.productID?.text ?? "product not named"),
        Span("  \(product.status ?? "status not given")", .muted),
      ]
      if let interval = product.interval {
        spans.append(Span("  " + Subscription.words(interval: interval, count: product.intervalCount)))
      }
      if let visit = product.visitType { spans.append(Span("  " + (VisitType(rawValue: visit)?.name ?? visit))) }
      if let reason = product.reason { spans.append(Span("  \(reason)", .muted)) }
      build.item("\(product.id ?? String(index))", spans, value: product.productID?.text, isID: true)
    }
  }

  private mutating func addDecisions() {
    build.section("decisions", "Decisions", count: detail.decisions?.count)
    for (index, decision) in (detail.decisions ?? []).enumerated() {
      let id = decision.id ?? String(index)
      let who = decision.addedBy?.name ?? "clinician not given"
      let when = decision.createdAt.map(time.moment) ?? "time not given"
      build.item(id, [Span("\(when)  \(who)")])
      build.text("\(id).verdict", prefix: [Span("Decision  ", .label)], verdict(decision), phi: true, indent: 2)
      if let text = decision.text { build.text("\(id).text", text, phi: true, indent: 2) }
      guard let medicines = decision.medicines else {
        build.item(
          "\(id).medicines", [Span("Medicines  ", .label), Span("the service did not say", .muted)], indent: 2)
        continue
      }
      for (number, medicine) in medicines.enumerated() {
        build.text(
          "\(id).medicine.\(number)", prefix: [Span("Medicine  ", .label)], words(medicine), phi: true, indent: 2)
      }
    }
  }

  private func verdict(_ decision: Decision) -> String {
    let category = decision.category.map { ", \($0)" } ?? ""
    if decision.isNoDecision == true { return "no decision" + category }
    return switch decision.isApproved {
    case true?: "approved" + category
    case false?: "not approved" + category
    case nil: "the service did not say" + category
    }
  }

  private func words(_ medicine: Medicine) -> String {
    let refills = medicine.refillCount.map { "\($0) refills" }
    let prior = medicine.isPriorAuthorizationRequested == true ? "prior authorization requested" : nil
    return [
      medicine.name, medicine.dosage, medicine.frequency, medicine.period, refills, medicine.pharmacyInstructions,
      prior,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private mutating func addOrders() {
    build.section("orders", "Orders", count: detail.orders?.count)
    for (index, order) in (detail.orders ?? []).enumerated() {
      let when = order.createdAt.map(time.moment) ?? "time not given"
      var spans = [Span("\(when)  \(order.status ?? "status not given")")]
      if let tracking = order.trackingID { spans += [Span("  \(tracking)"), Span(" (carrier not given)", .muted)] }
      if let message = order.message { spans.append(Span("  \(message)", .muted)) }
      build.item(order.id ?? String(index), spans, value: order.trackingID, isID: true)
    }
  }

  private mutating func addPayments() {
    build.section("payments", "Payments", count: detail.payments?.count)
    for (index, payment) in (detail.payments ?? []).enumerated() {
      let status = payment.status ?? "status not given"
      var spans = [
        Span(status, status == "PAID" ? .success : .warning), Span("  \(payment.amount ?? "amount not given")"),
      ]
      if let paid = payment.paymentDate { spans.append(Span("  paid \(time.day(paid))")) }
      if let due = payment.dueDate { spans.append(Span("  due \(time.day(due))", .muted)) }
      if let description = payment.description { spans.append(Span("  \(description)", .muted)) }
      build.item(payment.id ?? String(index), spans, value: payment.amount)
    }
  }

  private mutating func addForms() {
    build.section("forms", "Forms and answers", count: detail.forms?.count)
    for (index, form) in (detail.forms ?? []).enumerated() {
      let id = form.id ?? String(index)
      build.item(id, [Span(form.name ?? "form not named", .accent)])
      guard let questions = form.questions else {
        build.item("\(id).answers", [Span("the service did not say", .muted)], indent: 2)
        continue
      }
      for (number, question) in questions.enumerated() {
        build.item("\(id).\(number).question", [Span(question.text ?? "question not given", .label)], indent: 2)
        if let answer = words(question) {
          build.text("\(id).\(number).answer", answer, phi: true, indent: 3)
        } else {
          build.item("\(id).\(number).answer", [Span("no answer", .muted)], indent: 3)
        }
      }
    }
  }

  /// "138 lbs  (before: 147 lbs)"; nil where nothing was ever answered.
  private func words(_ question: AskedQuestion) -> String? {
    let current = question.current.map { $0.choices.joined(separator: "; ") }.filter { !$0.isEmpty }
    let earlier = question.earlier.map { $0.choices.joined(separator: "; ") }.filter { !$0.isEmpty }
    guard !current.isEmpty || !earlier.isEmpty else { return nil }
    let before = earlier.isEmpty ? "" : "  (before: \(earlier.joined(separator: ", before that: ")))"
    guard current.count > 1 else { return (current.first ?? "no answer") + before }
    return current.joined(separator: " / ") + "  (which is the newest the service does not say)" + before
  }

  private mutating func addAttachments() {
    build.section("attachments", "Attachments", count: detail.attachments?.count)
    for (index, file) in (detail.attachments ?? []).enumerated() {
      var spans = [Span(file.fileName ?? "file not named")]
      if let when = file.createdAt { spans.append(Span("  \(time.moment(when))", .muted)) }
      if file.isRestricted == true { spans.append(Span("  INTERNAL", .warning)) }
      build.item(file.id ?? String(index), spans, value: file.fileName)
    }
  }

  private mutating func addVisits() {
    build.section("visits", "Visits", count: detail.calendarEvents?.count)
    for (index, visit) in (detail.calendarEvents ?? []).enumerated() {
      var spans = [Span(visit.start.map { time.visit($0, ownZone: visit.timeZone) } ?? "time not given")]
      if visit.isUnderWay(at: time.now), let end = visit.end?.date {
        spans.append(Span("  now, until \(time.clock(end))", .accent))
      }
      if let title = visit.title { spans.append(Span("  \(title)")) }
      if let provider = visit.providerName { spans.append(Span("  \(provider)", .muted)) }
      if let status = visit.status { spans.append(Span("  \(status)", .warning)) }
      build.item(visit.id ?? String(index), spans, value: visit.meetingLink, isID: true)
    }
  }

  private mutating func addHistory() {
    build.section("history", "Case history", count: detail.history?.count)
    for (index, entry) in (detail.history ?? []).enumerated() {
      let id = entry.id ?? String(index)
      let when = entry.timestamp.map(time.moment) ?? "time not given"
      build.item(
        id,
        [Span("\(when)  \(entry.type ?? "event not named")"), Span(entry.actor.map { "  \($0.name)" } ?? "", .muted)])
      let change = [entry.valueBefore, entry.valueAfter].compactMap { $0 }.joined(separator: " -> ")
      if !change.isEmpty { build.text("\(id).change", change, phi: entry.isPHI, indent: 2) }
    }
  }

  /// The newest first, as many as a person looks through here; the list of all is a command of its own.
  private mutating func addActivity() {
    switch activity {
    case nil:
      build.section("activity", "My activity")
      build.item("wait", [Span("reading the record …", .muted)])
    case .failure(let problem):
      build.section("activity", "My activity")
      build.item("problem", [Span(problem.sentence, .error)])
    case .success(let entries):
      build.section("activity", "My activity", count: entries.count)
      for (index, entry) in entries.enumerated().suffix(Self.mostActivity).reversed() {
        build.item("\(index)", time.spans(of: entry))
      }
    }
  }

  private static let mostActivity = 50

  private mutating func addCase() {
    build.section("case", "Case")
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
