import Care360
import FoundationEssentials

extension Desk {
  /// "Avery Lindqvist · ADA-TOSXM".
  var subject: String { shown.map { "\($0.patientName) · \($0.shortID)" } ?? "" }

  /// Patient, case and what is unusual about them: at the head of every confirmation of a write.
  var subjectLines: [[Span]] {
    let closed = [Span("This case is closed; the service may refuse.", .warning)]
    return whoLines + (shown?.detail.isArchived == true ? [closed] : [])
  }

  /// Patient and case alone.
  var whoLines: [[Span]] {
    guard let shown else { return [] }
    let birthDate = shown.detail.submitter.birthDate ?? "not given"
    var lines: [[Span]] = [
      [Span("Patient ", .label), Span(shown.patientName, .accent), Span("  born \(birthDate)")],
      [Span("Case ", .label), Span(shown.shortID), Span("  \(shown.detail.id.text)", .muted)],
    ]
    if shown.wasFoundByPhone { lines.append([Span("found by phone", .warning)]) }
    return lines
  }

  mutating func refuse() {
    say(Span("Nothing was sent: \(actionReason ?? "no case is open").", .warning))
  }

  /// `y` in a confirmation. What it acts on was frozen when the confirmation was made; if the screen has moved on to
  /// another case or that case is no longer confirmed, nothing is sent.
  mutating func confirmed(_ confirmation: Confirmation, at now: Date) -> [Effect] {
    if confirmation.yes == .firstOfTwo {
      var again = confirmation
      again.yes = .secondOfTwo
      again.lines.append([Span("Really? y once more.", .warning)])
      overlays.top = .confirmation(again)
      return []
    }
    overlays.close()
    switch confirmation.step {
    case .quit(let lost): return quit(without: lost, at: now)
    case .switchProfile(let name, let lost): return switchProfile(name, without: lost, at: now)
    case .replaceTemplate(let template, let name):
      return [.files(.saveTemplate(template, name: name, replaces: true))]
    case .deleteTemplate(let name): return [.files(.deleteTemplate(name))]
    case .takeOver(let id):
      drafts.takeOver(id, generation: generation)
      say(Span("Taking the draft over …", .accent))
      return [.store(.takeOverDraft(id))]
    case .keepMine(let id, let version): return keepMine(id, over: version, at: now)
    case .takeOther(let id, let version): return takeOther(id, version, at: now)
    case .wrongPerson(let id):
      forgetCase(id)
      return [.read(.cancelRequests(before: generation)), .record(.forgotten(id))]
    case .discardDraft(let id):
      let effects = drafts.end(id)
      drafts.park(nil)
      setFocus(.caseDetail)
      say(Span("The form was discarded.", .muted))
      return effects
    case .sendTheRest(let id, let payload): return sendTheRest(payload, of: id, at: now)
    case .send(let write): return send(write, confirmation, at: now)
    }
  }

  /// Sends a write that was confirmed, if it may still act on the case that is shown.
  mutating func send(_ write: CaseWrite, _ confirmation: Confirmation, at now: Date) -> [Effect] {
    let holder = if case .products = write { drafts.takenOver(write.caseID) } else { String?.none }
    switch patient.acting(on: write.caseID, gate, takenOverBy: holder) {
    case .failure(let refusal): return refuse(refusal)
    case .success(let acting):
      switch writes.send(write, on: acting, confirmed: confirmation, at: now) {
      case .failure(let refusal): return refuse(refusal)
      case .success((let pending, let effect)):
        say(Span("Sending the \(pending.name) for \(pending.shortID) …", .accent))
        if case .products = write { submitting(write.caseID) }
        return [effect]
      }
    }
  }

  private mutating func refuse(_ refusal: Refusal) -> [Effect] {
    let start = refusal == .takenOver ? "Not sent" : "Nothing was sent"
    say(Span("\(start): \(refusal.reason)\(refusal == .takenOver ? "." : "")", .warning))
    return []
  }

  /// The form of this case is on its way.
  private mutating func submitting(_ id: CaseID) {
    drafts.submitting(id)
    // A token that was found after a refusal is tried out now.
    token?.isAfterRefusal = false
  }
}
