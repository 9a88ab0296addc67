import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Appointments of the patient and of a day, and the cancellation of one.
struct AppointmentTests {
  private static let one = "7d9f0a52-1b7e-4b8e-9a52-1b7e4b8e6f1c"
  private static let event = #""calendarEvents":[{"id":"\#(one)","title":"Visit"}]"#

  private static func appointments(_ more: String = "") throws -> [Appointment] {
    let text = """
      {"id":"\(one)","startDateTime":"2026-12-01T14:00:00.000Z","timezone":"America/Chicago","title":"Follow-up",
       "providerName":"Helen Moreau"\(more)}
      """
    return [Appointment(try JSONValue(parsing: Data(text.utf8)))]
  }

  private static func avery() throws -> AppointmentQuery { .patient(try EmailAddress(Sample.averyMail)) }

  /// The list of Avery's appointments, filled.
  private static func listed(_ more: String = "", detail: String = event) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail(more: detail))
    driver.press(.appointments)
    #expect(driver.ownEffects == [.read(.fetchAppointments(try avery()))])
    driver.handle(.patient(.appointmentsArrived(try avery(), .success(try appointments(more)))))
    return driver
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    (driver.picker?.rows ?? []).map { $0.spans.map(\.text).joined() }
  }

  @Test func `The list has both clocks, and the question all of it`() throws {
    var driver = try Self.listed()
    #expect(driver.picker?.title == "Appointments of Avery Lindqvist · ADA-TOSXM")
    #expect(rows(driver) == ["Tue 1 Dec 14:00 UTC  08:00 CST (Chicago)  Follow-up, Helen Moreau"])
    driver.press(.accept)
    driver.type("Travelling")
    driver.press(.accept)
    for words in [
      "Patient Avery Lindqvist  birth date 1988-04-02", "Appointment Tue 1 Dec 14:00 UTC  08:00 CST (Chicago)",
      "Follow-up, Helen Moreau", "Change booked -> CANCELLED", "Reason Travelling",
    ] { #expect(driver.confirmationText.contains(words), "\(words)") }
    #expect(!driver.confirmationText.contains("another case") && driver.sent.isEmpty)
    driver.press(.confirm)
    let write = AppointmentCancellation(
      try CaseID(Sample.avery), try EmailAddress(Sample.averyMail), try AppointmentID(Self.one),
      because: try CloseReason("Travelling"), wasOnCase: true)
    #expect(driver.sent == [SentWrite(write: .cancelAppointment(write), repeating: false, number: 1)])
    driver.handle(
      .writes(.ended(.success(Written(value: .appointmentCancelled(write.appointment), isRecorded: true)), write: 1)))
    #expect(driver.notice == "The appointment of ADA-TOSXM is cancelled.")
  }

  @Test func `No reason is needed, and one with a control character is named`() throws {
    var driver = try Self.listed()
    driver.press(.accept)
    driver.handle(.input(.replaced("a\u{202E}b")))
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("U+202E") == true)
    driver.handle(.input(.replaced("  ")))
    driver.press(.accept)
    #expect(driver.confirmation != nil && !driver.confirmationText.contains("Reason"))
  }

  @Test func `One of another case says so, and the case settles an unknown outcome`() throws {
    var driver = try Self.listed(#","caseId":"\#(Sample.averyOlder)""#)
    driver.press(.accept, .accept)
    #expect(driver.confirmationText.contains("another case of this patient, \(Sample.averyOlder)"))
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.reread(.success(try Sample.detail(more: #""calendarEvents":[]"#)), write: 1, attempt: 0)
    #expect(driver.notice == "ADA-TOSXM: the case shows the appointment cancellation.")
  }

  @Test func `What the service does not say is said, and without an id there is nothing to cancel`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.appointments)
    driver.handle(
      .patient(.appointmentsArrived(try Self.avery(), .success([Appointment(.object([:]))]))))
    #expect(rows(driver) == ["time not given  the service did not say more"])
    #expect(driver.picker?.rows.first?.disabledReason == "The service gave no usable id for it.")
    driver.press(.back, .appointments)
    driver.handle(.patient(.appointmentsArrived(try Self.avery(), .success([]))))
    #expect(driver.picker?.emptyText == "There are none.")
  }

  /// The answer about one patient must never fill the list of another.
  @Test func `An answer about another patient fills no list`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.appointments, .back)
    try driver.open(try Sample.joDetail())
    driver.press(.appointments)
    driver.handle(.patient(.appointmentsArrived(try Self.avery(), .success(try Self.appointments()))))
    #expect(driver.picker?.rows.isEmpty == true)
    #expect(driver.picker?.title.contains("Jo Park") == true)
  }

  @Test func `An error is said in the patient's words and empties the list`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.appointments)
    driver.handle(.patient(.appointmentsArrived(try Self.avery(), .failure(.notFound(httpStatus: 404)))))
    #expect(driver.notice.contains("The service does not know the patient's e-mail address."))
    #expect(driver.picker?.emptyText == "The list did not arrive.")
    let limit = Care360Error.unavailable(.sharedLimit, retryAfter: nil, httpStatus: 429)
    driver.handle(.patient(.appointmentsArrived(try Self.avery(), .failure(limit))))
    #expect(driver.notice.contains("shared by the whole organization"))
  }

  @Test func `It needs an e-mail and a checked identity, and reading works where writing is off`() throws {
    var driver = SessionDriver()
    #expect(driver.reason(.appointments) == "open a case first")
    driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    #expect(driver.reason(.appointments) == nil)
    driver.press(.appointments)
    driver.handle(.patient(.appointmentsArrived(try Self.avery(), .success(try Self.appointments()))))
    driver.press(.accept, .accept)
    #expect(driver.confirmation == nil && driver.notice.contains("Nothing was sent: read-only: config.toml"))
  }

  // MARK: A day

  private static func day(_ text: String, _ driver: inout SessionDriver) throws -> AppointmentQuery {
    driver.press(.appointmentDay)
    driver.type(text)
    driver.press(.accept)
    let query = driver.ownEffects.compactMap { effect -> AppointmentQuery? in
      if case .read(.fetchAppointments(let query)) = effect { query } else { nil }
    }
    return try #require(query.first)
  }

  @Test func `A day lists the patients, and Enter opens the case`() throws {
    var driver = SessionDriver()
    let query = try Self.day("2026-12-01", &driver)
    #expect(
      query == .span(Date(timeIntervalSince1970: 1_796_083_200)..<Date(timeIntervalSince1970: 1_796_169_600)))
    let found = try Self.appointments(
      #","caseId":"\#(Sample.avery)","user":{"firstName":"Avery","lastName":"L","email":"avery@example.com"}"#)
    driver.handle(.patient(.appointmentsArrived(query, .success(found))))
    #expect(driver.ownEffects == [.record(.listed(1))])
    #expect(rows(driver) == ["Tue 1 Dec 14:00 UTC  08:00 CST (Chicago)  Avery L  Follow-up, Helen Moreau"])
    driver.press(.accept)
    #expect(driver.ownEffects.contains(.read(.fetchCase(.id(try CaseID(Sample.avery)), generation: driver.generation))))
    #expect(driver.sent.isEmpty)
  }

  @Test func `Without a case the e-mail is looked up, and with neither it says so`() throws {
    var driver = SessionDriver()
    let query = try Self.day("", &driver)
    driver.handle(
      .patient(
        .appointmentsArrived(
          query, .success(try Self.appointments() + Self.appointments(#","userEmail":"avery@example.com""#)))))
    #expect(driver.picker?.rows.first?.disabledReason == "The service did not say whose it is: look the patient up.")
    driver.choose("avery@example.com")
    #expect(
      driver.ownEffects.contains {
        if case .read(.findLatestCase(.email(let email), _)) = $0 { email.text == Sample.averyMail } else { false }
      })
  }

  @Test func `A wrong day stays with its reason, and an answer about an earlier day is dropped`() throws {
    var driver = SessionDriver()
    driver.press(.appointmentDay)
    driver.type("soon")
    driver.press(.accept)
    #expect(
      driver.prompt?.problem
        == "CaseDesk cannot read this as a day. Type today, tomorrow, fri, 1 dec or 2026-12-01.")
    driver.press(.back)
    let first = try Self.day("2026-12-01", &driver)
    driver.press(.back)
    let second = try Self.day("2026-12-02", &driver)
    driver.handle(.patient(.appointmentsArrived(first, .success(try Self.appointments()))))
    #expect(driver.picker?.rows.isEmpty == true && driver.ownEffects.isEmpty)
    driver.handle(.patient(.appointmentsArrived(second, .success([]))))
    #expect(driver.picker?.emptyText == "There are none.")
  }

  @Test func `The policy for lists turns the day off, and the lock closes its list`() throws {
    let off = SessionDriver { $0.worklist.isAllowed = false }
    #expect(off.reason(.appointmentDay) == "the site policy keeps the worklist off")
    var driver = SessionDriver()
    let query = try Self.day("2026-12-01", &driver)
    driver.handle(.patient(.appointmentsArrived(query, .success(try Self.appointments()))))
    driver.press(.lock)
    #expect(driver.session.overlays.isEmpty)
  }

  @Test(arguments: [
    ("", "2026-11-22T06:00:00Z", "2026-11-23T06:00:00Z"),
    ("2026-12-01", "2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z"),
    ("tomorrow", "2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z"),
    ("Fri", "2026-11-27T06:00:00Z", "2026-11-28T06:00:00Z"),
    ("1 dec", "2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z"),
    ("14 mar", "2027-03-14T06:00:00Z", "2027-03-15T05:00:00Z"),
    ("2027-03-14", "2027-03-14T06:00:00Z", "2027-03-15T05:00:00Z"),
  ]) func `A day is the day of our clock, however long`(_ text: String, _ start: String, _ end: String) throws {
    let chicago = Zone(
      local: { $0 < Date(timeIntervalSince1970: 1_805_011_200) ? (-21_600, "CST") : (-18_000, "CDT") },
      named: { _, _ in nil })
    let now = Date(timeIntervalSince1970: 1_795_344_120)
    let span = try NaturalDay.span(text, at: now, zone: chicago)
    #expect([span.lowerBound, span.upperBound].map { $0.formatted(.iso8601) } == [start, end])
    for text in ["2026-12-01 10:00", "2026-13-01", "9", "in 2 h", "someday", "tomorrow 9"] {
      #expect(throws: NaturalTimeProblem.noDay, "\(text)") { try NaturalDay.span(text, at: now, zone: chicago) }
    }
    #expect(throws: NaturalTimeProblem.noSuchDay("31 Feb")) { try NaturalDay.span("31 feb", at: now, zone: chicago) }
  }
}
