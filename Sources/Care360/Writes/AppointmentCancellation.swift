public import FoundationEssentials

/// Cancels an appointment of a patient. The API has no way back but to book again.
///
/// `POST /api/v1/calendar/appointments/cancel` (documented publicly): e-mail and id of the appointment are required, the reason
/// is not. The answer says that it is done and names nothing. The request names no case: the case is the patient's, for the
/// record and to look whether it was done.
public struct AppointmentCancellation: CaseWriteSpec {
  public let caseID: CaseID
  public let email: EmailAddress
  public let appointment: AppointmentID
  public let reason: CloseReason?
  /// The case listed the appointment when the write was confirmed.
  public let wasOnCase: Bool

  public init(
    _ caseID: CaseID, _ email: EmailAddress, _ appointment: AppointmentID, because reason: CloseReason? = nil,
    wasOnCase: Bool = false
  ) {
    self.caseID = caseID
    self.email = email
    self.appointment = appointment
    self.reason = reason
    self.wasOnCase = wasOnCase
  }

  public static let actions = [WriteIntent.Action.cancelAppointment]
  public static let sharesLimit = true

  /// The record knows no appointment, so that any two of a case may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .cancelAppointment(let other) = other else { return false }
    return target.isAlike(other.target) && appointment == other.appointment
  }

  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  /// True where the case had the appointment and has it no longer; deleted ones are no visits of a case. Nil where it never
  /// had it: then its absence says nothing.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    guard let events = detail.calendarEvents else { return nil }
    if events.contains(where: { $0.id == appointment.text }) { return false }
    return wasOnCase ? true : nil
  }

  public var target: WriteTarget { WriteTarget(.cancelAppointment, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/calendar/appointments/cancel" }

  public var body: JSONValue {
    var members: [String: JSONValue] = [
      "email": .string(email.text), "appointmentId": .string(appointment.text),
    ]
    if let reason { members["reason"] = .string(reason.text) }
    return .object(members)
  }

  /// The texts of its refusals are not documented: one sentence stands for them all.
  public static func refusal(in answer: JSONValue) -> WriteRefusal? {
    WriteRefusal(
      sentence:
        "The service does not cancel this appointment: it may be cancelled already, be over, or belong to someone else."
    )
  }

  public func receipt(in answer: JSONValue) -> AppointmentID? { appointment }

  public static func told(_ receipt: AppointmentID) -> WriteReceipt { .appointmentCancelled(receipt) }
}

extension WriteIntent.Action {
  public static let cancelAppointment = Self(
    "cancel-appointment", of: AppointmentCancellation.self, name: "appointment cancellation")
}

extension Care360Client {
  public func cancelAppointment(
    _ write: AppointmentCancellation, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<AppointmentID> {
    try await send(write, consent: consent)
  }
}
