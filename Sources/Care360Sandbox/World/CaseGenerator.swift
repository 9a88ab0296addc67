/// Makes one case of a given status and age; `CaseGenerator+Documents` fills its sections.
struct CaseGenerator {
  let cast: Cast
  let clock: WorldClock
  let customer: CustomerRecord
  let status: String
  /// Days since the case was made.
  let age: Int
  let serial: Int
  let isNewest: Bool
  /// Fixed ids of a hand-written case; nil draws them.
  var id: String?
  var shortID: String?

  var isAssigned: Bool { status != "OPEN" && status != "ABANDONED" }
  var isDecided: Bool { ["APPROVED", "REJECTED", "NO_DECISION"].contains(status) }

  func draft(_ generator: inout SplitMix64) -> CaseDraft {
    let doctor = generator.pick(cast.doctors)
    let support = generator.pick(cast.support)
    let isArchived = isDecided && (isNewest ? serial % 5 == 1 : true)
    // Reopening leaves `closedAt` behind, so that only `isArchived` tells open from closed.
    let isReopened = isDecided && !isArchived && serial % 3 == 0
    let organizationMark = cast.organization == SandboxCatalogue.firstOrganization ? 0 : 1_000_000
    let record = CaseRecord(
      id: id ?? generator.uuid(), organizationId: cast.organization, customerId: customer.id,
      shortId: shortID ?? ShortID.make(serial + organizationMark), type: "GLP", title: title, status: status,
      createdAt: clock.ago(days: age), updatedAt: clock.ago(days: max(0, age - 5)),
      assignedAt: isAssigned ? clock.ago(days: age - 1) : nil,
      inProgressAt: isAssigned && status != "ASSIGNED" ? clock.ago(days: age - 1, hours: -3) : nil,
      closedAt: isArchived || isReopened ? clock.ago(days: age - 4) : nil, isArchived: isArchived,
      isEscalated: generator.chance(percent: 8), isImported: generator.chance(percent: 10),
      referralCode: generator.chance(percent: 15) ? "FRIEND-\(generator.integer(100...999))" : nil,
      closedBy: isArchived ? support.id : nil, inProgressBy: isAssigned ? doctor.id : nil,
      archiveReason: isArchived ? (status == "APPROVED" ? "COMPLETE" : "INELIGIBLE") : nil,
      archiveNote: isArchived && generator.chance(percent: 60) ? "Treatment finished; patient informed." : nil,
      productBundleId: generator.chance(percent: 60) ? generator.pick(cast.bundles).id : nil,
      doctorId: isAssigned ? doctor.id : nil, supportId: generator.chance(percent: 70) ? support.id : nil)
    var draft = CaseDraft(record: record)
    addProducts(to: &draft, &generator)
    addDocuments(to: &draft, doctor: doctor, support: support, &generator)
    return draft
  }

  private var title: String {
    ["Weight care", "Weight care follow-up", "Metabolic health", "Intake"][serial % 4]
  }

  private func addProducts(to draft: inout CaseDraft, _ generator: inout SplitMix64) {
    let count = serial % 4 == 2 ? 0 : generator.integer(0...2)
    let first = generator.integer(0...cast.products.count - 1)
    for offset in 0..<min(count, cast.products.count) {
      let product = cast.products[(first + offset) % cast.products.count]
      let hasSubscription = generator.chance(percent: 65)
      let requests: JSON = [
        [
          "id": .string(generator.uuid()), "status": .string(status == "APPROVED" ? "SHIPPED" : "PENDING"),
          "createdAt": .string(clock.ago(days: max(0, age - 2))),
        ]
      ]
      draft.products.append(
        CaseProductRecord(
          id: generator.uuid(), caseId: draft.record.id, productId: product.id,
          status: draft.record.isArchived ? "CLOSE" : "OPEN",
          visitType: generator.pick(["ASYNC_TEXT_EMAIL", "SYNC_IN_PERSON", "SYNC_PHONE", "SYNC_VIDEO", nil]),
          reason: draft.record.isArchived ? "Case closed" : nil,
          interval: hasSubscription ? generator.pick(["day", "week", "month", "year"]) : nil,
          intervalCount: hasSubscription ? generator.integer(1...6) : nil, createdAt: clock.ago(days: age),
          requests: requests.text))
      if hasSubscription {
        draft.add(
          .subscription,
          CaseDocuments.subscription(
            id: generator.uuid(), product: product.name, interval: "month", count: 1,
            status: draft.record.isArchived ? "CANCELED" : "ACTIVE", at: clock.ago(days: age)))
      }
    }
  }
}
