public import FoundationEssentials

/// An appointment of the organization's calendar. The list's entries are not documented: they are read as visits of a case are
/// (documented publicly), and under the names that the request to make one uses. Nil means that the service did not say.
public struct Appointment: Hashable, Sendable {
  public let visit: CalendarEvent
  /// Nil where there is none that can be sent.
  public let id: AppointmentID?
  public let caseID: CaseID?
  public let email: EmailAddress?
  public let patientName: String?

  /// The names that the request to make an appointment uses, or a topic for a title, stand in for those of a visit.
  private static let standIns = [
    "id": "appointmentId", "startDateTime": "startTime", "endDateTime": "endTime", "timezone": "timeZone",
    "title": "topic",
  ]

  init(_ json: JSONValue) {
    var members = json.object ?? [:]
    for (name, standIn) in Self.standIns where json[name] == nil { members[name] = json[standIn] }
    visit = CalendarEvent(.object(members))
    id = visit.id.flatMap(AppointmentID.init(lenient:))
    caseID = (json["caseId"] ?? json["case"]?["id"])?.string.flatMap(CaseID.init(lenient:))
    let person = json["user"] ?? json["submitter"] ?? json["case"]?["submitter"]
    email = (json["userEmail"] ?? json["email"] ?? person?["email"])?.string.flatMap(EmailAddress.init(lenient:))
    patientName = person.map(Submitter.init)?.fullName
  }

  /// True unless it is known to lie outside the span.
  fileprivate func mayOverlap(_ span: Range<Date>) -> Bool {
    if let start = visit.start?.date, start >= span.upperBound { return false }
    if let last = (visit.end ?? visit.start)?.date, last < span.lowerBound { return false }
    return true
  }
}

/// The id of an appointment: its form is not documented, so any printable ASCII without spaces.
public struct AppointmentID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) throws(IdentifierProblem) {
    let trimmed = text.trimmedOfSpaces
    guard (1...200).contains(trimmed.utf8.count), trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .unreadable("An appointment id is 1 to 200 printable ASCII characters without spaces.")
    }
    self.text = trimmed
  }

  public var description: String { text }
}

extension AppointmentID {
  init?(lenient text: String) { do { try self.init(text) } catch { return nil } }
}

extension EmailAddress {
  fileprivate init?(lenient text: String) { do { try self.init(text) } catch { return nil } }
}

extension CaseID {
  fileprivate init?(lenient text: String) { do { try self.init(text) } catch { return nil } }
}

/// The appointments that are asked for. The service lists only future ones that are not deleted, of cases that are open
/// (documented publicly).
public enum AppointmentQuery: Hashable, Sendable {
  case patient(EmailAddress)
  case span(Range<Date>)

  /// Days match by overlap, and take both ends (documented publicly); that they are days of UTC is assumed, so that the days
  /// around a span in any zone are asked for, and `Care360Client.appointments` keeps what overlaps.
  var parameters: [(name: String, value: String)] {
    switch self {
    case .patient(let email): [("user_email", email.text)]
    case .span(let span): [("start_date", Self.day(span.lowerBound)), ("end_date", Self.day(span.upperBound))]
    }
  }

  private static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
}

extension Care360Client {
  /// The appointments, the earliest first. Throws `notFound` for an e-mail that the service does not know (documented
  /// publicly), and `unavailable` with `sharedLimit` where the organization asked too often.
  public func appointments(_ query: AppointmentQuery) async throws(Care360Error) -> [Appointment] {
    do {
      let found: [Appointment] = try await read(.appointments(query)) { json in
        let data = json["data"]
        let list = data?.array ?? (data?["appointments"] ?? data?["events"] ?? json["appointments"])?.array
        return list?.map(Appointment.init)
      }
      return Self.inOrder(found, query)
    } catch .unavailable(.tooManyRequests, let retryAfter, let status) {
      throw .unavailable(.sharedLimit, retryAfter: retryAfter, httpStatus: status)
    } catch .notFound(let status) {
      // Only an e-mail can be unknown.
      if case .patient = query { throw .notFound(httpStatus: status) }
      throw .malformedAnswer(httpStatus: status)
    }
  }

  private static func inOrder(_ found: [Appointment], _ query: AppointmentQuery) -> [Appointment] {
    var kept = found
    switch query {
    case .span(let span): kept.removeAll { !$0.mayOverlap(span) }
    // An appointment that the service gives to someone else is never shown as this patient's.
    case .patient(let email):
      kept.removeAll { $0.email.map { $0.text.lowercased() != email.text.lowercased() } ?? false }
    }
    return kept.enumerated().sorted { one, other in
      guard let first = one.element.visit.start, let second = other.element.visit.start, first != second else {
        return one.offset < other.offset
      }
      return first < second
    }.map(\.element)
  }
}
