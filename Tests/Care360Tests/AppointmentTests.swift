import Foundation
import Testing

@testable import Care360

/// Appointments: how they are asked for and read, and the cancellation of one.
struct AppointmentTests {
  private static let day = Date(timeIntervalSince1970: 1_796_083_200)..<Date(timeIntervalSince1970: 1_796_169_600)
  private static let id = "7d9f0a52-1b7e-4b8e-9a52-1b7e4b8e6f1c"

  private static func list(_ body: String, _ query: AppointmentQuery? = nil, status: Int = 200) async throws -> (
    Result<[Appointment], Care360Error>, Rig
  ) {
    let rig = try Rig(status: status, body: body)
    let query = try query ?? .patient(try Sample.email)
    do throws(Care360Error) {
      return (.success(try await rig.client.appointments(query)), rig)
    } catch {
      return (.failure(error), rig)
    }
  }

  private static func cancellation(_ reason: String? = nil, _ id: String = id, wasOnCase: Bool = false) throws
    -> AppointmentCancellation
  {
    AppointmentCancellation(
      try Sample.caseID, try EmailAddress("avery@example.com"), try AppointmentID(id),
      because: try reason.map(CloseReason.init), wasOnCase: wasOnCase)
  }

  @Test func `A patient is asked for by e-mail, a day by the days of UTC around it`() async throws {
    let (_, one) = try await Self.list(#"{"success":true,"data":[]}"#, .patient(try EmailAddress("a+b@example.com")))
    #expect(
      one.transport.sent.map(\.url) == ["\(Rig.base)/api/v1/calendar/appointments?user_email=a%2Bb%40example.com"])
    let shifted = Self.day.lowerBound.addingTimeInterval(21_600)..<Self.day.upperBound.addingTimeInterval(21_600)
    let (_, other) = try await Self.list(#"{"success":true,"data":[]}"#, .span(shifted))
    #expect(
      other.transport.sent.map(\.url)
        == ["\(Rig.base)/api/v1/calendar/appointments?start_date=2026-12-01&end_date=2026-12-02"])
  }

  @Test(arguments: [
    #"{"success":true,"data":[ENTRY]}"#, #"{"success":true,"data":{"appointments":[ENTRY]}}"#,
    #"{"success":true,"data":{"events":[ENTRY]}}"#, #"{"success":true,"appointments":[ENTRY]}"#,
  ]) func `The list is found in each likely place, and its entries under each likely name`(_ body: String) async throws
  {
    let entries = [
      #"{"id":"\#(Self.id)","startDateTime":"2026-12-01T14:00:00.000Z","timezone":"America/Chicago","title":"T","caseId":"\#(Sample.caseText)","user":{"email":"avery@example.com","firstName":"Avery","lastName":"L"}}"#,
      #"{"appointmentId":"\#(Self.id)","startTime":"2026-12-01T14:00:00.000Z","timeZone":"America/Chicago","topic":"T","userEmail":"Avery@example.com","case":{"id":"\#(Sample.caseText)","submitter":{"firstName":"Avery","lastName":"L"}}}"#,
    ]
    for entry in entries {
      let found = try await Self.list(body.replacing("ENTRY", with: entry)).0.get()
      let one = try #require(found.first)
      #expect(one.id?.text == Self.id && one.visit.start?.date == Date(timeIntervalSince1970: 1_796_133_600))
      #expect(one.visit.timeZone == "America/Chicago" && one.visit.title == "T" && one.caseID?.text == Sample.caseText)
      #expect(one.email?.text.lowercased() == "avery@example.com" && one.patientName == "Avery L")
    }
  }

  @Test func `What is missing or odd stays nil and costs no other entry`() async throws {
    let body =
      #"{"success":true,"data":[{},"x",{"id":7,"caseId":"7","email":"x","startDateTime":"soon"},{"id":"a b"}]}"#
    let found = try await Self.list(body).0.get()
    #expect(found.map { $0.id?.text } == [nil, nil, "7", nil])
    #expect(found.allSatisfy { $0.caseID == nil && $0.email == nil && $0.visit.start?.date == nil })
  }

  @Test func `Another patient's entry is never shown as this patient's`() async throws {
    let body =
      #"{"success":true,"data":[{"id":"1","userEmail":"AVERY@example.com"},{"id":"2","userEmail":"jo@example.com"},{"id":"3"}]}"#
    let found = try await Self.list(body, .patient(try EmailAddress("avery@example.com"))).0.get()
    #expect(found.compactMap { $0.id?.text } == ["1", "3"])
  }

  @Test func `A day keeps what overlaps it or has no time, the earliest first`() async throws {
    func entry(_ id: String, _ start: String, _ end: String) -> String {
      #"{"id":"\#(id)","startDateTime":"2026-\#(start):00:00.000Z","endDateTime":"2026-\#(end):00:00.000Z"}"#
    }
    let entries = [
      entry("late", "12-01T20", "12-01T21"), entry("before", "11-30T20", "11-30T21"),
      entry("over", "11-30T23", "12-01T01"),
      entry("after", "12-02T00", "12-02T01"), entry("early", "12-01T10", "12-01T11"), #"{"id":"untimed"}"#,
    ]
    let found = try await Self.list(#"{"success":true,"data":[\#(entries.joined(separator: ","))]}"#, .span(Self.day)).0
      .get()
    #expect(found.compactMap { $0.id?.text } == ["over", "early", "late", "untimed"])
  }

  @Test func `An error says what happened`() async throws {
    let unknown = #"{"status":404,"success":false,"message":"User not found"}"#
    let (patient, _) = try await Self.list(unknown, status: 404)
    #expect(patient == .failure(.notFound(httpStatus: 404)))
    let (day, _) = try await Self.list(unknown, .span(Self.day), status: 404)
    #expect(day == .failure(.malformedAnswer(httpStatus: 404)))
    let (shape, _) = try await Self.list(#"{"success":true,"data":{"id":"x"}}"#)
    #expect(shape == .failure(.malformedAnswer(httpStatus: 200)))
    let (limit, _) = try await Self.list(
      #"{"status":429,"success":false,"message":"Rate limit exceeded"}"#, status: 429)
    guard case .failure(let error) = limit else { return #expect(Bool(false), "an answer") }
    #expect(error == .unavailable(.sharedLimit, retryAfter: nil, httpStatus: 429))
    #expect(error.sentence.contains("shared by the whole organization"))
  }

  @Test func `A cancellation is sent once, to the calendar`() async throws {
    for (reason, body) in [
      (nil, #"{"appointmentId":"\#(Self.id)","email":"avery@example.com"}"#),
      (" Travelling ", #"{"appointmentId":"\#(Self.id)","email":"avery@example.com","reason":"Travelling"}"#),
    ] as [(String?, String)] {
      let rig = try Rig(status: 200, body: #"{"status":200,"success":true,"message":"Meeting schedule successfully"}"#)
      let written = try await rig.client.cancelAppointment(try Self.cancellation(reason))
      #expect(written.value.text == Self.id)
      let sent = try #require(rig.transport.sent.first)
      #expect(sent.url == "\(Rig.base)/api/v1/calendar/appointments/cancel" && sent.method == .post)
      #expect(sent.body.map { String(decoding: $0, as: UTF8.self) } == body && rig.transport.sent.count == 1)
      let target = try Self.cancellation(reason).target
      #expect(try target.action.rawValue == "cancel-appointment" && target.caseID == Sample.caseID)
      #expect(!String(reflecting: target).contains("avery@") && !String(reflecting: target).contains("Travelling"))
    }
  }

  @Test(
    arguments: [
      (
        400, #"{"status":400,"success":false,"message":"Invalid request","error":"Meeting is already cancelled"}"#,
        "refused"
      ),
      (404, #"{"success":false,"message":"Not found"}"#, "refused"),
      (401, #"{"status":401,"success":false,"message":"Unauthorized"}"#, "key"),
      (429, #"{"status":429,"success":false,"message":"Rate limit exceeded"}"#, "limit"),
      (500, "", "unknown"), (200, #"{"status":200,"success":false,"message":"m"}"#, "unknown"),
    ])
  func `An answer to a cancellation means`(_ status: Int, _ body: String, _ meaning: String) async throws {
    let rig = try Rig(status: status, body: body)
    let write = try Self.cancellation()
    let error = await failure { () throws(Care360Error) in try await rig.client.cancelAppointment(write) }
    switch meaning {
    case "refused":
      #expect(error?.kind == "invalid" && error?.httpStatus == status)
      #expect(error?.sentence.contains("cancelled already, be over, or belong to someone else") == true)
    case "key": #expect(error == .notAuthorized(.apiKey, .refused, httpStatus: 401))
    case "limit": #expect(error == .unavailable(.sharedLimit, retryAfter: nil, httpStatus: 429))
    default: #expect(error?.mayHaveBeenApplied == true)
    }
    #expect(rig.journal.events.last == .closed("1", meaning == "unknown" ? .unknown : .refused))
    #expect(rig.transport.sent.count == 1)
  }

  @Test(
    arguments: [
      ("{}", nil, nil), (#"{"calendarEvents":[]}"#, true, nil),
      (#"{"calendarEvents":[{"id":"\#(id)"}]}"#, false, false),
      (#"{"calendarEvents":[{"id":"\#(id)","isDeleted":true},{"id":"other"}]}"#, true, nil),
    ] as [(String, Bool?, Bool?)])
  func `A case shows it where it had the appointment`(_ members: String, _ had: Bool?, _ hadNot: Bool?) throws {
    var json = try #require(try Sample.json(members).object)
    json["id"] = .string(Sample.caseText)
    let detail = try #require(Case(.object(json)))
    #expect(try Self.cancellation(wasOnCase: true).isVisible(in: detail, begun: Date()) == had)
    #expect(try Self.cancellation().isVisible(in: detail, begun: Date()) == hadNot)
    #expect(try Self.cancellation(wasOnCase: true).target.isVisible(in: detail) == nil)
  }

  @Test func `Another appointment is another write, which the record cannot tell`() throws {
    let (one, other) = (try Self.cancellation(), try Self.cancellation(nil, "other"))
    #expect(one.isAlike(.cancelAppointment(try Self.cancellation("why"))) && !one.isAlike(.cancelAppointment(other)))
    #expect(one.target.isAlike(other.target))
  }

  @Test(arguments: ["", " ", "a b", "é", String(repeating: "x", count: 201)]) func `An id that is refused`(
    _ text: String
  ) {
    #expect(throws: IdentifierProblem.self) { try AppointmentID(text) }
  }
}
