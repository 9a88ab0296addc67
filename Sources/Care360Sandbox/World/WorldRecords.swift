import GRDB

/// One of the two tenants.
struct Organization: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "organization"
  let id: String
  let name: String
  let apiKey: String
}

/// Somebody who works on cases: doctor or support contact.
struct Staff: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "staff"
  let id: String
  let organizationId: String
  let firstName: String
  let lastName: String
  let email: String
  let role: String
  let title: String?
  let npi: String?
}

struct ProductRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "product"
  let id: String
  let organizationId: String
  let name: String
}

/// A product bundle with the keys of the bundles list.
struct BundleRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "bundle"
  let id: String
  let organizationId: String
  let name: String
  let imageUrl: String
  let description: String
  /// Decimal text, as the API writes money of bundles.
  let price: String
  let priceUnit: String
  let initialDiscount: String
  let isSoldOut: Bool
  let isVisible: Bool
  let position: Int
}

struct CustomerRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "customer"
  var id: String
  var organizationId: String
  var firstName: String
  var lastName: String
  /// Lower case.
  var email: String
  /// E.164.
  var phoneNumber: String?
  /// `YYYY-MM-DD`.
  var dob: String?
  var gender: String?
  var address: String?
  var city: String?
  var state: String?
  var postalCode: String?
  var allergies: String?
  var healthConditions: String?
  var currentMedications: String?
  var createdAt: String
  var address2: String?
  /// ISO 3166-1 alpha-2.
  var country = "US"
}

struct CaseRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "careCase"
  var id: String
  var organizationId: String
  var customerId: String
  var shortId: String
  var type: String
  var title: String
  var status: String
  var createdAt: String
  var updatedAt: String
  var assignedAt: String?
  var inProgressAt: String?
  var closedAt: String?
  var isArchived: Bool
  var isEscalated: Bool
  var isImported: Bool
  var referralCode: String?
  var closedBy: String?
  var inProgressBy: String?
  var archiveReason: String?
  var archiveNote: String?
  var productBundleId: String?
  var doctorId: String?
  var supportId: String?
}

struct CaseProductRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "caseProduct"
  var id: String
  var caseId: String
  var productId: String
  var status: String
  var visitType: String?
  var reason: String?
  var interval: String?
  var intervalCount: Int?
  var createdAt: String
  /// A JSON array of product requests.
  var requests: String
}

/// The parts of a case that are kept as the documents the API gives.
enum CaseSection: String, Codable, Sendable, CaseIterable {
  case decision, comment, attachment, formResponse, payment, subscription, activity, order, calendarEvent
  /// No case shows them (none is documented to).
  case escalation
}

/// One document of a case.
struct CaseDocument: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "caseDocument"
  let caseId: String
  let section: CaseSection
  let text: String
}

/// The single row that makes ids of later writes unique, restarts included.
struct WorldState: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "worldState"
  var id: Int
  /// The seed's bits.
  var seed: Int64
  var serial: Int
}
