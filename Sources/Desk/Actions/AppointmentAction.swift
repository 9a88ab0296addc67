import Care360
import FoundationEssentials

extension Picker.ID {
  static let appointmentDay = Picker.ID("appointments of a day")

  /// The list that this question fills. That of a patient is named by the e-mail, so that an answer about another patient
  /// never fills it.
  fileprivate static func appointments(_ query: AppointmentQuery) -> Picker.ID {
    switch query {
    case .patient(let email): Picker.ID("appointments of \(email)")
    case .span: .appointmentDay
    }
  }
}

/// Appointments: of the patient that is shown, whose list cancels one after a reason and a confirmation, and of a day, whose list
/// opens the patient's case.
extension Desk {
  /// The e-mail whose appointments can be asked for; throws why there is none.
  private var appointmentEmail: Result<EmailAddress, Refusal> {
    guard let shown else { return .failure(Refusal(reason: "open a case first")) }
    do throws(IdentifierProblem) {
      return .success(try EmailAddress(shown.detail.submitter.email ?? ""))
    } catch {
      return .failure(Refusal(reason: "the case gives no e-mail address to ask with"))
    }
  }

  var reasonAgainstAppointments: String? {
    switch appointmentEmail {
    case .success: nil
    case .failure(let refusal): refusal.reason
    }
  }

  mutating func openAppointments() -> [Effect] {
    guard case .success(let email) = appointmentEmail else { return [] }
    return openList(.patient(email), "Appointments of \(subject)", about: aboutShown)
  }

  mutating func askForAppointmentDay(at now: Date) {
    let zone = TimeText(zone: settings.zone, now: now).zoneName
    let prompt = Prompt(
      "Appointments of a day", placeholder: NaturalDay.examples, ["In \(zone). Without a text: today."],
      isOptional: true
    ) { desk, typed, now in
      do throws(NaturalTimeProblem) {
        let span = try NaturalDay.span(typed.text, at: now, zone: desk.settings.zone)
        let day = TimeText(zone: desk.settings.zone, now: now).visit(Instant(span.lowerBound.formatted(.iso8601)))
        desk.appointmentDay = span
        return .success(desk.openList(.span(span), "Appointments from \(day), one day", about: .several))
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: .nobody)
  }

  private mutating func openList(_ query: AppointmentQuery, _ title: String, about: Overlay.About) -> [Effect] {
    let how =
      switch query {
      case .patient: "Enter cancels an appointment, after a confirmation."
      case .span: "Enter opens the case of the patient."
      }
    overlays.open(
      .picker(
        Picker(
          .appointments(query), title: title, items: [],
          note: Span("\(how) Only future ones of open cases are listed.", .muted),
          emptyText: "Asking the service for the appointments …")), about: about)
    return [.read(.fetchAppointments(query))]
  }

  mutating func appointmentsArrived(
    _ query: AppointmentQuery, _ result: Result<[Appointment], Care360Error>, at now: Date
  ) -> [Effect] {
    // An answer about an earlier day.
    if case .span(let span) = query, span != appointmentDay { return [] }
    let list = Picker.ID.appointments(query)
    switch result {
    case .success(let found):
      let items = found.enumerated().map { index, appointment in
        item(appointment, row: appointment.id?.text ?? String(index), of: query, at: now)
      }
      overlays.fill(list, items, emptyText: "There are none.")
      if case .span = query { return [.record(.listed(found.count))] }
    case .failure(let error):
      var sentence = error.sentence
      if case .notFound = error { sentence = "The service does not know the patient's e-mail address." }
      overlays.fill(list, [], emptyText: "The list did not arrive.")
      say(Span("The appointments could not be listed: \(sentence)", .error))
    }
    return []
  }

  private func item(
    _ appointment: Appointment, row: String, of query: AppointmentQuery, at now: Date
  ) -> Picker.Item {
    let words = AppointmentWords(appointment, in: settings.zone, at: now)
    var spans = [Span(words.when), Span(words.theirs.isEmpty ? "" : "  \(words.theirs)", .muted)]
    var reason: String?
    let choose: Reaction
    switch query {
    case .patient(let email):
      if appointment.id == nil { reason = "The service gave no usable id for it." }
      choose = { desk, _ in
        desk.askWhyCancelled(appointment, of: email)
        return []
      }
    case .span:
      spans.append(Span("  \(words.patient ?? "patient not given")", .accent))
      if appointment.caseID == nil, appointment.email == nil {
        reason = "The service did not say whose it is: look the patient up."
      }
      choose = { desk, now in desk.openCase(of: appointment, at: now) }
    }
    spans.append(Span("  \(words.subject)"))
    return Picker.Item(RowPresentation(id: row, spans: spans, disabledReason: reason), choose: choose)
  }

  private mutating func openCase(of appointment: Appointment, at now: Date) -> [Effect] {
    setFocus(.caseDetail)
    if let id = appointment.caseID { return openByID(id, at: now) }
    return appointment.email.map { search(.email($0), at: now) } ?? []
  }

  // MARK: Cancelling

  private mutating func askWhyCancelled(_ appointment: Appointment, of email: EmailAddress) {
    let prompt = Prompt(
      "Reason for cancelling the appointment", placeholder: "the patient is travelling",
      ["The service takes it without a reason, too. The record of writes does not include it."], isOptional: true
    ) { desk, typed, now in
      do throws(CloseReasonProblem) {
        let reason = typed.isBlank ? nil : try CloseReason(typed.text)
        desk.confirmCancelling(appointment, of: email, because: reason, at: now)
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  private mutating func confirmCancelling(
    _ appointment: Appointment, of email: EmailAddress, because reason: CloseReason?, at now: Date
  ) {
    guard let shown, let id = appointment.id, actionReason == nil else { return refuse() }
    let events = shown.detail.calendarEvents ?? []
    let write = CaseWrite.cancelAppointment(
      AppointmentCancellation(
        shown.detail.id, email, id, because: reason, wasOnCase: events.contains { $0.id == id.text }))
    let words = AppointmentWords(appointment, in: settings.zone, at: now)
    var lines = subjectLines
    lines.append([Span("Appointment ", .label), Span(words.when), Span("  \(words.theirs)", .muted)])
    lines.append([Span("  \(words.subject)")])
    lines.append([Span("Change ", .label), Span("booked"), Span(" -> ", .accent), Span("CANCELLED")])
    if let reason { lines.append([Span("Reason ", .label), Span(reason.text)]) }
    if let other = appointment.caseID, other != shown.detail.id {
      lines.append([Span("It belongs to another case of this patient, \(other).", .warning)])
    }
    lines.append([Span("An appointment that is cancelled has to be booked again.", .warning)])
    ask(
      Confirmation(
        write, title: "Cancel an appointment", lines: lines,
        closing: [[Span("The service does not say who is told of it.", .muted)]], accept: "cancel the appointment"
      ) { desk, now in desk.historyLines(of: write, at: now) }, about: aboutShown, at: now)
  }
}

extension AppointmentCancellation: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    desk.say(Span("The appointment of \(write.shortID) is cancelled.", .success))
    return []
  }
}
