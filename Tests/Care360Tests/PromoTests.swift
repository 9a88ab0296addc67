import Foundation
import Testing

@testable import Care360

/// The check of a promo code: the request, the forms of a discount, and what counts as not valid.
struct PromoTests {
  private static let premium = BundleReference(id: nil, name: "Premium Bundle")

  private static func bundle() throws -> BundleReference {
    BundleReference(id: try BundleID("c4d5e6f7-0819-4a2b-8c3d-4e5f60718293"), name: "Premium Bundle")
  }

  @Test func `The code is encoded, and a bundle is named by its id`() async throws {
    for (query, url) in [
      (PromoQuery(try PromoCode(" SAVE+10% ")), "code=SAVE%2B10%25"),
      (
        PromoQuery(try PromoCode("é"), for: try Self.bundle()),
        "code=%C3%A9&product_bundle_id=c4d5e6f7-0819-4a2b-8c3d-4e5f60718293"
      ), (PromoQuery(try PromoCode("A"), for: Self.premium), "code=A"),
    ] {
      let rig = try Rig(status: 200, body: #"{"success":true,"data":[]}"#)
      #expect(try await rig.client.checkPromo(query) == nil)
      #expect(rig.transport.sent.map(\.url) == ["\(Rig.base)/api/v1/promo-codes?\(url)"])
      #expect(rig.transport.sent.first?.method == .get && rig.journal.events.isEmpty)
    }
  }

  @Test(arguments: [
    (200, #"{"success":true,"data":[{"flatDiscount":10}]}"#, "10.00 off"),
    (200, #"{"success":true,"data":[{"flatDiscount":10.5}]}"#, "10.50 off"),
    (200, #"{"success":true,"data":[{"flatDiscount":"9.99"}]}"#, "9.99 off"),
    (200, #"{"success":true,"data":[{"flatDiscount":1e3}]}"#, "1e3 off"),
    (200, #"{"success":true,"data":[{"percentDiscount":15}]}"#, "15 % off"),
    (200, #"{"success":true,"data":{"percentDiscount":"12.5"}}"#, "12.5 % off"),
    (200, #"{"success":true,"data":[{"flatDiscount":null,"percentDiscount":5}]}"#, "5 % off"),
    (200, #"{"success":true,"data":[{"flatDiscount":1,"percentDiscount":5}]}"#, "1.00 and 5 % off"),
    (200, #"{"success":true,"data":[{"code":"A"}]}"#, "valid; the service did not say the discount"),
    (200, #"{"success":true,"data":[]}"#, "not valid"), (200, #"{"success":true,"data":null}"#, "not valid"),
    (200, #"{"success":true}"#, "not valid"), (404, #"{"success":false,"message":"m"}"#, "not valid"),
  ]) func `An answer means`(_ status: Int, _ body: String, _ words: String) async throws {
    let rig = try Rig(status: status, body: body)
    let query = PromoQuery(try PromoCode("A"))
    #expect(query.sentence(try await rig.client.checkPromo(query)) == "A: \(words).")
  }

  @Test(
    arguments: [
      (200, #"{"data":[{"flatDiscount":10}]}"#, .malformedAnswer(httpStatus: 200)),
      (404, "<html></html>", .malformedAnswer(httpStatus: 404)),
      (400, #"{"success":false,"message":"Promo code is required"}"#, .invalid(.request, httpStatus: 400)),
      (429, "", .unavailable(.tooManyRequests, retryAfter: nil, httpStatus: 429)),
    ] as [(Int, String, Care360Error)])
  func `Anything else is an error, never "not valid"`(_ status: Int, _ body: String, _ expected: Care360Error)
    async throws
  {
    let client = try Rig(status: status, body: body).client
    let query = PromoQuery(try PromoCode("A"))
    #expect(await failure { () throws(Care360Error) in try await client.checkPromo(query) } == expected)
  }

  @Test func `The sentence names the bundle`() throws {
    let query = PromoQuery(try PromoCode("SAVE10"), for: try Self.bundle())
    #expect(query.sentence(nil) == "SAVE10: not valid for Premium Bundle.")
    #expect(
      query.sentence(PromoDiscount(.object(["flatDiscount": .integer(10)]))) == "SAVE10: 10.00 off for Premium Bundle.")
    let unnamed = PromoQuery(query.code, for: BundleReference(id: try BundleID("b-1"), name: nil))
    #expect(unnamed.sentence(nil) == "SAVE10: not valid for bundle b-1.")
  }

  @Test(arguments: [
    (" ", "Type a promo code."),
    (String(repeating: "A\u{1B}", count: 150), "The code has 300 characters; at most 100 are allowed."),
    ("SAVE 10", "The code contains the character U+0020 (SPACE): type it as one word."),
    ("SAVE\u{1B}[31m", "The code contains the character U+001B (a control character): type it as one word."),
    ("a\u{200B}", "The code contains the character U+200B (ZERO WIDTH SPACE): type it as one word."),
    ("a\u{FFFD}", "The code contains the character U+FFFD (REPLACEMENT CHARACTER): type it as one word."),
  ]) func `A code that is refused`(_ text: String, _ sentence: String) {
    do throws(PromoCodeProblem) {
      Issue.record("\(try PromoCode(text)) was taken")
    } catch {
      #expect(error.sentence == sentence)
    }
  }
}
