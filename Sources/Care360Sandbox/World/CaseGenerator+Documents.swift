extension CaseGenerator {
  private static let paymentStatuses = ["PAID", "UNPAID", "CANCELED", "IN_DISPUTE", "LOST_DISPUTE", "REFUND", "ERROR"]
  private static let visitStatuses = [
    "EVENT_ACCEPTED_BY_PROVIDER", "MISSED_EVENT_BY_PROVIDER", "MISSED_EVENT_BY_USER", "NEED_RESCHEDULE", nil,
  ]

  func addDocuments(to draft: inout CaseDraft, doctor: Staff, support: Staff, _ generator: inout SplitMix64) {
    let patient = Person(customer)
    let supporter = Person(support)
    draft.add(
      .activity,
      CaseDocuments.activity(
        id: generator.uuid(), type: "CREATE_CASE", at: draft.record.createdAt, by: patient, target: patient,
        after: draft.record.shortId))
    if status != "ABANDONED" || generator.chance(percent: 50) {
      draft.add(.formResponse, intake(patient, &generator))
    }
    if isAssigned {
      draft.add(
        .activity,
        CaseDocuments.activity(
          id: generator.uuid(), type: "ADD_CASE_ASSIGNEE", at: clock.ago(days: age - 1), by: supporter,
          target: Person(doctor), after: "\(doctor.firstName) \(doctor.lastName)"))
    }
    if isDecided { addDecision(to: &draft, doctor: doctor, &generator) }
    addMessages(to: &draft, patient: patient, supporter: supporter, &generator)
    addMoneyAndOrders(to: &draft, &generator)
    addVisits(to: &draft, doctor: doctor, &generator)
    if generator.chance(percent: 30) {
      draft.add(
        .attachment,
        CaseDocuments.attachment(
          id: generator.uuid(), by: patient, at: clock.ago(days: age),
          fileName: generator.pick(["driver-license.png", "lab results März.pdf", "front.jpg"]), isPHI: true))
    }
  }

  private func addDecision(to draft: inout CaseDraft, doctor: Staff, _ generator: inout SplitMix64) {
    let isApproved = status == "APPROVED"
    let medicines =
      isApproved
      ? [
        CaseDocuments.medicine(
          id: generator.uuid(),
          generator.pick(["Semaglutide 0.5 mg/0.5 ml", "Tirzepatide 2.5 mg", "Metformin 500 mg"]),
          dosage: "Inject once a week under the skin", refills: generator.integer(0...5), frequency: "Weekly",
          period: "Week \(generator.integer(4...12))", isRefill: generator.chance(percent: 30))
      ] : []
    let text =
      switch status {
      case "APPROVED": "Treatment approved. Continue the current dose."
      case "REJECTED": "Not a candidate at this time: see the note on blood pressure."
      default: "More information is needed before a decision."
      }
    draft.add(
      .decision,
      CaseDocuments.decision(
        id: generator.uuid(), caseID: draft.record.id, by: doctor, at: clock.ago(days: age - 2), approved: isApproved,
        text: text, category: generator.pick(["Weight", nil]),
        visitType: generator.pick(["NO_SHOW", "ASYNC_TEXT_EMAIL", "SYNC_VIDEO", "SYNC_PHONE", "ORDER_FORM"]),
        cost: generator.chance(percent: 40) ? 49 : nil,
        until: generator.chance(percent: 50) ? clock.ahead(days: 90) : nil, medicines: medicines))
  }

  private func addMessages(
    to draft: inout CaseDraft, patient: Person, supporter: Person, _ generator: inout SplitMix64
  ) {
    guard generator.chance(percent: 60) else { return }
    draft.add(
      .comment,
      CaseDocuments.comment(
        id: generator.uuid(), by: patient, role: "USER", at: clock.ago(days: age - 2, hours: 2),
        text: generator.pick(["When will my order ship?", "¿Puedo cambiar la cita? Gracias", "Thanks 🙏 all good"])))
    draft.add(
      .comment,
      CaseDocuments.comment(
        id: generator.uuid(), by: supporter, role: "CASEMANAGER", at: clock.ago(days: age - 2),
        text: generator.pick(["Called twice, no answer.", "Identity document looks fine."]),
        restricted: generator.chance(percent: 60)))
  }

  private func addMoneyAndOrders(to draft: inout CaseDraft, _ generator: inout SplitMix64) {
    let paymentStatus = CaseGenerator.paymentStatuses[serial % 7]
    let amount: JSON = serial % 2 == 0 ? 159 : "99.99"
    draft.add(
      .payment,
      CaseDocuments.payment(
        id: generator.uuid(), "First month", amount: amount, status: paymentStatus,
        due: clock.ago(days: age), paid: paymentStatus == "UNPAID" ? nil : clock.ago(days: age - 1),
        cancelled: paymentStatus == "CANCELED" ? clock.ago(days: age - 1) : nil))
    guard status == "APPROVED" else { return }
    let orderStatus = generator.pick(["ORDERED", "SHIPPED", "DELIVERED"])
    draft.add(
      .order,
      CaseDocuments.order(
        id: generator.uuid(), status: orderStatus,
        tracking: orderStatus == "ORDERED" ? nil : "1Z\(generator.text(length: 12, of: "0123456789"))",
        message: orderStatus == "ORDERED" ? "Sent to the pharmacy" : "Left the pharmacy",
        at: clock.ago(days: age - 3)))
  }

  private func addVisits(to draft: inout CaseDraft, doctor: Staff, _ generator: inout SplitMix64) {
    guard generator.chance(percent: 45) else { return }
    let isAhead = !draft.record.isArchived && generator.chance(percent: 50)
    let days = generator.integer(1...20)
    let hour = clock.onTheHour
    draft.add(
      .calendarEvent,
      CaseDocuments.visit(
        id: generator.uuid(), title: "Video visit", with: doctor,
        from: isAhead ? hour.ahead(days: days) : hour.ago(days: days),
        to: isAhead ? hour.ahead(days: days, minutes: 20) : hour.ago(days: days, minutes: -20),
        zone: generator.pick(["America/New_York", "America/Los_Angeles", "Europe/Berlin"]),
        status: isAhead ? nil : CaseGenerator.visitStatuses[serial % 5], createdAt: clock.ago(days: age),
        deleted: generator.chance(percent: 8)))
  }

  private func intake(_ patient: Person, _ generator: inout SplitMix64) -> JSON {
    let goals = ["Lose weight", "More energy", "Better sleep", "None of the above"]
    let weight = generator.integer(120...310)
    var answers: [FormDocument.Answer] = [
      .init(index: 0, type: "TEXT", question: "How much do you weigh?", text: "\(weight) lbs", isRequired: true),
      .init(index: 1, type: "SINGLESELECT", question: "Do you smoke?", text: "No", options: ["Yes", "No"]),
      .init(
        index: 2, type: "MULTISELECT", question: "What are your goals?",
        text: FormDocument.multiple([generator.pick(goals)]), options: goals),
      .init(
        index: 3, type: "TEXT", question: "<p>Anything else?</p>",
        text: generator.pick(["<b>No</b>, thank you", "Knee pain<br>since 2019", "Nothing &amp; nobody"])),
      .init(index: 4, type: "STATEMENT", question: "I agree to telehealth care.", text: "Agreed", isPHI: false),
    ]
    if serial % 4 == 0 {
      answers.insert(
        .init(
          index: 0, type: "TEXT", question: "How much do you weigh?", text: "\(weight + 9) lbs", isRequired: true,
          isArchived: true, createdAt: clock.ago(days: age + 1)), at: 0)
    }
    let form = FormDocument(
      id: generator.uuid(), formID: "f0000000-0000-4000-a000-000000000001", name: "Healthcare Intake Form",
      description: "Patient intake form for healthcare services", createdAt: clock.ago(days: age), respondent: patient,
      answers: answers)
    return form.document(&generator)
  }
}
