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

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    isApproved = json["isApproved"]?.flag
    isNoDecision = json["isNoDecision"]?.flag
    isIndefinite = json["isIndefinite"]?.flag
    startDate = json["startDate"]?.instant
    endDate = json["endDate"]?.instant
    text = json.member("decisionText")?.shown
    category = json["category"]?.shown
    createdAt = json["createdAt"]?.instant
    visitType = json["visitType"]?.shown
    addedBy = json["addedBy"].flatMap(Person.init)
    medicines = json.list("medInfo", Medicine.init)
  }
}

/// One prescribed medicine (the API's medInfo).
public struct Medicine: Hashable, Sendable {
  /// Name and strength.
  public let name: String?
  public let dosage: String?
  public let refillCount: String?
  public let pharmacyInstructions: String?
  public let frequency: String?
  public let period: String?
  public let isPriorAuthorizationRequested: Bool?

  init(_ json: JSONValue) {
    name = json.member("medicine")?.shown
    dosage = json["dosage"]?.shown
    refillCount = json["refillCount"]?.shown
    pharmacyInstructions = json["pharmacyInstructions"]?.shown
    frequency = json["dosingFrequency"]?.shown
    period = json["treatmentPeriod"]?.shown
    isPriorAuthorizationRequested = json["isPriorAuthRequested"]?.flag
  }
}
