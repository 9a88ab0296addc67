import Foundation
import Testing

@testable import Care360

struct AttachmentLinkTests {
  private func links(_ json: String) throws -> [AttachmentLink] {
    AttachmentLink.all(in: try JSONValue(parsing: Data(json.utf8)))
  }

  /// Neither contents nor another format is ever asked for.
  @Test func linksAndNotContentsAreAskedFor() throws {
    let id = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    let route = Route.attachmentLinks(id)
    #expect(!route.isWrite && route.credential == .apiKey && route.body == nil)
    #expect(route.path == "/api/v1/customer-case-detail")
    #expect(
      route.query.map { "\($0.name)=\($0.value)" } == [
        "caseId=\(id.text)", "includeAttachments=true", "documentFormat=url",
      ])
    #expect(!Route.caseDetail(.id(id)).query.contains { $0.name == "includeAttachments" })
  }

  @Test func theFilesOfCaseAndMessagesAreListedOnce() throws {
    let found = try links(
      #"""
      {"attachments":[{"id":"a","fileName":"a.jpg"},{"id":"b","fileName":"b.pdf","url":"https://files.example.com/b"},
       {"id":"gone","isDeleted":true,"url":"https://files.example.com/gone"}],
       "comments":[{"attachments":[{"id":"a","url":"https://files.example.com/a"},{"id":"c","url":"https://files.example.com/c"}]},{}]}
      """#)
    #expect(found.map(\.id) == ["a", "b", "c"])
    #expect(
      found.map(\.url) == ["https://files.example.com/a", "https://files.example.com/b", "https://files.example.com/c"])
  }

  @Test(arguments: [
    #""http://files.example.com/a""#, #""javascript:alert(1)""#, #""https://files.example.com/a b""#,
    #""https://files.example.com/\u202egpj""#, #""https://files.example.com/\u001b[2J""#, "7", "null", #"{"a":1}"#,
  ])
  func anythingButAPlainSecureAddressIsNoLink(_ url: String) throws {
    let found = try links(#"{"attachments":[{"id":"a","url":\#(url),"content":"QUJD"}]}"#)
    #expect(found.map(\.url) == [nil])
  }

  @Test func aCaseWithoutFilesHasNoLinks() throws {
    #expect(try links("{}").isEmpty && links(#"{"attachments":null,"comments":[]}"#).isEmpty)
  }

  /// No page names a size, so that any number counts and none is needed.
  @Test(arguments: [
    (#""size":1200"#, 1200), (#""fileSize":7"#, 7), (#""size":-1"#, nil), (#""size":"x""#, nil), ("", nil),
  ])
  func aSizeCountsWhereTheServiceSaysIt(_ member: String, _ size: Int64?) throws {
    let json = try JSONValue(parsing: Data("{\"id\":\"a\"\(member.isEmpty ? "" : ",")\(member)}".utf8))
    #expect(Attachment(json).size == size)
  }
}
