import Care360
import FoundationEssentials

/// The contents of a sealed row of recents: the case as the service gave it, digit by digit, so that the core's own reader
/// gives it back.
struct RecentBody {
  let detail: JSONValue
  let seenAt: Int64
  /// Each with its kind before it: `email:`, `phone:`, `case:`.
  let identifiers: [String]
  let uncheckedPhone: String?

  init(_ record: RecentRecord) {
    detail = record.detail.raw
    seenAt = record.seenAt.milliseconds
    identifiers = record.identifiers.map(\.stored).sorted()
    uncheckedPhone = record.uncheckedPhone?.e164
  }

  /// JSON with the names of the properties.
  var bytes: [UInt8] {
    var members: [String: JSONValue] = [
      "detail": detail, "seenAt": .integer(seenAt), "identifiers": .array(identifiers.map(JSONValue.string)),
    ]
    if let uncheckedPhone { members["uncheckedPhone"] = .string(uncheckedPhone) }
    return Array(JSONValue.object(members).encoded())
  }

  /// Nil when the bytes are not such a row.
  init?(bytes: [UInt8]) {
    let json: JSONValue
    do { json = try JSONValue(parsing: Data(bytes)) } catch { return nil }
    guard let detail = json["detail"], let seenAt = json["seenAt"]?.integer, let listed = json["identifiers"]?.array,
      listed.allSatisfy({ $0.string != nil })
    else { return nil }
    self.detail = detail
    self.seenAt = seenAt
    identifiers = listed.compactMap(\.string)
    uncheckedPhone = json["uncheckedPhone"]?.string
  }

  /// Nil when the core can no longer read the case.
  var record: RecentRecord? {
    guard let detail = Case(detail) else { return nil }
    return RecentRecord(
      detail: detail, seenAt: Date(milliseconds: seenAt),
      identifiers: Set(identifiers.compactMap(LookupIdentifier.init)),
      uncheckedPhone: uncheckedPhone.flatMap(PhoneNumber.init(stored:)))
  }
}

/// The contents of a sealed row of refill links.
struct RefillLinkBody: Codable {
  let caseID: String
  let patientName: String
  let shortID: String
  let requestedAt: Int64
  let link: String
  /// Rows of versions before this one have none.
  let product: String?

  init(_ record: RefillLinkRecord) {
    caseID = record.caseID.text
    patientName = record.patientName
    shortID = record.shortID
    requestedAt = record.requestedAt.milliseconds
    link = record.link
    product = record.product?.text
  }

  var record: RefillLinkRecord? {
    guard let caseID = CaseID(stored: caseID) else { return nil }
    return RefillLinkRecord(
      caseID: caseID, patientName: patientName, shortID: shortID, requestedAt: Date(milliseconds: requestedAt),
      link: link, product: product.flatMap(ProductID.init(stored:)))
  }
}

extension LookupIdentifier {
  var stored: String {
    switch self {
    case .email(let email): "email:" + email.text
    case .phone(let phone): "phone:" + phone.e164
    case .caseID(let id): "case:" + id.text
    }
  }

  init?(stored: String) {
    guard let colon = stored.firstIndex(of: ":") else { return nil }
    let text = String(stored[stored.index(after: colon)...])
    do {
      switch stored[..<colon] {
      case "email": self = .email(try EmailAddress(text))
      case "phone": self = .phone(try PhoneNumber(text))
      case "case": self = .caseID(try CaseID(text))
      default: return nil
      }
    } catch {
      return nil
    }
  }
}

extension PhoneNumber {
  init?(stored: String) {
    do { self = try PhoneNumber(stored) } catch { return nil }
  }
}

extension ProductID {
  fileprivate init?(stored: String) {
    do { self = try ProductID(stored) } catch { return nil }
  }
}

extension CaseID {
  init?(stored: String) {
    do { self = try CaseID(stored) } catch { return nil }
  }
}
