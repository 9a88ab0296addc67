import Foundation
import Testing

@testable import Care360

/// ADD_COMMUNICATION: the body, what the answers mean, and how a text is found again in the thread.
struct CommunicationTests {
  static func author(_ name: String? = "Robin de la Cruz", _ email: String = "robin@example.com") throws
    -> MessageAuthor
  {
    MessageAuthor(email: try EmailAddress(email), name: name)
  }

  static func message(
    _ kind: Communication.Kind = .message, _ text: String = "It left today.", name: String? = "Robin de la Cruz",
    earlier: Set<String> = []
  ) throws -> Communication {
    Communication(try Sample.caseID, kind, try MessageText(text), by: try author(name), earlier: earlier)
  }

  @Test func theRequestsAreTheDocumentedOnes() async throws {
    let bodies: [(Communication, String)] = [
      (
        try Self.message(),
        #"{"action":"ADD_COMMUNICATION","communication":{"author":{"email":"robin@example.com","firstName":"Robin de la","lastName":"Cruz"},"isRestricted":false,"text":"It left today."}}"#
      ),
      (
        try Self.message(.note, " one\r\ntwo\t\"é\" 👋🏽 \n", name: "Robin"),
        #"{"action":"ADD_COMMUNICATION","communication":{"author":{"email":"robin@example.com","firstName":"Robin"},"isRestricted":true,"text":"one\ntwo\t\"é\" 👋🏽"}}"#
      ),
      (
        try Self.message(name: nil),
        #"{"action":"ADD_COMMUNICATION","communication":{"author":{"email":"robin@example.com"},"isRestricted":false,"text":"It left today."}}"#
      ),
    ]
    for (write, body) in bodies {
      let rig = try Rig(status: 200, body: #"{"success":true,"data":{"commentId":"c-1"}}"#)
      let written = try await rig.client.add(write)
      #expect(written.value == CommunicationReceipt(kind: write.kind, commentID: "c-1"))
      let sent = try #require(rig.transport.sent.first)
      #expect(sent.method == .post && sent.url == "\(Rig.base)/api/v1/cases/\(Sample.caseText)")
      #expect(sent.headers.map(\.name) == ["cv-api-key", "Content-Type"])
      #expect(sent.body.map { String(decoding: $0, as: UTF8.self) } == body)
    }
  }

  @Test(arguments: [
    (200, #"{"success":true,"data":{"commentId":"c-1"}}"#, WriteOutcome.done), (200, #"{"success":true}"#, .done),
    (201, #"{"status":201,"success":true,"data":[]}"#, .done), (200, #"{"success":false,"message":"no"}"#, .unknown),
    (200, "", .unknown), (200, "<html></html>", .unknown), (307, "", .unknown),
    (400, #"{"success":false,"message":"Case is archived"}"#, .refused), (429, "", .refused), (500, "", .unknown),
  ]) func anAnswerEndsIt(_ status: Int, _ body: String, _ outcome: WriteOutcome) async throws {
    for kind in Communication.Kind.allCases {
      let rig = try Rig(status: status, body: body)
      let write = try Self.message(kind)
      let error = await failure { () throws(Care360Error) in try await rig.client.add(write) }
      #expect(rig.journal.events == [.opened("1"), .closed("1", outcome)])
      #expect((error == nil) == (outcome == .done))
      #expect(rig.transport.sent.count == 1)
    }
  }

  /// The record names kind and case; the text, its author and what the service says stay out of it.
  @Test func theRecordKnowsTheKindAlone() throws {
    #expect(try Self.message().target == WriteTarget(.sendMessage, try Sample.caseID))
    #expect(try Self.message(.note).target == WriteTarget(.addNote, try Sample.caseID))
    #expect(try !Self.message().target.isAlike(try Self.message(.note).target))
    #expect(try Self.message().target.isAlike(try Self.message(.message, "Another").target))
  }

  // MARK: The text

  @Test func aTextIsPlainAndOfOneOrMoreLines() throws {
    #expect(try MessageText("\n\r\n a\rb\r\n\tc \u{00A0}\n").text == "a\nb\n\tc")
    #expect(try MessageText(String(repeating: "é", count: 10_000)).text.count == 10_000)
    func sentence(_ text: String) -> String? {
      do throws(MessageTextProblem) {
        _ = try MessageText(text)
        return nil
      } catch {
        return error.sentence
      }
    }
    #expect(sentence("") == "There is no text to send." && sentence(" \n\t ") == "There is no text to send.")
    #expect(
      sentence(String(repeating: "x", count: 100_000)) == "The text has 100000 characters; at most 10000 can be sent.")
    #expect(
      sentence("a\nb\u{0}c") == "Line 2 of the text contains the character U+0000 (a control character): take it out.")
    #expect(
      sentence("name \u{202E}x")
        == "Line 1 of the text contains the character U+202E (RIGHT-TO-LEFT OVERRIDE): take it out.")
    #expect(sentence("\u{200B}\u{200D}") == "There is no text to send.")
    #expect(MessageText.fitted(" A\u{202E}ve\nry\u{200F} ") == "Ave ry")
    for scalar in ["\u{200E}", "\u{061C}", "\u{FEFF}", "\u{1B}", "\u{85}", "\u{2028}", "\u{2066}", "\u{FFFD}"] {
      #expect(sentence("a" + scalar) != nil)
    }
  }

  // MARK: The thread

  private static let begun = Date(timeIntervalSince1970: 1_795_860_000)

  private static func found(_ comments: String?, _ write: Communication) throws -> Bool? {
    let list = comments.map { #","comments":[\#($0)]"# } ?? ""
    let detail = try #require(
      Case(try JSONValue(parsing: Data(#"{"id":"\#(Sample.caseText)","submitter":{}\#(list)}"#.utf8))))
    return write.isVisible(in: detail, begun: begun)
  }

  private static func comment(
    _ id: String = "new", text: String? = "It left today.", restricted: Bool = false,
    email: String? = "Robin@Example.com", minutes: Double = 1
  ) -> String {
    let text = text.map { #""text":"\#($0)","# } ?? ""
    let author = email.map { #""author":{"email":"\#($0)"},"# } ?? ""
    let time = begun.addingTimeInterval(60 * minutes).formatted(.iso8601)
    return #"{"id":"\#(id)",\#(text)\#(author)"isRestricted":\#(restricted),"createdAt":"\#(time)"}"#
  }

  @Test func itIsFoundByTextKindAndAuthor() throws {
    let write = try Self.message(earlier: ["old"])
    #expect(try Self.found(Self.comment(), write) == true)
    #expect(try Self.found(Self.comment(text: #" It left today.\r\n"#), write) == true)
    #expect(try Self.found("", write) == false)
    #expect(try Self.found(Self.comment(text: "It left yesterday."), write) == false)
    #expect(try Self.found(Self.comment(text: "It left yesterday.", email: nil), write) == false, "whoever wrote it")
    #expect(try Self.found(Self.comment(restricted: true), write) == false)
    #expect(try Self.found(Self.comment(email: "jo@example.com"), write) == false)
    #expect(try Self.found(Self.comment(restricted: true), try Self.message(.note)) == true)
  }

  /// The same text of yesterday, or one that stood there when this one was confirmed, is another one.
  @Test func anEarlierCommentIsNotTakenForIt() throws {
    #expect(try Self.found(Self.comment("old"), try Self.message(earlier: ["old"])) == false)
    #expect(try Self.found(Self.comment(minutes: -11), try Self.message()) == false)
    #expect(try Self.found(Self.comment(minutes: -9), try Self.message()) == true, "the clocks differ")
    #expect(try Self.found(Self.comment("old") + "," + Self.comment(), try Self.message(earlier: ["old"])) == true)
  }

  @Test func theSameTextOfTheLastDayIsTold() throws {
    let day = 24 * 60.0
    let comments = [
      Self.comment("1", minutes: -5), Self.comment("2", text: " It left today. ", email: nil, minutes: -day + 1),
      Self.comment("3", minutes: -day), Self.comment("4", restricted: true), Self.comment("5", text: "It left."),
    ].joined(separator: ",")
    let detail = try #require(
      Case(try JSONValue(parsing: Data(#"{"id":"\#(Sample.caseText)","submitter":{},"comments":[\#(comments)]}"#.utf8)))
    )
    #expect(
      detail.sameTexts(as: try Self.message(), at: Self.begun)
        == [-day + 1, -5].map { Self.begun.addingTimeInterval(60 * $0) })
  }

  @Test func whatDoesNotSayItIsNoAnswer() throws {
    let write = try Self.message()
    #expect(try Self.found(nil, write) == nil)
    #expect(try Self.found(Self.comment(text: nil), write) == nil)
    #expect(try Self.found(Self.comment(email: nil), write) == nil)
    #expect(
      try Self.found(#"{"text":"It left today.","author":{"email":"robin@example.com"},"isRestricted":false}"#, write)
        == nil)
    #expect(try Self.found(Self.comment(text: nil) + "," + Self.comment(), write) == true)
    #expect(
      write.target.isVisible(
        in: try #require(
          Case(try JSONValue(parsing: Data(#"{"id":"\#(Sample.caseText)","submitter":{},"comments":[]}"#.utf8)))))
        == nil)
  }
}
