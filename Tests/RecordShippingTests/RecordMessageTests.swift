import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import RecordShipping

struct RecordMessageTests {
  private let source = RecordSource(chain: "c1", host: "desk-1", uid: 1000)

  private func messages(_ bench: ShippingBench) async throws -> [String] {
    let hash = try ShippingBench.hash
    return try await bench.journal.shippableLines().map {
      String(decoding: try RecordMessage($0, of: source, hash).bytes, as: UTF8.self)
    }
  }

  @Test func aLineIsOneMessageOfRFC5424() async throws {
    let bench = try ShippingBench()
    let journal = bench.journal
    journal.use(keyFingerprint: "0a1b2c3d4e5f")
    journal.use(tokenFingerprint: "f5e4d3c2b1a0")
    try await bench.view(journal)
    let lines = try await journal.shippableLines()
    let record = try #require(lines[1].record)
    let name = try ShippingBench.hash.name(of: try CaseID(ShippingBench.caseID))
    let loginUID = record.loginUID.map { #" loginuid="\#($0)""# } ?? ""
    let foreign = record.foreignIDs == true ? #" foreignids="true""# : ""
    let file = lines[1].place.file
    #expect(
      try await messages(bench)[1]
        == #"<85>1 \#(record.time) desk-1 casedesk - viewed [casedesk@32473 chain="c1" position="\#(file):2""#
        + #" head="\#(lines[1].hash)" previous="\#(lines[0].hash)" time="\#(record.time)" host="desk-1""#
        + #" uid="\#(getuid())" event="viewed" id="\#(record.id)" login="\#(record.login)"\#(loginUID)\#(foreign)"#
        + #" operator="robin" session="\#(record.session)" version="1.2.3" profile="clinic""#
        + #" key="0a1b2c3d4e5f" token="f5e4d3c2b1a0" action="view""#
        + #" outcome="shown" case="\#(name)"] looked at the case"#)
  }

  @Test func aLineWithAPurposeSaysItAndNoOtherDoes() async throws {
    let bench = try ShippingBench()
    let journal = bench.journal
    try await bench.view(journal)
    journal.use(purpose: "treatment")
    try await bench.view(journal)
    let messages = try await messages(bench)
    #expect(messages.map { ShippingBench.members($0)?["purpose"] } == [nil, nil, "treatment"])
  }

  @Test func theHeadOfAFileIsOneOfItsOwnSoThatNoLinkIsMissing() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let messages = try await messages(bench)
    #expect(messages.count == 2)
    #expect(ShippingBench.members(messages[0])?["event"] == "segment")
    #expect(ShippingBench.members(messages[1])?["previous"] == ShippingBench.members(messages[0])?["head"])
  }

  @Test(arguments: [
    (#"a"b"#, #"a\"b"#), (#"a\b"#, #"a\\b"#), ("a]b", #"a\]b"#), ("a\nb", "a?b"), ("é ☤", "é ☤"),
    ("[x y=\"1\"]", #"[x y=\"1\"\]"#), ("a\u{2028}b\u{85}c\u{0}", "a?b?c?"),
  ])
  func valuesAreEscapedAsSection633SaysAndEndNoMessage(_ name: String, _ written: String) async throws {
    let bench = try ShippingBench()
    try await bench.journal.record(try bench.note(by: name))
    let message = try #require(try await messages(bench).last)
    #expect(message.contains(#" operator="\#(written)" "#))
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
    let unescaped = written.replacing(#"\""#, with: "\"").replacing(#"\]"#, with: "]").replacing(#"\\"#, with: #"\"#)
    #expect(ShippingBench.members(message)?["operator"] == unescaped)
  }

  @Test func aMessageStaysShortWhateverIsInALine() async throws {
    let bench = try ShippingBench()
    try await bench.journal.record(try bench.note(by: String(repeating: "ö", count: 5000)))
    let message = try #require(try await messages(bench).last)
    #expect(message.utf8.count < 2048)
    #expect(ShippingBench.members(message)?["operator"] == String(repeating: "ö", count: 100))
  }

  @Test func itNamesNoCaseProductOrBundleButByTheKeyedHash() async throws {
    let bench = try ShippingBench()
    let id = try CaseID(ShippingBench.caseID)
    let product = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"
    let intent = WriteIntent(
      id: "w1", time: Date(), operatorName: "robin", profile: "clinic", action: .changeBundle, caseID: id,
      productIDs: [try ProductID(product)], bundleID: try BundleID("a1b2c3d4"))
    _ = try await bench.journal.open(intent, repeating: .none)
    try await bench.journal.close("w1", outcome: .done)
    let all = try await messages(bench).joined()
    for text in [ShippingBench.caseID, product, "a1b2c3d4"] { #expect(!all.contains(text)) }
    #expect(all.contains("event=\"opened\"") && all.contains("bundle change: done"))
    let other = try ShippingBench.hash.name(of: try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b7"))
    #expect(try ShippingBench.hash.name(of: id) != other)
  }

  @Test func withoutAKeyNoCaseIsNamed() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let line = try #require(try await bench.journal.shippableLines().last)
    #expect(try !RecordMessage(line, of: source, nil).members.contains { $0.name == "case" })
  }

  @Test func anEMailIsNamedAlikeHoweverItIsWritten() throws {
    let hash = try ShippingBench.hash
    #expect(
      try hash.name(of: .email(EmailAddress("Avery@example.com")))
        == hash.name(of: .email(EmailAddress("avery@EXAMPLE.com"))))
    let phone = try PhoneNumber("+12025550142", country: .unknown(nil))
    #expect(try hash.name(of: .phone(phone)).count == 32)
  }
}
