import Care360Sandbox
import Foundation
import Testing

/// Messages to the patient and internal notes, seen in the case afterwards.
struct CommunicationTests {
  private static let missing = "00000000-0000-4000-8000-000000000009"

  private func add(
    _ sandbox: Sandbox, _ communication: Any?, to caseID: String = Sandbox.showcaseCaseID, key: String? = nil
  ) async throws -> Answered {
    var body: [String: Any] = ["action": "ADD_COMMUNICATION"]
    body["communication"] = communication
    let data = try JSONSerialization.data(withJSONObject: body)
    return try await sandbox.act(on: caseID, String(decoding: data, as: UTF8.self), key: key)
  }

  private func words(
    _ text: String, restricted: Bool = false, email: String = "robin.reyes@example.com"
  ) -> [String: Any] {
    ["text": text, "isRestricted": restricted, "author": ["email": email, "firstName": "Robin", "lastName": "Reyes"]]
  }

  @Test(arguments: [false, true])
  func aMessageOrNoteStandsLastOnTheCase(_ isNote: Bool) async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.detail(Sandbox.showcaseCaseID)
    let text = "Please call the pharmacy.\n\"Grüße\" 👋"

    let answer = try await add(sandbox, words(text, restricted: isNote))

    #expect(answer.status == 200)
    let body = try answer.object()
    #expect(body["success"] as? Bool == true)
    let data = try #require(body.child("data"))
    #expect(Set(data.keys) == ["commentId", "createdAt"])
    let after = try await sandbox.detail(Sandbox.showcaseCaseID)
    #expect(after.list("comments").count == before.list("comments").count + 1)
    let comment = try #require(after.list("comments").last)
    #expect(comment["id"] as? String == data["commentId"] as? String)
    #expect(comment["createdAt"] as? String == data["createdAt"] as? String)
    #expect(comment["text"] as? String == text && comment["isRestricted"] as? Bool == isNote)
    let author = try #require(comment.child("author"))
    #expect(author["email"] as? String == "robin.reyes@example.com")
    #expect(author["firstName"] as? String == "Robin" && author["lastName"] as? String == "Reyes")
    #expect(author["role"] as? String == "CASEMANAGER")
    #expect(Set(author.keys) == Set(try #require(before.list("comments").first?.child("author")).keys))
    #expect(after["updatedAt"] as? String == data["createdAt"] as? String)
    #expect(after.list("activity").last?["type"] as? String == "ADD_CASE_COMMENT")
  }

  @Test func theSameTextTwiceIsTwoMessages() async throws {
    let sandbox = try Sandbox.small()
    var ids: Set<String> = []
    for _ in 0..<2 {
      ids.insert(try #require(try await add(sandbox, words("Hello")).object().child("data")?["commentId"] as? String))
    }
    #expect(ids.count == 2)
  }

  @Test func aKnownAuthorKeepsIdRoleAndName() async throws {
    let sandbox = try Sandbox.small()
    let detail = try await sandbox.detail(Sandbox.showcaseCaseID)
    let patient = try #require(detail.child("submitter"))
    for (email, role) in [("AVERY@example.com", "USER"), ("care.team1@example.com", "CASEWORKER")] {
      let words: [String: Any] = ["text": "Hello", "isRestricted": false, "author": ["email": email]]
      #expect(try await add(sandbox, words).status == 200)
      let author = try #require(try await sandbox.detail(Sandbox.showcaseCaseID).list("comments").last?.child("author"))
      #expect(author["role"] as? String == role && author["email"] as? String == email.lowercased())
      #expect((author["firstName"] as? String)?.isEmpty == false)
      #expect((author["id"] as? String == patient["id"] as? String) == (role == "USER"))
    }
  }

  @Test func attachmentsStandOnMessageAndCase() async throws {
    let sandbox = try Sandbox.small()
    var given = words("See the file")
    given["attachments"] = [["fileName": "label.pdf", "content": "U3ludGhldGlj", "isPHI": true]]
    #expect(try await add(sandbox, given).status == 200)
    let detail = try await sandbox.detail(Sandbox.showcaseCaseID)
    let file = try #require(detail.list("comments").last?.list("attachments").first)
    #expect(file["fileName"] as? String == "label.pdf")
    #expect(file["isPHI"] as? Bool == true && file["isRestricted"] as? Bool == false)
    #expect(detail.list("attachments").last?["id"] as? String == file["id"] as? String)
  }

  /// Each changes one member of a good body; `nil` takes it away.
  @Test(arguments: [
    ("text", nil, "text is required"), ("text", #""""#, "text is required"), ("text", #"" \n""#, "text is required"),
    ("text", "7", "text is required"), ("isRestricted", nil, "isRestricted"),
    ("isRestricted", #""true""#, "isRestricted"),
    ("webhookNotify", #""no""#, "webhookNotify"), ("author", nil, "author email is required"),
    ("author", #""robin""#, "author email is required"), ("author", #"{"firstName":"R"}"#, "author email is required"),
    ("author", #"{"email":"robin"}"#, "author email is invalid"), ("attachments", "{}", "attachments"),
    ("attachments", #"[{"fileName":"a.pdf"}]"#, "attachments"),
    ("attachments", #"[{"fileName":"a.pdf","content":"!"}]"#, "attachments"),
  ])
  func aBrokenRuleIsABadRequest(_ name: String, _ value: String?, _ error: String) async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(Sandbox.showcaseCaseID))
    var given = words("Hello")
    given[name] = try value.map { try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) }
    // The body is looked at before the case.
    for id in [Sandbox.showcaseCaseID, Self.missing] {
      let answer = try await add(sandbox, given, to: id)
      #expect(answer.status == 400)
      let body = try answer.object()
      #expect(Set(body.keys) == ["status", "success", "message", "error"])
      #expect((body["error"] as? String)?.contains(error) == true, "\(body)")
    }
    #expect(try canonical(try await sandbox.detail(Sandbox.showcaseCaseID)) == before)
  }

  @Test func aTextBeyondTheLimitIsRefused() async throws {
    let sandbox = try Sandbox.small()
    #expect(try await add(sandbox, words(String(repeating: "é", count: 10_000))).status == 200)
    let answer = try await add(sandbox, words(String(repeating: "é", count: 10_001)))
    #expect(answer.status == 400)
    #expect(try answer.object()["error"] as? String == "Communication text is too long")
    #expect(try await add(sandbox, nil).status == 400)
    #expect(try await add(sandbox, ["text"]).status == 400)
  }

  @Test func aCaseThatIsClosedForeignOrUnknownTakesNone() async throws {
    let sandbox = try Sandbox.small()
    let closed = try #require(try await sandbox.latest(email: "morgan@example.com"))
    let refusals = [
      (closed, 400, "Case is archived!"), (Sandbox.foreignCaseID, 403, "Permission denied!"),
      (Self.missing, 404, "No Case found for provided details!"),
    ]
    for (id, status, error) in refusals {
      let answer = try await add(sandbox, words("Hello"), to: id)
      #expect(answer.status == status)
      #expect(try answer.object()["error"] as? String == error)
    }
    #expect(try await add(sandbox, words("Hello"), key: "").object()["code"] as? String == "CASE_ERROR")
    let texts = try await sandbox.detail(closed).list("comments").compactMap { $0["text"] as? String }
    #expect(!texts.contains("Hello"))
  }

  @Test(arguments: [("drop-before", 0), ("drop-after", 1), ("status=503", 0), ("malformed", 1)])
  func aFaultActsOnAMessage(_ kind: String, _ applied: Int) async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.detail(Sandbox.showcaseCaseID).list("comments").count
    sandbox.arm(try SandboxFault.parse("communication:\(kind)x1"))
    do { _ = try await add(sandbox, words("Hello")) } catch is Dropped { #expect(kind.hasPrefix("drop")) }
    #expect(try await sandbox.detail(Sandbox.showcaseCaseID).list("comments").count == before + applied)
    #expect(sandbox.requestCount(.communication) == 1)
  }
}
