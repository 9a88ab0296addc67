package import Care360
package import FoundationEssentials

/// An appointment as a list shows it.
package struct AppointmentWords: Sendable {
  /// On our own clock: "Tue 24 Nov 15:00 CET".
  package let when: String
  /// On the patient's clock: "08:00 CST (Chicago)"; empty where it is the same, "zone not given" where it is not known.
  package let theirs: String
  /// Title, clinician and status: "Follow-up visit, Helen Moreau".
  package let subject: String
  /// Name or e-mail of the patient; nil where the service said neither.
  package let patient: String?

  package init(_ appointment: Appointment, in zone: Zone, at now: Date) {
    self.init(appointment.visit, patient: appointment.patientName ?? appointment.email?.text, in: zone, at: now)
  }

  package init(_ visit: CalendarEvent, patient: String? = nil, in zone: Zone, at now: Date) {
    let time = TimeText(zone: zone, now: now)
    when = visit.start.map(time.visit) ?? "time not given"
    let own = visit.start.flatMap { time.visitInOwnZone($0, visit.timeZone, besideOurs: true) }
    theirs = visit.start == nil ? "" : own ?? (visit.timeZone == nil ? "patient's zone not given" : "")
    let words = CaseSections.words(visit, time).map(\.text).joined()
    subject = words.isEmpty ? "the service did not say more" : words
    self.patient = patient
  }
}
