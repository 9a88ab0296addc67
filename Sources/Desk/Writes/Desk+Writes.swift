import Care360
import FoundationEssentials

extension Desk {
  mutating func writeEvent(_ event: WritesEvent, at now: Date) -> [Effect] {
    switch event {
    case .ended(let result, let number):
      guard let write = writes[number] else { return [] }
      return listShownActivity(of: write.caseID) + ended(write, result, at: now)
    case .rereadArrived(let result, let number, let attempt): return reread(result, number, attempt, at: now)
    }
  }

  /// Common to all writes: done and refused are settled; unknown is looked for.
  private mutating func ended(
    _ write: PendingWrite, _ result: Result<Written<WriteReceipt>, Care360Error>, at now: Date
  ) -> [Effect] {
    switch result {
    case .success(let written):
      writes.remove(write.number)
      patient.connected()
      filters.drop(after: write.write)
      let more = done(write, written.value, at: now)
      if !written.isRecorded {
        say(Span("Done, but the record of writes could not note it: it will be listed as unsettled.", .error))
      }
      return [
        .record(.listUnsettled), .read(.rereadCase(write.caseID, write: 0, attempt: 0, afterSeconds: 0)),
      ] + more
    case .failure(let error) where error.mayHaveBeenApplied: return unknown(write, error)
    case .failure(let error):
      writes.remove(write.number)
      return [.record(.listUnsettled)] + refused(write, error, at: now)
    }
  }

  private mutating func done(_ write: PendingWrite, _ receipt: WriteReceipt, at now: Date) -> [Effect] {
    switch receipt {
    case .link(let link): linkArrived(link, of: write, at: now)
    case .bundle(let bundle):
      let name = bundle.name ?? bundle.id?.text ?? ""
      say(Span("Bundle of \(write.shortID) is now \(name).", .success))
    case .products:
      guard case .products(let sent) = write.write else { return [] }
      let count = sent.payload.productIDs.count
      say(Span("\(count) \(count == 1 ? "product" : "products") added to \(write.shortID).", .success))
      return closeForm(of: write.caseID, after: sent.payload)
    case .status(let openness): say(Span("\(write.shortID) is \(openness == .closed ? "closed" : "open").", .success))
    }
    return []
  }

  private mutating func unknown(_ write: PendingWrite, _ error: Care360Error) -> [Effect] {
    keepForm(of: write, saying: Span("\(error.sentence) Re-reading the case.", .warning))
    if case .refill = write.write {
      writes.set(write.number, .cannotBeChecked)
      say(
        Span(
          "\(write.shortID): not known whether the refill link was made; it \(PendingWrite.State.cannotBeChecked.sentence).",
          .warning))
      return [.record(.listUnsettled)]
    }
    writes.set(write.number, .unknown(lookedFor: 0))
    say(Span("Not known whether it was done: checking \(write.shortID) …", .warning))
    return [
      .record(.listUnsettled),
      .read(.rereadCase(write.caseID, write: write.number, attempt: 0, afterSeconds: PendingWrite.lookAfterSeconds[0])),
    ]
  }

  private mutating func refused(_ write: PendingWrite, _ error: Care360Error, at now: Date) -> [Effect] {
    say(Span("\(write.shortID): \(error.sentence)", .error))
    var sentence = "Not sent or refused: \(error.sentence)"
    if case .validationFailed = error, let checked = drafts[write.caseID]?.checkedHere, !checked.isEmpty {
      sentence += " \(checked)"
    }
    keepForm(of: write, saying: Span(sentence, .error))
    switch error {
    case .failed(.unsettledSameWrite(let earlier)):
      askToRepeat(write, earlier: earlier, at: now)
      return []
    case .conflict, .validationFailed:
      if case .products(let sent) = write.write { writes.refused(sent.payload.productIDs, of: write.caseID) }
      return [.read(.rereadCase(write.caseID, write: write.number, attempt: 0, afterSeconds: 0))]
    // A read tries the key once more, as it is by now.
    case .notAuthorized(.apiKey, _, .some):
      return [.read(.rereadCase(write.caseID, write: write.number, attempt: 0, afterSeconds: 0))]
    case .notAuthorized(.token, .refused, _), .notAuthorized(.token, .missing, _): return [.token(.renew)]
    case .unavailable(.cannotConnect, _, _), .unavailable(.tlsRefused, _, _):
      patient.wentOffline()
      return []
    default: return []
    }
  }

  /// Nothing of a form is lost by a failed submission: it comes back to its review.
  private mutating func keepForm(of write: PendingWrite, saying sentence: Span) {
    guard case .products = write.write else { return }
    drafts.edit(write.caseID) { $0.sendingEnded(keeping: sentence) }
  }

  /// The same write on the case is not settled: its history is shown, and only then may it be repeated.
  private mutating func askToRepeat(_ write: PendingWrite, earlier: [WriteIntent], at now: Date) {
    guard mayInterrupt(about: write.caseID), actionReason == nil else { return }
    var again = write.confirmation
    again.title = "Send again: \(write.name)"
    again.accept = "send it again"
    again.consent = .historyWasShown
    again.askAgain()
    for intent in earlier.suffix(Self.mostHistory) {
      let line = historyLine(intent.time, by: sender(of: intent), at: now)
      // The question before this one may have said it already.
      if !again.lines.contains(line) { again.lines.append(line) }
    }
    again.lines.append([Span("Sending it again may do it twice.", .warning)])
    overlays.open(.confirmation(again), about: .one(write.caseID))
  }

  /// Whether an answer may put something above the panes: only where its own patient is shown, nothing stands there
  /// yet, and no text is being typed that would land in it.
  func mayInterrupt(about id: CaseID) -> Bool {
    guard !door.isCovering, overlays.isEmpty, shown?.detail.id == id else { return false }
    return focus == .caseDetail || (focus == .form && openEditor?.context == .editorReview)
  }

  private mutating func linkArrived(_ link: String, of write: PendingWrite, at now: Date) {
    let refill = RefillLink(
      caseID: write.caseID, patientName: write.patientName, shortID: write.shortID, requestedAt: now, link: link)
    links.arrived(refill)
    if mayInterrupt(about: write.caseID) {
      show(refill)
      say(Span("Refill link for \(write.shortID).", .success))
    } else {
      say(Span("The refill link for \(subject(of: write)) is there: F3 shows it.", .success))
    }
  }

  mutating func show(_ refill: RefillLink) {
    let ways =
      (settings.allowsClipboard ? ["y sends it to your terminal's clipboard"] : [])
      + (settings.allowsQR ? ["Q draws a QR code"] : []) + ["o shows it alone"]
    var lines = [
      DetailLine(id: "who", spans: [Span(refill.patientName, .accent), Span("  \(refill.shortID)")]),
      DetailLine(
        id: "how",
        spans: [
          Span(ways.joined(separator: ", ") + "; F3 shows it again.", .muted)
        ]),
    ]
    if !settings.isProduction {
      lines.append(DetailLine(id: "env", spans: [Span("NOT FOR PATIENTS: this is not production.", .warning)]))
    }
    overlays.open(
      .reading(Reading(title: "Refill link", lines: lines, selectedID: "who", unwrapped: refill.link)),
      about: .one(refill.caseID))
  }

  /// The form was sent: it leaves the screen, and the focus moves only if it was in it. A form that was changed after it
  /// was sent stays, without the products that are on the case by it now; so does one with answers for products that
  /// were left out.
  private mutating func closeForm(of id: CaseID, after sent: ProductsPayload) -> [Effect] {
    guard let editor = drafts[id] else { return [] }
    guard editor.holds(sent) else {
      drafts.edit(id) { editor in
        editor.sendingEnded(
          keeping: Span(
            "What was sent is on the case; what stands here was not sent. Ctrl-P discard throws it away.", .warning))
        editor.dropProducts(Set(sent.productIDs))
      }
      return drafts[id]?.hasWorkLeft == true ? [] : leaveForm(id)
    }
    return leaveForm(id)
  }

  private mutating func leaveForm(_ id: CaseID) -> [Effect] {
    let effects = drafts.end(id)
    guard shown?.detail.id == id else { return effects }
    drafts.park(nil)
    if focus == .form { setFocus(.caseDetail) }
    return effects
  }

  // MARK: Looking whether an unknown write was done

  private mutating func reread(
    _ result: Result<Case, Care360Error>, _ number: Int, _ attempt: Int, at now: Date
  ) -> [Effect] {
    // It may have been sent before a read that was refused since, so it accepts nothing.
    if case .failure(let error) = result, error.isKeyRefused { hide(because: error) }
    if case .success(let detail) = result {
      replaceShown(with: detail, at: now)
      if writes[number] == nil, let products = writes.takeRefused(of: detail.id) {
        offerTheRest(of: products, case: detail.id)
      }
    }
    guard writes[number] != nil else {
      if case .failure(let error) = result {
        // 0 follows a write that was done; any other number one that was refused or settled.
        let start = number == 0 ? "It was done, but the case" : "The case"
        say(Span("\(start) could not be read again: \(error.sentence) F5 tries.", .warning))
      }
      return []
    }
    writes.note(result, of: number, at: now)
    guard let write = writes[number] else { return [] }
    if case .success(let detail) = result, write.target.isVisible(in: detail) == true {
      writes.remove(write.number)
      return settleAsSeen(write)
    }
    guard attempt + 1 < PendingWrite.lookAfterSeconds.count else {
      var canTell = false
      if case .success(let detail) = result { canTell = write.target.isVisible(in: detail) != nil }
      writes.set(number, canTell ? .notVisible : .cannotBeChecked)
      let sentence =
        canTell
        ? "\(write.shortID): the \(write.name) is not visible after 30 s; F3 lists it."
        : "\(write.shortID): cannot tell whether the \(write.name) was done; F3 lists it."
      say(Span(sentence, .warning))
      drafts.edit(write.caseID) { $0.tell(Span(sentence, .warning)) }
      if case .success = result, case .products(let sent) = write.write {
        offerTheRest(of: sent.payload.productIDs, case: write.caseID, sent: sent.payload)
      }
      return [.record(.listUnsettled)]
    }
    writes.set(number, .unknown(lookedFor: attempt + 1))
    let wait = PendingWrite.lookAfterSeconds[attempt + 1] - PendingWrite.lookAfterSeconds[attempt]
    return [.read(.rereadCase(write.caseID, write: number, attempt: attempt + 1, afterSeconds: wait))]
  }

  /// The case shows what the write was to do. Whether this write did it nobody can tell, for another person may have added
  /// the same products: a form goes at the person's word only.
  private mutating func settleAsSeen(_ write: PendingWrite) -> [Effect] {
    say(Span("\(write.shortID): the case shows the \(write.name).", .success))
    filters.drop(after: write.write)
    if case .products(let sent) = write.write {
      drafts.edit(write.caseID) {
        $0.tell(
          Span("The case shows these products: if this is the form that was sent, discard it.", .success))
      }
      offerTheRest(of: sent.payload.productIDs, case: write.caseID, sent: sent.payload)
    }
    return writes.intent(of: write).map { [.record(.settleAsSeen($0.id))] } ?? []
  }
}
