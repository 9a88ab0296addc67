import Care360
import FoundationEssentials

/// Makes the case of a patient who has none: the review of its form asks for it, and a confirmation names the patient and
/// the products. The newest case of the patient proves it.
extension Desk {
  /// Asks, and asks the service about the e-mail address meanwhile. A second case beside an open one has a question of its own,
  /// which comes only after the service has reported that case.
  mutating func confirmNewCase(_ products: ProductsPayload, at now: Date) -> [Effect] {
    guard let shown, shown.isNew, actionReason == nil, let patient = drafts[.notYet]?.newPatient else {
      say(Span("Not sent: \(actionReason ?? "no new case is open").", .warning))
      return []
    }
    var payload: NewCasePayload
    do {
      payload = try NewCasePayload(
        try patient.user(settings.country), products, isTest: patient.isTest ? true : nil)
    } catch let refusal as PromptRefusal {
      say(Span("Not sent: \(refusal.sentence)", .warning))
      return []
    } catch {
      say(Span("Not sent: \((error as? Care360Error)?.sentence ?? "")", .warning))
      return []
    }
    let isSecond = newCase.conflict == payload.email
    if isSecond { payload = payload.forced }
    let email = payload.email
    let write = CaseWrite.newCase(NewCase(payload))
    let unnamed = unnamed(products.productIDs)
    let kind = patient.isTest ? "TEST case" : isSecond ? "second case" : "new case"
    var confirmation = Confirmation(
      write, title: "Make a \(kind)", lines: newCaseLines(patient, products, isSecond: isSecond) + unnamed,
      accept: isSecond ? "make a second case" : "make the case",
      yes: unnamed.isEmpty && !isSecond ? .once : .firstOfTwo
    ) { desk, now in
      (desk.users.words(aboutNewPatient: email).map { [[$0]] } ?? []) + desk.historyLines(of: write, at: now)
    }
    confirmation.reasonToWait = { $0.users.reason(againstNewPatient: email) }
    let check = users.ask([.email(email)])
    ask(confirmation, about: .one(.notYet), at: now)
    return [check]
  }

  private func newCaseLines(_ patient: NewPatient, _ products: ProductsPayload, isSecond: Bool) -> [[Span]] {
    var lines: [[Span]] = [
      [Span("Patient ", .label), Span(patient.name, .accent), Span("  birth date \(patient.birthDate)")],
      [Span("E-mail ", .label), Span(patient.email), Span("  phone ", .label), Span(patient.phone)],
      [Span("Case ", .label), Span("none", .muted), Span(" -> ", .accent), Span("new")],
    ]
    if patient.isTest { lines.append([Span("TEST CASE: not for a patient.", .warning)]) }
    if isSecond {
      lines.append([Span("The service reported an open case of this patient: this is a second one.", .warning)])
    }
    return lines + products.productIDs.map { [Span("With ", .label), Span(productWords($0))] }
  }

  /// The case is there: its form is no longer needed, and the case itself comes to the screen.
  fileprivate mutating func newCaseMade(_ write: NewCase, _ made: CaseID?, number: Int, at now: Date) -> [Effect] {
    newCase = NewCaseTyping()
    let isOnScreen = shown?.isNew == true
    guard drafts[.notYet].map({ $0.holds(write.payload, settings.country) }) ?? true else {
      drafts.tell(.notYet, of: number) {
        $0.sendingEnded(
          keeping: Span(
            "The case is made; what you changed since was not sent. Discard this form if it is not needed.", .warning))
      }
      return []
    }
    let ended = drafts.end(DraftSlot(.notYet, .form))
    guard isOnScreen else { return ended }
    drafts.park(nil)
    return ended + (made.map { openByID($0, at: now) } ?? search(.email(write.payload.email), at: now))
  }
}

extension UserChecks {
  fileprivate func reason(againstNewPatient email: EmailAddress) -> String? {
    switch standing(of: .email(email)) {
    case nil: "checking the e-mail address"
    case .failure?: "the e-mail address could not be checked"
    case .success?: nil
    }
  }
}

extension NewCase: DeskWrite {
  func underWay(_ write: PendingWrite) -> String { "Sending the new case of \(write.patientName) …" }

  func refusal(_ desk: Desk) -> Refusal? {
    desk.refusal(ofDraft: DraftSlot(.notYet, .form))
      ?? desk.users.reason(againstNewPatient: payload.email).map { Refusal(reason: $0) }
  }

  func began(_ desk: inout Desk) {
    desk.drafts.submitting(.notYet)
    // The next send tests a token that was found after a refusal.
    desk.token?.isAfterRefusal = false
  }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    var made: CaseID?
    if case .newCase(let id) = receipt { made = id }
    let opened = desk.newCaseMade(self, made, number: write.number, at: now)
    desk.say(Span("The new case of \(write.patientName) is made.", .success))
    return opened
  }

  /// The form comes back to its review. Only a conflict that the service reported opens the way to a second case.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {
    var sentence = sentence
    if case .conflict = error {
      desk.newCase.conflict = payload.email
      sentence = Span(
        "\(sentence.text) Look the patient up; submitting this form again asks about a second case.", sentence.role)
    }
    desk.drafts.tell(.notYet, of: write.number, isAboutToken: error.isAboutToken) { $0.sendingEnded(keeping: sentence) }
  }

  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] {
    desk.drafts.tell(.notYet, of: write.number) {
      $0.tell(
        Span("The patient has a case made since: look it up, and discard this form if it is the one.", .success))
    }
    return []
  }

  func gaveUp(_ write: PendingWrite, saying sentence: Span, _ desk: inout Desk) {
    desk.drafts.tell(.notYet, of: write.number) { $0.tell(sentence) }
  }
}
