import Care360
import FoundationEssentials

extension Desk {
  /// "Avery Lindqvist · ADA-TOSXM".
  var subject: String { shown.map { "\($0.patientName) · \($0.shortID)" } ?? "" }

  /// The patient, the case and anything unusual about them. These lines head every confirmation of a write.
  var subjectLines: [[Span]] {
    whoLines + (shown?.detail.isArchived == true ? [[Self.closedWarning]] : [])
  }

  static let closedWarning = Span("This case is closed; the service may refuse.", .warning)

  /// Patient and case alone.
  var whoLines: [[Span]] {
    guard let shown else { return [] }
    let birthDate = shown.detail.submitter.birthDate ?? "not given"
    var lines: [[Span]] = [
      [Span("Patient ", .label), Span(shown.patientName, .accent), Span("  birth date \(birthDate)")],
      [Span("Case ", .label), Span(shown.shortID), Span("  \(shown.detail.id.text)", .muted)],
    ]
    if shown.wasFoundByPhone { lines.append([Span("found by phone", .warning)]) }
    return lines
  }

  /// Asks about a write, with all that is known of earlier ones.
  mutating func ask(_ confirmation: Confirmation, about: Overlay.About, at now: Date) {
    var confirmation = confirmation
    _ = confirmation.retell(self, at: now, isFirst: true)
    overlays.open(.confirmation(confirmation), about: about)
  }

  /// Asks again after the record, the store or the case was read again. A question whose words changed counts as a new
  /// question, even below a list of commands.
  mutating func askAgainIfChanged(at now: Date) {
    let desk = self
    overlays.askAgain { $0.retell(desk, at: now) }
  }

  /// The choices of the question on top are dim until they count; they are drawn again then.
  func waitForQuestion() -> [Effect] {
    guard settings.naming == .keys, let milliseconds = screen.wait(at: door.uptime) else { return [] }
    return [.timer(.question(milliseconds: milliseconds))]
  }

  mutating func refuse() {
    say(Span("Nothing was sent: \(actionReason ?? "no case is open").", .warning))
  }

  /// Handles `y` in a confirmation. Its target was frozen when the confirmation was made; if the screen now shows
  /// another case, or that case is no longer confirmed, nothing is sent.
  mutating func confirmed(_ confirmation: Confirmation, at now: Date) -> [Effect] {
    if confirmation.yes == .firstOfTwo {
      var again = confirmation
      again.yes = .secondOfTwo
      overlays.ask(again)
      return []
    }
    overlays.close()
    return confirmation.accepted(&self, confirmation, now)
  }

  /// Sends a write that was confirmed, if it may still act on the case that is shown.
  mutating func send(_ write: CaseWrite, _ confirmation: Confirmation, at now: Date) -> [Effect] {
    switch patient.acting(on: write.caseID, gate, refusal: write.onDesk.refusal(self)) {
    case .failure(let refusal): return refuse(refusal)
    case .success(let acting):
      switch writes.send(write, on: acting, confirmed: confirmation, at: now) {
      case .failure(let refusal): return refuse(refusal)
      case .success((let pending, let effect)):
        say(Span(write.onDesk.underWay(pending), .accent))
        write.onDesk.began(&self)
        return [effect]
      }
    }
  }

  private mutating func refuse(_ refusal: Refusal) -> [Effect] {
    say(Span("Nothing was sent: \(refusal.reason)".asSentence, .warning))
    return []
  }
}
