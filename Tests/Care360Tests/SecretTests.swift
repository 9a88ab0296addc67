import Foundation
import Testing

@testable import Care360

/// Secrets are one line of printable ASCII, and no description shows one.
struct SecretTests {
  @Test(arguments: [
    ("k", "k"), ("canary-1\n", "canary-1"), ("canary-1\r\n", "canary-1"), ("canary-1 \t\n\n", "canary-1"),
    ("\u{FEFF}canary-1\n", "canary-1"), (" canary-1", "canary-1"),
  ])
  func whatIsAroundItIsNoPartOfIt(_ source: String, _ value: String) throws {
    #expect(try Secret(validating: source.utf8).reveal() == value)
  }

  @Test(
    arguments: [
      ("", .empty), ("\n", .empty), ("\u{FEFF} \n", .empty), ("can\r\nary", .severalLines),
      ("can\nary", .severalLines), ("can\rary", .severalLines), ("can\u{0000}ary", .notPrintable),
      ("canäry", .notPrintable), ("canary\u{FEFF}", .notPrintable), ("can ary", .holdsBlanks),
      ("can\tary", .holdsBlanks), ("canary\nlogin: x", .severalLines), ("canary\u{A0}", .notPrintable),
      ("canary\u{007F}", .notPrintable), (String(repeating: "canary", count: 700), .tooLong),
    ] as [(String, SecretProblem)]) func othersAreRefusedWithoutEcho(_ source: String, _ problem: SecretProblem)
  {
    let error = #expect(throws: SecretProblem.self) { try Secret(validating: source.utf8) }
    #expect(error == problem)
    #expect(error?.sentence.contains("can") == false)
  }

  @Test func fourKiBIsTheLimit() throws {
    #expect(try Secret(validating: Array(repeating: 0x6B, count: 4096)).reveal().utf8.count == 4096)
    #expect(throws: SecretProblem.tooLong) { try Secret(validating: Array(repeating: 0x6B, count: 4097)) }
  }

  @Test func noDescriptionShowsIt() async throws {
    let secret = try Secret(validating: "canary-1".utf8)
    var dumped = ""
    dump(secret, to: &dumped)
    let request = try Route.bundles.request(base: BaseURL(Rig.base), secret: secret)
    var requestDumped = ""
    dump(request, to: &requestDumped)
    let texts = [
      "\(secret)", String(reflecting: secret), dumped, String(describing: [secret]), request.redacted, "\(request)",
      requestDumped,
    ]
    for text in texts { #expect(!text.contains("canary")) }
    #expect(request.redacted.contains("cv-api-key: [redacted]\n"))
  }
}
