extension Showcase {
  private static let premium = "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6"
  private static let semaglutide = "e9a3e6a5-9538-4401-99bb-ead475547a36"

  /// The customer with something in every section.
  func avery(_ generator: inout SplitMix64) -> CustomerDraft {
    let customer = record(Showcase.people[0], cast: first, &generator)
    let doctor = first.doctors[0]
    var item = CaseDraft(
      record: CaseRecord(
        id: Showcase.averyCase, organizationId: first.organization, customerId: customer.id, shortId: "ADA-TOSXM",
        type: "GLP", title: "Weight care", status: "APPROVED", createdAt: clock.ago(days: 21),
        updatedAt: clock.ago(days: 1), assignedAt: clock.ago(days: 20), inProgressAt: clock.ago(days: 19),
        closedAt: nil,
        isArchived: false, isEscalated: false, isImported: false, referralCode: nil, closedBy: nil,
        inProgressBy: doctor.id, archiveReason: nil, archiveNote: nil, productBundleId: Showcase.premium,
        doctorId: doctor.id, supportId: first.support[0].id))
    let requests: JSON = [
      ["id": .string(generator.uuid()), "status": "SHIPPED", "createdAt": .string(clock.ago(days: 17))]
    ]
    item.products = [
      CaseProductRecord(
        id: generator.uuid(), caseId: item.record.id, productId: Showcase.semaglutide, status: "OPEN",
        visitType: "SYNC_VIDEO", reason: nil, interval: "month", intervalCount: 3, createdAt: clock.ago(days: 21),
        requests: requests.text)
    ]
    addCare(to: &item, doctor: doctor, &generator)
    addTalk(to: &item, customer: Person(customer), &generator)

    let older = CaseGenerator(
      cast: first, clock: clock, customer: customer, status: "OPEN", age: 300, serial: 2, isNewest: false,
      id: Showcase.averyOlderCase, shortID: "ADA-0LDER")
    var olderItem = older.draft(&generator)
    olderItem.record.isArchived = true
    olderItem.record.closedAt = clock.ago(days: 280)
    olderItem.record.archiveReason = "COMPLETE"
    return CustomerDraft(record: customer, cases: [item, olderItem])
  }

  private func addCare(to item: inout CaseDraft, doctor: Staff, _ generator: inout SplitMix64) {
    item.add(
      .decision,
      CaseDocuments.decision(
        id: generator.uuid(), caseID: item.record.id, by: doctor, at: clock.ago(days: 18), approved: true,
        text: "Approved. Start with the lowest dose and check in after four weeks.", category: "Weight",
        visitType: "SYNC_VIDEO", cost: 49, until: clock.ahead(days: 70),
        medicines: [
          CaseDocuments.medicine(
            id: generator.uuid(), "Semaglutide 0.25 mg/0.5 ml", dosage: "Inject 0.25 mg once a week under the skin",
            refills: 2, instructions: "Keep refrigerated", frequency: "Weekly", period: "Week 4"),
          CaseDocuments.medicine(
            id: generator.uuid(), "Ondansetron 4 mg", dosage: "One tablet when needed, at most twice a day", refills: 0,
            frequency: "As needed", period: "Week 4"),
        ]))
    item.add(
      .order,
      CaseDocuments.order(
        id: generator.uuid(), status: "DELIVERED", tracking: "1Z7700000000001", message: "Left the pharmacy",
        at: clock.ago(days: 17)))
    item.add(
      .order,
      CaseDocuments.order(
        id: generator.uuid(), status: "SHIPPED", tracking: "1Z7700000000042", message: "Left the pharmacy",
        at: clock.ago(days: 1)))
    item.add(
      .payment,
      CaseDocuments.payment(
        id: generator.uuid(), "Consultation", amount: "49.00", status: "PAID", due: clock.ago(days: 20),
        paid: clock.ago(days: 20)))
    item.add(
      .payment,
      CaseDocuments.payment(
        id: generator.uuid(), "Premium Bundle", amount: 159, status: "PAID", due: clock.ago(days: 2),
        paid: clock.ago(days: 2)))
    item.add(
      .subscription,
      CaseDocuments.subscription(
        id: generator.uuid(), product: "Semaglutide", interval: "month", count: 3, status: "ACTIVE",
        at: clock.ago(days: 21)))
    let hour = clock.onTheHour
    item.add(
      .calendarEvent,
      CaseDocuments.visit(
        id: generator.uuid(), title: "First visit", with: doctor, from: hour.ago(days: 18),
        to: hour.ago(days: 18, minutes: -20), zone: "America/Chicago", status: "EVENT_ACCEPTED_BY_PROVIDER",
        createdAt: clock.ago(days: 21)))
    item.add(
      .calendarEvent,
      CaseDocuments.visit(
        id: generator.uuid(), title: "Follow-up visit", with: doctor, from: hour.ahead(days: 2),
        to: hour.ahead(days: 2, minutes: 20), zone: "America/Chicago", status: nil, createdAt: clock.ago(days: 3)))
  }

  private func addTalk(to item: inout CaseDraft, customer: Person, _ generator: inout SplitMix64) {
    let support = Person(first.support[0])
    let photo = CaseDocuments.attachment(
      id: generator.uuid(), by: customer, at: clock.ago(days: 6), fileName: "injection-site.jpg", isPHI: true)
    item.add(
      .comment,
      CaseDocuments.comment(
        id: generator.uuid(), by: customer, role: "USER", at: clock.ago(days: 6),
        text: "Small red spot where I injected. Is that normal?", attachments: [photo]))
    item.add(
      .comment,
      CaseDocuments.comment(
        id: generator.uuid(), by: support, role: "CASEMANAGER", at: clock.ago(days: 5),
        text: "Asked Dr Moreau; watch and wait. Call back if it spreads.", restricted: true))
    item.add(
      .comment,
      CaseDocuments.comment(
        id: generator.uuid(), by: support, role: "CASEMANAGER", at: clock.ago(days: 5, hours: -1),
        text: "That is common in the first weeks. Please tell us if it grows."))
    item.add(.attachment, photo)
    item.add(
      .attachment,
      CaseDocuments.attachment(
        id: generator.uuid(), by: support, at: clock.ago(days: 19), fileName: "identity-check.pdf", isPHI: false,
        restricted: true))
    for (type, days, after) in [
      ("CREATE_CASE", 21, "ADA-TOSXM"), ("ADD_CASE_ASSIGNEE", 20, "Helen Moreau"),
      ("ADD_CASE_DECISION", 18, "Approved"),
      ("ORDER_TRACKING_ADDED", 1, "1Z7700000000042"),
    ] {
      item.add(
        .activity,
        CaseDocuments.activity(
          id: generator.uuid(), type: type, at: clock.ago(days: days), by: support, target: customer, after: after))
    }
    item.add(.formResponse, averyIntake(customer, &generator))
  }

  private func averyIntake(_ customer: Person, _ generator: inout SplitMix64) -> JSON {
    let goals = [
      "Lose 1-20lbs for good", "Lose 21-50lbs for good", "Lose over 50 for good", "Maintain my healthy weight",
    ]
    let conditions = ["High blood pressure", "Diabetes", "Sleep apnoea", "None of the above"]
    let form = FormDocument(
      id: generator.uuid(), formID: "f0000000-0000-4000-a000-000000000001", name: "Healthcare Intake Form",
      description: "Patient intake form for healthcare services", createdAt: clock.ago(days: 21), respondent: customer,
      answers: [
        .init(
          index: 0, type: "TEXT", question: "How much do you weigh?", text: "147 lbs", isRequired: true,
          isArchived: true,
          createdAt: clock.ago(days: 22)),
        .init(index: 0, type: "TEXT", question: "How much do you weigh?", text: "138 lbs", isRequired: true),
        .init(
          index: 1, type: "SINGLESELECT", question: "What are your weight loss goals?", text: goals[0], isPHI: false,
          isRequired: true, options: goals),
        .init(
          index: 2, type: "MULTISELECT", question: "Do any of these apply to you?",
          text: FormDocument.multiple([conditions[0], conditions[2]]), options: conditions),
        .init(
          index: 3, type: "TEXT", question: "Anything the <b>doctor</b> should know?",
          text: "<p>Knee surgery in 2019.<br>No allergies.</p>"),
      ])
    return form.document(&generator)
  }

  /// In progress, one product without a subscription, no bundle.
  func jo(_ generator: inout SplitMix64) -> CustomerDraft {
    let customer = record(Showcase.people[1], cast: first, &generator)
    let writer = CaseGenerator(
      cast: first, clock: clock, customer: customer, status: "IN_PROGRESS", age: 9, serial: 2, isNewest: true,
      id: Showcase.joCase, shortID: "ADA-QF2RM")
    var item = writer.draft(&generator)
    item.record.productBundleId = nil
    item.documents.removeAll { $0.0 == .subscription }
    item.products = [
      CaseProductRecord(
        id: generator.uuid(), caseId: Showcase.joCase, productId: "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910",
        status: "OPEN",
        visitType: "ASYNC_TEXT_EMAIL", reason: nil, interval: nil, intervalCount: nil, createdAt: clock.ago(days: 9),
        requests: "[]")
    ]
    return CustomerDraft(record: customer, cases: [item])
  }
}
