import Care360
import FoundationEssentials

extension Desk {
  mutating func writeEvent(_ event: WritesEvent, at now: Date) -> [Effect] {
    switch event {
    case .ended(let result, let number):
      guard let write = writes[number] else { return [] }
      return listShownActivity(of: write.caseID) + ended(write, result, at: now)
    case .rereadArrived(let result, let number, let attempt): return reread(result, number, attempt, at: now)
    case .usersChecked(let result, let aim): return usersChecked(result, aim, at: now)
    case .held(let attempts, let number):
      guard let write = writes[number] else { return [] }
      held(write, by: attempts, at: now)
      return []
    }
  }

  /// The ending common to all writes: done and refused are settled; an unknown outcome is looked for.
  private mutating func ended(
    _ write: PendingWrite, _ result: Result<Written<WriteReceipt>, Care360Error>, at now: Date
  ) -> [Effect] {
    switch result {
    case .success(let written):
      writes.done(write.number, at: now)
      patient.connected()
      // The service did the write, so it took the token.
      token?.isAfterRefusal = false
      forgetFilter(of: write)
      let more = write.write.onDesk.done(write, written.value, &self, at: now)
      if !written.isRecorded {
        say(
          Span("Done, but the record of writes could not be updated: the change will be listed as unsettled.", .error))
      }
      screen.notices.hold()
      return [.record(.listUnsettled)] + write.reread(for: 0) + more + offerNextCase(after: write.caseID)
    case .failure(let error) where error.mayHaveBeenApplied: return unknown(write, error)
    case .failure(let error):
      writes.remove(write.number)
      return [.record(.listUnsettled)] + refused(write, error, at: now)
    }
  }

  private mutating func unknown(_ write: PendingWrite, _ error: Care360Error) -> [Effect] {
    write.write.onDesk.cameBack(write, error, saying: Span("\(error.sentence) Rereading the case.", .warning), &self)
    guard write.write.onDesk.canBeSeen else {
      writes.set(write.number, .cannotBeChecked)
      say(
        Span(
          "\(write.shortID): not known whether the link was made. The service gives no way to see. Asking again may make a second form. \(name(.drafts)) settles it.",
          .warning))
      screen.notices.hold()
      return [.record(.listUnsettled)]
    }
    writes.set(write.number, .unknown(lookedFor: 0))
    say(Span("Not known whether it was done: checking \(write.shortID) …", .warning))
    return [.record(.listUnsettled), write.look(attempt: 0, afterSeconds: PendingWrite.lookAfterSeconds[0])]
  }

  private mutating func usersChecked(
    _ result: Result<[CustomerIdentifier: UserStanding], Care360Error>, _ aim: UserCheckAim, at now: Date
  ) -> [Effect] {
    // As with a case read again, the check may have been sent before another read was refused.
    if case .failure(let error) = result, error.isKeyRefused { hide(because: error) }
    switch aim {
    case .question(let number):
      users.arrived(result, number)
      askAgainIfChanged(at: now)
      return []
    case .look(let number, let attempt):
      guard let write = writes.witnessed(number, result) else { return [] }
      return [.read(.rereadCase(write.caseID, write: number, attempt: attempt, afterSeconds: 0))]
    }
  }

  private mutating func refused(_ write: PendingWrite, _ error: Care360Error, at now: Date) -> [Effect] {
    say(Span("\(write.shortID): \(error.sentence)", .error))
    screen.notices.hold()
    var sentence = "\(error.httpStatus == nil ? "Not sent" : "Refused"): \(error.sentence)"
    if case .validationFailed = error, let checked = drafts[write.caseID]?.checkedHere, !checked.isEmpty {
      sentence += " \(checked)"
    }
    write.write.onDesk.cameBack(write, error, saying: Span(sentence, .error), &self)
    switch error {
    case .failed(.unsettledSameWrite(let earlier)):
      askToRepeat(write, earlier: earlier, at: now)
      return []
    case .conflict, .validationFailed:
      write.write.onDesk.refused(&self)
      return write.reread(for: write.number)
    // A fresh read tries the current key once more.
    case .notAuthorized(.apiKey, _, .some):
      return write.reread(for: write.number)
    case .notAuthorized(.token, .refused, _), .notAuthorized(.token, .missing, _): return [.token(.renew)]
    case .unavailable(.cannotConnect, _, _), .unavailable(.tlsRefused, _, _):
      patient.wentOffline()
      return []
    default: return []
    }
  }

  /// Colleagues began the same meanwhile. Nothing was sent; the question names them now.
  private mutating func held(_ write: PendingWrite, by attempts: [TeamView.Attempt], at now: Date) {
    writes.remove(write.number)
    team.held(by: attempts)
    let sentence = Span("Not sent: a colleague does the same, or left it unsettled.", .warning)
    say(Span("\(write.shortID): \(sentence.text)", .warning))
    screen.notices.hold()
    write.write.onDesk.cameBack(write, .failed(.unsettledSameWrite([])), saying: sentence, &self)
    askToRepeat(write, earlier: [], at: now)
  }

  /// The same write on the case is unsettled. Its history is shown; only after that may the write be repeated.
  private mutating func askToRepeat(_ write: PendingWrite, earlier: [WriteIntent], at now: Date) {
    guard mayInterrupt(about: write.caseID), actionReason == nil else { return }
    var again = write.confirmation
    again.inTheWay = Set(earlier.map(\.id))
    again.askAgain()
    again.history = { [history = again.history] desk, now in
      let told = history(desk, now)
      // The list of the record may not have come yet.
      let inTheWay = earlier.map { desk.historyLine($0.time, by: desk.sender(of: $0), at: now) }
      return told + inTheWay.filter { !told.contains($0) }
    }
    ask(again, about: .one(write.caseID), at: now)
  }

  /// The change was made: its list starts with an empty filter the next time.
  private mutating func forgetFilter(of write: PendingWrite) {
    if let list = write.write.onDesk.list { filters.drop(list, of: write.caseID) }
  }

  /// True when an answer may open an overlay: its own patient is shown, no overlay is open yet, and no text is being
  /// typed that would land in the overlay.
  func mayInterrupt(about id: CaseID) -> Bool {
    guard !door.isCovering, overlays.isEmpty, shown?.detail.id == id else { return false }
    return focus == .caseDetail || (focus == .form && openEditor?.context == .editorReview)
  }

  // MARK: Looking whether an unknown write was done

  private mutating func reread(
    _ result: Result<Case, Care360Error>, _ number: Int, _ attempt: Int, at now: Date
  ) -> [Effect] {
    // The read may have been sent before another read was refused, so it does not count as accepting the key.
    if case .failure(let error) = result, error.isKeyRefused { hide(because: error) }
    if case .success(let detail) = result {
      replaceShown(with: detail, at: now)
      if writes[number] == nil, let products = writes.takeRefused(of: detail.id) {
        offerTheRest(of: products, case: detail.id, answering: number)
      }
    }
    guard writes[number] != nil else {
      if case .failure(let error) = result {
        // 0 follows a write that was done; any other number one that was refused or settled.
        let start = number == 0 ? "It was done, but the case" : "The case"
        say(Span("\(start) could not be read again: \(error.sentence) \(name(.refresh)) tries again.", .warning))
      }
      return []
    }
    guard let (write, finding) = writes.find(number, in: result, attempt: attempt, at: now) else { return [] }
    switch finding {
    case .seen(let intent): return settleAsSeen(write, intent)
    case .lookAgain(let attempt, let seconds):
      return [write.look(attempt: attempt, afterSeconds: seconds)]
    case .repeated(let time):
      let sentence = Span("\(write.shortID): the \(write.name) \(notToldApart(from: time, at: now)).", .warning)
      say(sentence)
      screen.notices.hold()
      write.write.onDesk.gaveUp(write, saying: sentence, &self)
    case .notVisible:
      notFound(write, "the \(write.name) is not visible after 30 s", after: result)
    case .cannotBeChecked:
      notFound(write, "the outcome of the \(write.name) is not known", after: result)
    }
    return [.record(.listUnsettled)]
  }

  /// The looks at the case have ended without success.
  private mutating func notFound(
    _ write: PendingWrite, _ finding: String, after result: Result<Case, Care360Error>
  ) {
    let sentence = Span("\(write.shortID): \(finding); \(name(.drafts)) lists it.", .warning)
    say(sentence)
    screen.notices.hold()
    drafts.tell(write.caseID, of: write.number) { $0.tell(sentence) }
    write.write.onDesk.gaveUp(write, saying: sentence, &self)
    if case .success = result { write.write.onDesk.notSeen(write, &self) }
  }

  /// The case shows the effect of the write. Nobody can tell whether this write caused it, since another person may
  /// have added the same products, so a form is removed only when the person says so.
  private mutating func settleAsSeen(_ write: PendingWrite, _ intent: WriteIntent?) -> [Effect] {
    let witness = write.write.spec.witnesses.isEmpty && !write.isOfNewCase ? "case" : "service"
    say(Span("\(write.shortID): the \(witness) shows the \(write.name).", .success))
    screen.notices.hold()
    forgetFilter(of: write)
    let more = write.write.onDesk.seen(write, &self)
    return more + (intent.map { [.record(.settleAsSeen($0.id))] } ?? [])
  }
}
