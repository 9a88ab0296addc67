import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Cases written by hand.
enum Sample {
  static let avery = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"
  static let averyOlder = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b02"
  static let jo = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b03"
  static let semaglutide = "e9a3e6a5-9538-4401-99bb-ead475547a36"
  static let tirzepatide = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
  static let metformin = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"

  /// Those that the site names.
  static let products = [(semaglutide, "Semaglutide"), (tirzepatide, "Tirzepatide"), (metformin, "Metformin")]
    .compactMap { id, name in ProductID(known: id).map { DeskSettings.KnownProduct(id: $0, name: name) } }

  static let averyMail = "avery@example.com"
  static let joMail = "jo.park@example.com"
  static let averyPhone = "+12025550142"

  /// The products of a case: nil leaves the list out, as an answer without it does.
  static func detail(
    _ id: String = avery, shortID: String = "ADA-TOSXM", first: String = "Avery", last: String = "Lindqvist",
    email: String = averyMail, phone: String = averyPhone, products: [String]? = [semaglutide],
    bundle: String? = "starter", isClosed: Bool = false, more: String = ""
  ) throws -> Case {
    let items = products?.enumerated().map { index, product in
      #"{"id":"p\#(index)","status":"OPEN","organizationProduct":{"id":"\#(product)","name":"Product \#(product.prefix(4))"}}"#
    }
    let list = items.map { #","caseProducts":[\#($0.joined(separator: ","))]"# } ?? ""
    let bundleText = bundle.map { #","productBundle":{"id":"\#($0)","name":"\#($0.capitalized)"}"# } ?? ""
    let text = """
      {"id":"\(id)","shortId":"\(shortID)","status":"APPROVED","isArchived":\(isClosed),
       "submitter":{"firstName":"\(first)","lastName":"\(last)","dob":"1988-04-02","email":"\(email)",
       "phoneNumber":"\(phone)"}\(list)\(bundleText)\(more.isEmpty ? "" : "," + more)}
      """
    return try #require(Case(try JSONValue(parsing: Data(text.utf8))))
  }

  static func joDetail() throws -> Case {
    try detail(
      jo, shortID: "ADA-QF2RM", first: "Jo", last: "Park", email: joMail, phone: "+12025550143",
      products: [], bundle: nil)
  }

  static func bundles() throws -> [Care360.Bundle] {
    let texts = [
      #"{"id":"starter","name":"Starter","price":"99.99","priceUnit":"USD","isSoldOut":false,"isVisible":true}"#,
      #"{"id":"premium","name":"Premium","price":"159.00","priceUnit":"USD","isSoldOut":false,"isVisible":true}"#,
      #"{"id":"gone","name":"Gone","price":"1.00","priceUnit":"USD","isSoldOut":true,"isVisible":true}"#,
      #"{"id":"secret","name":"Secret","price":"2.00","priceUnit":"USD","isSoldOut":false,"isVisible":false}"#,
    ]
    return try texts.map { try #require(Care360.Bundle(try JSONValue(parsing: Data($0.utf8)))) }
  }

  static let serverFault = Care360Error.unavailable(.serverError, retryAfter: nil, httpStatus: 503)
  static let noConnection = Care360Error.unavailable(.noAnswer, retryAfter: nil, httpStatus: nil)
  static let author: MessageAuthor? = {
    do { return MessageAuthor(email: try EmailAddress("robin@example.com"), name: "Robin Diaz") } catch { return nil }
  }()

  static let badKey = Care360Error.notAuthorized(.apiKey, .refused, httpStatus: 400)
  static let badToken = Care360Error.notAuthorized(.token, .refused, httpStatus: 401)
  static let unknown = Care360Error.outcomeUnknown(httpStatus: nil)

  /// An order for a link of Avery's case, without a product.
  static func refill(repeating: Bool, number: Int) throws -> SentWrite {
    SentWrite(
      write: .refill(RefillLinkRequest(try CaseID(avery), product: nil)), repeating: repeating, number: number)
  }

  static func intent(
    _ id: String, _ action: WriteIntent.Action, _ caseID: String = avery, bundle: String? = nil, at time: Date
  ) throws -> WriteIntent {
    WriteIntent(
      id: id, time: time, operatorName: "robin", profile: "sandbox", action: action, caseID: try CaseID(caseID),
      bundleID: try bundle.map { try BundleID($0) })
  }
}

/// Times without a zone's rules: UTC, and one zone known by name.
let testZone = Zone(
  local: { _ in (0, "UTC") }, named: { name, _ in name == "America/Chicago" ? (-21_600, "CST") : nil })

extension ProductID {
  fileprivate init?(known text: String) {
    do { self = try ProductID(text) } catch { return nil }
  }
}
