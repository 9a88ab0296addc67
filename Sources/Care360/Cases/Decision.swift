/// A clinician's decision with its medicines. Health data throughout.
public struct Decision: Hashable, Sendable {
  public let id: String?
  public let isApproved: Bool?
  public let isNoDecision: Bool?
  public let isIndefinite: Bool?
  public let startDate: Instant?
  public let endDate: Instant?
  public let text: String?
  public let category: String?
  public let createdAt: Instant?
  public let visitType: String?
  public let addedBy: Person?
  /// Nil when the service did not say. An object instead of an array (an older form) is read as one medicine.
  public let medicines: [Medicine]?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    isApproved = json["isApproved"]?.bool
    isNoDecision = json["isNoDecision"]?.bool
    isIndefinite = json["isIndefinite"]?.bool
    startDate = json["startDate"]?.instant
    endDate = json["endDate"]?.instant
    text = json["decisionText"]?.text
    category = json["category"]?.text
    createdAt = json["createdAt"]?.instant
    visitType = json["visitType"]?.text
    addedBy = json["addedBy"].flatMap(Person.init)
    if let one = json["medInfo"], one.object != nil {
      medicines = Medicine(one).map { [$0] }
    } else {
      medicines = json.list("medInfo", Medicine.init)
    }
  }
}

/// One prescribed medicine (the API's medInfo).
public struct Medicine: Hashable, Sendable {
  /// Name and strength.
  public let name: String?
  public let dosage: String?
  public let refillCount: Int64?
  public let pharmacyInstructions: String?
  public let frequency: String?
  public let period: String?
  public let isPriorAuthorizationRequested: Bool?

  init?(_ json: JSONValue) {
    name = json["medicine"]?.text
    dosage = json["dosage"]?.text
    refillCount = json["refillCount"]?.integer
    pharmacyInstructions = json["pharmacyInstructions"]?.text
    frequency = json["dosingFrequency"]?.text
    period = json["treatmentPeriod"]?.text
    isPriorAuthorizationRequested = json["isPriorAuthRequested"]?.bool
  }
}
