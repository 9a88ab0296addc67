/// Customers whose cases wait for somebody, one of each kind that the day of a care team brings. They are drawn from a generator of
/// their own, so that they move no id of the others.
extension Showcase {
  /// The traces of a day on one case.
  private struct Wait: Sendable {
    let firstName: String
    let lastName: String
    let shortID: String
    let status: String
    /// Days since the case changed.
    let days: Int
    var isEscalated = false
    /// Hours since then, in addition to the days.
    var hours = 0
    let fill: @Sendable (inout CaseDraft, Scene) -> Void

    init(
      _ firstName: String, _ lastName: String, _ shortID: String, _ status: String, days: Int, hours: Int = 0,
      isEscalated: Bool = false, fill: @escaping @Sendable (inout CaseDraft, Scene) -> Void = { _, _ in }
    ) {
      (self.firstName, self.lastName, self.shortID, self.status) = (firstName, lastName, shortID, status)
      (self.days, self.hours, self.isEscalated, self.fill) = (days, hours, isEscalated, fill)
    }
  }

  /// Everything that is needed to build one case.
  private final class Scene {
    let patient: Person
    let doctor: Staff
    let support: Staff
    let clock: WorldClock
    let caseID: String
    private var generator: SplitMix64

    init(patient: Person, _ cast: Cast, _ clock: WorldClock, caseID: String, _ generator: SplitMix64) {
      (self.patient, doctor, support) = (patient, cast.doctors[0], cast.support[0])
      (self.clock, self.caseID, self.generator) = (clock, caseID, generator)
    }

    func id() -> String { generator.uuid() }

    func withGenerator<Value>(_ make: (inout SplitMix64) -> Value) -> Value { make(&generator) }

    func message(_ text: String, hours: Int, restricted: Bool = false) -> JSON {
      CaseDocuments.comment(
        id: id(), by: patient, role: "USER", at: clock.ago(hours: hours), text: text, restricted: restricted)
    }

    func answer(
      _ text: String, hours: Int, role: String = "CASEMANAGER", access: String = "TPASUPPORT", restricted: Bool = false
    ) -> JSON {
      CaseDocuments.comment(
        id: id(), by: Person(support), role: role, at: clock.ago(hours: hours), text: text, restricted: restricted,
        access: access)
    }

    func payment(_ status: String, due: String, amount: JSON = "99.99") -> JSON {
      CaseDocuments.payment(id: id(), "Second month", amount: amount, status: status, due: due, paid: nil)
    }

    func order(_ status: String, tracking: String? = nil, days: Int) -> JSON {
      CaseDocuments.order(
        id: id(), status: status, tracking: tracking, message: "Sent to the pharmacy", at: clock.ago(days: days))
    }

    func visit(_ status: String, days: Int, provider: String = "zoom_conference") -> JSON {
      let hour = clock.onTheHour
      return CaseDocuments.visit(
        id: id(), title: "Video visit", with: doctor, from: hour.ago(days: days),
        to: hour.ago(days: days, minutes: -20),
        zone: "America/Chicago", status: status, createdAt: clock.ago(days: days + 4), provider: provider)
    }

    func approval(days: Int) -> JSON {
      CaseDocuments.decision(
        id: id(), caseID: caseID, by: doctor, at: clock.ago(days: days), approved: true,
        text: "Approved at the starting dose.", category: "Weight", visitType: "SYNC_VIDEO", cost: nil, until: nil,
        medicines: [
          CaseDocuments.medicine(
            id: id(), "Semaglutide 0.25 mg/0.5 ml", dosage: "Inject 0.25 mg once a week under the skin", refills: 1,
            frequency: "Weekly", period: "Week 4")
        ])
    }
  }

  private static let waits: [Wait] = [
    Wait("Wren", "Abbott", "ADA-WREN1", "APPROVED", days: 1) { item, scene in
      item.add(.decision, scene.approval(days: 20))
      item.add(.order, scene.order("SHIPPED", tracking: "1Z7700000000101", days: 9))
      item.add(.comment, scene.answer("Your order has left the pharmacy.", hours: 200))
      item.add(.comment, scene.message("It has not arrived, and I took my last dose on Sunday.", hours: 27))
    },
    Wait("Esme", "Calder", "ADA-ESME2", "IN_PROGRESS", days: 2, isEscalated: true),
    Wait("Paul", "Diaz", "ADA-PAUL3", "IN_PROGRESS", days: 1) { item, scene in
      item.add(.payment, scene.payment("ERROR", due: scene.clock.ago(days: 2)))
    },
    Wait("Dina", "Egan", "ADA-D1NA4", "IN_PROGRESS", days: 3) { item, scene in
      item.add(.payment, scene.payment("IN_DISPUTE", due: scene.clock.ago(days: 12), amount: 159))
    },
    Wait("Owen", "Falk", "ADA-0WEN5", "IN_PROGRESS", days: 4) { item, scene in
      item.add(.payment, scene.payment("UNPAID", due: scene.clock.ago(days: 6)))
    },
    Wait("Mia", "Gruber", "ADA-M1A66", "IN_PROGRESS", days: 2) { item, scene in
      item.add(.calendarEvent, scene.visit("MISSED_EVENT_BY_USER", days: 2))
    },
    Wait("Hugo", "Imhof", "ADA-HUG07", "IN_PROGRESS", days: 3) { item, scene in
      item.add(.calendarEvent, scene.visit("MISSED_EVENT_BY_PROVIDER", days: 3, provider: "google_conference"))
    },
    Wait("Nina", "Jansen", "ADA-N1NA8", "IN_PROGRESS", days: 1) { item, scene in
      item.add(.calendarEvent, scene.visit("NEED_RESCHEDULE", days: 1, provider: "webex_conference"))
    },
    Wait("Lena", "Kowalski", "ADA-LENA9", "OPEN", days: 9),
    Wait("Amos", "Laurent", "ADA-AM0SA", "APPROVED", days: 2) { item, scene in
      item.add(.decision, scene.approval(days: 2))
    },
    Wait("Tara", "Mbeki", "ADA-TARAB", "APPROVED", days: 3) { item, scene in
      item.add(.decision, scene.approval(days: 5))
      item.add(.order, scene.order("ORDERED", days: 3))
    },
    Wait("Noel", "Novak", "ADA-N0ELC", "NO_DECISION", days: 2),
    Wait("Beth", "Ortega", "ADA-BETHD", "ASSIGNED", days: 4),
    Wait("Ines", "Pereira", "ADA-1NESE", "ASSIGNED", days: 2, hours: 12),
    Wait("Cody", "Quist", "ADA-C0DYF", "ABANDONED", days: 3),
    Wait("Uma", "Rossi", "ADA-UMA0G", "APPROVED", days: 1) { item, scene in
      item.add(.decision, scene.approval(days: 8))
      item.add(.order, scene.order("ON_HOLD", tracking: "1Z7700000000102", days: 1))
      addAll(to: &item, scene)
    },
  ]

  /// Values that no other case has: every kind of question, role, place of a visit and step of a product.
  private static func addAll(to item: inout CaseDraft, _ scene: Scene) {
    for (hours, role) in ["CASEWORKER", "ADMIN", "CVADMIN", "CVTPA"].enumerated() {
      let access = ["TPASUPPORT", "TPAMEDICAL", "TPALEGAL"][hours % 3]
      item.add(
        .comment,
        scene.answer(
          "Looked at it.", hours: 30 + hours, role: role, access: access, restricted: hours.isMultiple(of: 2)))
    }
    for (days, provider) in ["gotomeeting_conference", "microsoft_teams_conference"].enumerated() {
      item.add(.calendarEvent, scene.visit("EVENT_ACCEPTED_BY_PROVIDER", days: 30 + days, provider: provider))
    }
    let requests = ["PENDING", "APPROVED", "REJECTED", "ORDERED", "SHIPPED", "DELIVERED"].enumerated().map {
      days, status in
      [
        "id": .string(scene.id()), "status": .string(status), "createdAt": .string(scene.clock.ago(days: 20 - days)),
      ] as JSON
    }
    item.products = [
      CaseProductRecord(
        id: scene.id(), caseId: scene.caseID, productId: "e9a3e6a5-9538-4401-99bb-ead475547a36", status: "OPEN",
        visitType: "SYNC_PHONE", reason: nil, interval: "week", intervalCount: 4, createdAt: scene.clock.ago(days: 21),
        requests: JSON.array(requests).text)
    ]
    let answers: [(String, String)] = [
      ("TEXT", "64 inches"), ("SINGLESELECT", "No"), ("MULTISELECT", FormDocument.multiple(["Nausea"])),
      ("DATE", "2026-10-30"), ("FILE", "front.jpg"), ("BOOLEAN", "true"),
      ("DATERANGE", #"{"startDate":"2026-10-01","endDate":null}"#), ("STATEMENT", "Agreed"),
      ("WIDGET_STATE_PICKER", "IL"), ("WIDGET_BMI", #"{"height":64,"weight":190,"bmi":32.6}"#),
      ("WIDGET_VISIT_TYPE", "SYNC_VIDEO"), ("WIDGET_USER_ID_DOCUMENT", "passport.jpg"),
    ]
    let form = FormDocument(
      id: scene.id(), formID: "f0000000-0000-4000-a000-000000000002", name: "Every kind of question",
      description: "One question of each kind", createdAt: scene.clock.ago(days: 21), respondent: scene.patient,
      answers: answers.enumerated().map { index, answer in
        .init(
          index: index, type: answer.0, question: "Question of the kind \(answer.0)", text: answer.1,
          options: ["SINGLESELECT", "MULTISELECT"].contains(answer.0) ? ["No", "Nausea", "Yes"] : [])
      })
    item.add(.formResponse, scene.withGenerator { form.document(&$0) })
  }

  static var waitingCount: Int { waits.count }

  var waiting: [CustomerDraft] {
    var generator = SplitMix64(seed: seed, part: 2_000_029)
    return Self.waits.enumerated().map { index, wait in
      let mail = "\(wait.firstName).\(wait.lastName)@example.com".lowercased()
      let person = ShowcasePerson(
        wait.firstName, wait.lastName, mail, "+1773555\(String(100 + index).leftPadded)", dob: "19\(60 + index)-05-14",
        note: "", cases: [])
      let customer = record(person, cast: first, &generator)
      let id = generator.uuid()
      let changed = clock.ago(days: wait.days, hours: wait.hours)
      let isTaken = wait.status != "OPEN" && wait.status != "ABANDONED"
      var item = CaseDraft(
        record: CaseRecord(
          id: id, organizationId: first.organization, customerId: customer.id, shortId: wait.shortID, type: "GLP",
          title: "Weight care", status: wait.status, createdAt: clock.ago(days: wait.days + 20), updatedAt: changed,
          assignedAt: isTaken ? clock.ago(days: wait.days + 19) : nil,
          inProgressAt: isTaken && wait.status != "ASSIGNED" ? clock.ago(days: wait.days + 18) : nil, closedAt: nil,
          isArchived: false, isEscalated: wait.isEscalated, isImported: false, referralCode: nil, closedBy: nil,
          inProgressBy: nil, archiveReason: nil, archiveNote: nil, productBundleId: first.bundles[index % 3].id,
          doctorId: isTaken ? first.doctors[0].id : nil, supportId: first.support[0].id))
      let scene = Scene(
        patient: Person(customer), first, clock, caseID: id, SplitMix64(seed: seed, part: 3_000_000 + index))
      wait.fill(&item, scene)
      return CustomerDraft(record: customer, cases: [item])
    }
  }
}

extension String {
  /// Four digits.
  fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
