import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Escalations, from the panel to the case that shows one, and updates from the list of a refusal.
struct EscalationTests {
  private static let one = "11111111-2222-4333-8444-555555555555"

  private static func showing(_ more: String = #""isEscalated":false"#) throws -> SessionDriver {
    var titles = EscalationTitles()
    titles.add([try EscalationTitle("Cancellation"), try EscalationTitle("Price question")], to: .support)
    return try SessionDriver.showing(try Sample.detail(more: more)) { $0.escalationTitles = titles }
  }

  /// Up to the panel of the parts.
  private static func planned(_ note: String = "Asked twice") throws -> SessionDriver {
    var driver = try showing()
    driver.press(.escalate, .accept)
    driver.choose("price")
    driver.type(note)
    driver.press(.accept)
    return driver
  }

  private static func change(
    _ wish: EscalationChange.Wish, _ details: EscalationDetails = EscalationDetails(), wasEscalated: Bool? = false
  ) throws -> EscalationChange {
    EscalationChange(try CaseID(Sample.avery), wish, details, wasEscalated: wasEscalated)
  }

  private static func price() throws -> EscalationChange {
    try change(
      .add(.support, try EscalationTitle("Price question")), EscalationDetails(note: try MessageText("Asked twice")))
  }

  private static func refused(_ entries: String) throws -> Care360Error {
    let answer = try JSONValue(parsing: Data(#"{"success":false,"data":{"escalations":[\#(entries)]}}"#.utf8))
    return .invalid(.refusal(try #require(EscalationChange.refusal(in: answer))), httpStatus: 400)
  }

  @Test func `A note takes six keys beside the text, and the question shows all`() throws {
    var driver = try Self.showing()
    // 1 opens the panel, 2 takes support, 3 the title, 4 the note, 5 goes on, 6 confirms.
    driver.press(.escalate)
    #expect(driver.picker?.title == "Escalate Avery Lindqvist · ADA-TOSXM")
    #expect(driver.picker?.rows.map(\.id) == ["support", "clinical", "external", "update"])
    driver.press(.accept)
    driver.choose("price")
    driver.type("Asked twice")
    driver.press(.accept, .accept)
    for words in [
      "Patient Avery Lindqvist  birth date 1988-04-02", "Change not escalated -> ESCALATED",
      "Escalation support · Price question", "Note \n  Asked twice",
    ] { #expect(driver.confirmationText.contains(words), "\(words)") }
    #expect(!driver.confirmationText.contains("not in the list") && driver.sent.isEmpty)
    driver.press(.confirm)
    #expect(driver.sent == [SentWrite(write: .escalation(try Self.price()), repeating: false, number: 1)])
    driver.handle(.writes(.ended(.success(Written(value: .escalation([]), isRecorded: true)), write: 1)))
    #expect(driver.notice == "ADA-TOSXM is escalated: Price question.")
    driver.press(.escalate)
    #expect(driver.picker?.rows.first?.id == "support", "it was sent, so it is not kept")
  }

  @Test func `A typed title is taken and said not to be listed`() throws {
    var driver = try Self.showing(#""isEscalated":true"#)
    driver.press(.escalate, .accept)
    driver.type("Our own")
    #expect(driver.picker?.rows.last?.spans.map(\.text).joined() == "use Our own as a title  not in the list")
    driver.press(.accept, .accept, .accept)
    #expect(
      driver.confirmationText.contains("The title is not in the list for support here; the service may refuse it."))
    #expect(driver.confirmationText.contains("escalated -> ESCALATED"))
    #expect(driver.confirmationText.contains("This adds another escalation."))
    #expect(!driver.confirmationText.contains("Note"), "none was typed")
  }

  @Test func `Time and assignee are rows of the panel, and a mistake in one stays there`() throws {
    var driver = try Self.planned()
    driver.choose("due")
    driver.type("soon")
    driver.press(.accept)
    #expect(driver.prompt?.problem == NaturalTimeProblem.notUnderstood.sentence)
    driver.handle(.input(.replaced("2020-01-01 10:00")))
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("has passed") == true)
    driver.handle(.input(.replaced("2026-12-01 10:00")))
    driver.press(.accept)
    driver.choose("assignee")
    driver.type("robin")
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("@") == true)
    driver.handle(.input(.replaced("robin@example.com")))
    driver.press(.accept)
    #expect(
      driver.picker?.rows.map { $0.spans.map(\.text).joined() } == [
        "go on: support · Price question", "note Asked twice", "due Tue 1 Dec 10:00 UTC", "assignee robin@example.com",
      ])
    driver.press(.accept)
    #expect(driver.confirmationText.contains("Due Tue 1 Dec 10:00 UTC  2026-12-01T10:00:00Z"))
    driver.press(.confirm)
    guard case .escalation(let write)? = driver.sent.first?.write else { return #expect(Bool(false), "not sent") }
    #expect(write.details.followUp == Date(timeIntervalSince1970: 1_796_119_200))
    #expect(write.details.assignee?.text == "robin@example.com")
  }

  @Test func `A note with a control character is named and stays`() throws {
    var driver = try Self.showing()
    driver.press(.escalate, .accept)
    driver.choose("price")
    driver.handle(.input(.replaced("called\u{202E}back")))
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("U+202E") == true && driver.prompt?.field.text.contains("called") == true)
  }

  @Test func `Text that was not sent is kept for its case alone`() throws {
    var driver = try Self.planned()
    driver.press(.accept, .confirm)
    driver.handle(
      .writes(.ended(.failure(.unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)), write: 1)))
    try driver.open(try Sample.joDetail())
    driver.press(.escalate)
    #expect(driver.picker?.rows.map(\.id).contains("kept") == false)
    driver.press(.back)
    try driver.open(try Sample.detail(more: #""isEscalated":false"#))
    driver.press(.escalate)
    #expect(driver.picker?.rows.first?.spans.map(\.text).joined() == "go on: support · Price question")
    driver.press(.accept)
    #expect(driver.picker?.rows[1].spans.map(\.text).joined() == "note Asked twice")
    driver.press(.back, .wrongPerson, .confirm)
    try driver.open(try Sample.detail(more: #""isEscalated":false"#))
    driver.press(.escalate)
    #expect(driver.picker?.rows.map(\.id).contains("kept") == false, "it went with the wrong person")
  }

  @Test func `A note that was typed for one title stays for another`() throws {
    var driver = try Self.planned()
    driver.press(.back, .escalate)
    driver.choose("add: support")
    driver.choose("cancellation")
    #expect(driver.prompt?.field.text == "Asked twice")
    driver.press(.accept, .accept)
    #expect(driver.confirmationText.contains("support · Cancellation"))
    #expect(driver.confirmationText.contains("Asked twice"))
  }

  @Test func `An unknown outcome is settled by the case, unless it was escalated before`() throws {
    var driver = try Self.planned()
    driver.press(.accept, .confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.reread(.success(try Sample.detail(more: #""isEscalated":true"#)), write: 1, attempt: 0)
    #expect(driver.notice == "ADA-TOSXM: the case shows the escalation.")
    driver.press(.escalate)
    #expect(driver.picker?.rows.first?.id == "support", "it was done, so it is not kept")

    driver = try Self.showing(#""isEscalated":true"#)
    driver.press(.escalate, .accept)
    driver.choose("price")
    driver.press(.accept, .accept, .confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    for attempt in 0..<3 {
      driver.reread(.success(try Sample.detail(more: #""isEscalated":true"#)), write: 1, attempt: attempt)
    }
    #expect(driver.notice.contains("the outcome of the escalation is not known"))
  }

  @Test func `A refused update becomes the list to choose from, and its note stays`() throws {
    var driver = try Self.showing()
    driver.press(.escalate)
    driver.choose("update")
    driver.type(Self.one)
    driver.press(.accept)
    driver.press(.accept)
    #expect(
      driver.picker?.rows.first?.disabledReason == "This changes nothing yet: give a note, a time or an assignee.")
    driver.choose("note")
    driver.type("Called back")
    driver.press(.accept, .accept)
    #expect(driver.confirmationText.contains("Update an escalation  \(Self.one)"))
    driver.press(.confirm)
    let other = "21111111-2222-4333-8444-555555555555"
    driver.handle(
      .writes(
        .ended(
          .failure(
            try Self.refused(
              #"{"escalationId":"\#(other)","type":"support","title":"Hold Order","note":"canary"},{"title":"no id"}"#)),
          write: 1)))
    #expect(driver.picker?.title == "Open escalations of Avery Lindqvist · ADA-TOSXM")
    #expect(driver.picker?.rows.map { $0.spans.map(\.text).joined() }.first == "support · Hold Order")
    #expect(driver.picker?.note?.text == "canary" && driver.picker?.note?.role == .phi)
    driver.press(.accept)
    #expect(driver.picker?.rows[1].spans.map(\.text).joined() == "note Called back", "it is not typed twice")
    driver.press(.accept)
    #expect(driver.confirmationText.contains("Update support · Hold Order  \(other)"))
    driver.press(.confirm)
    let write = try Self.change(
      .update(try EscalationID(other)), EscalationDetails(note: try MessageText("Called back")))
    #expect(driver.sent == [SentWrite(write: .escalation(write), repeating: false, number: 2)])
    driver.handle(.writes(.ended(.success(Written(value: .escalation([]), isRecorded: true)), write: 2)))
    #expect(driver.notice == "The escalation of ADA-TOSXM is updated.")
  }

  @Test func `The service can be asked for the open ones, which changes nothing`() throws {
    var driver = try Self.showing()
    driver.press(.escalate)
    driver.choose("update")
    driver.press(.accept)
    #expect(driver.confirmationText.contains("Change none"))
    driver.press(.confirm)
    guard case .escalation(let write)? = driver.sent.first?.write else { return #expect(Bool(false), "not sent") }
    #expect(write.wish == .update(.ofNone) && write.details.isEmpty)
    driver.handle(.writes(.ended(.failure(try Self.refused("")), write: 1)))
    #expect(driver.notice.contains("The case has no open escalation that the service lists."))
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.escalate)
    #expect(driver.picker?.rows.map(\.id).contains("kept") == false, "asking is no plan")
  }

  @Test func `The list does not open over what is being typed`() throws {
    var driver = try Self.showing()
    driver.press(.escalate)
    driver.choose("update")
    driver.press(.accept, .confirm)
    driver.press(.find)
    driver.type("jo")
    driver.handle(.writes(.ended(.failure(try Self.refused(#"{"id":"\#(Self.one)"}"#)), write: 1)))
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.focusCasePane, .escalate)
    driver.choose("update")
    #expect(driver.picker?.rows.first?.id == Self.one, "it is kept for the next time")
  }

  @Test func `It is off where the case may not be acted on`() throws {
    var driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    #expect(driver.reason(.escalate) == "read-only: config.toml")
    driver.press(.escalate)
    #expect(driver.screen.overlays.isEmpty)
  }
}
