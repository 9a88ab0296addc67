import Care360
import FoundationEssentials

extension Desk {
  /// A new question empties the case pane. A cached case of exactly this identifier may stand there meanwhile.
  mutating func search(_ identifier: LookupIdentifier, at now: Date) -> [Effect] {
    start(.identifier(identifier), cached: lookup.recents.found(by: identifier), query: identifier, at: now)
  }

  mutating func reopen(_ id: CaseID, at now: Date) -> [Effect] {
    guard !isKeyRefused else {
      say(
        Span("The recents stay hidden: the service refuses the API key. Look up the patient to try again.", .warning)
      )
      return []
    }
    guard let recent = lookup.recents[id] else { return [] }
    return openListed(id, email: recent.label.email, at: now)
  }

  /// Opens a case of a list by its id and looks whether there is a newer one under the patient's e-mail.
  mutating func openListed(_ id: CaseID, email text: String?, at now: Date) -> [Effect] {
    let recent = lookup.recents[id]
    var email: EmailAddress?
    if let text {
      do { email = try EmailAddress(text) } catch { email = nil }
    }
    return start(
      .reopened(id, email), cached: recent, query: recent?.uncheckedPhone.map(LookupIdentifier.phone), at: now)
  }

  /// Opens a case by its id. `query` is what had been asked for where it is a newer case of the same customer.
  mutating func openByID(_ id: CaseID, query: LookupIdentifier? = nil, at now: Date) -> [Effect] {
    let cached = lookup.recents[id]
    let unchecked = cached?.uncheckedPhone
    return start(
      .identifier(.caseID(id)), cached: cached, query: query ?? unchecked.map(LookupIdentifier.phone), at: now)
  }

  private mutating func start(
    _ question: LookupRun.Question, cached: RecentCase?, query: LookupIdentifier?, at now: Date
  ) -> [Effect] {
    let cached = isKeyRefused ? nil : cached
    let detail = cached.flatMap { lookup.recents.detail(of: $0.id) }
    let stored = detail == nil && store == .open ? cached : nil
    // Without a client, a cached case can still be read, marked as not confirmed.
    guard startProblem == nil || detail != nil || stored != nil else {
      if let startProblem { say(Span(startProblem, .error)) }
      return []
    }
    drafts.park(shown?.detail.id)
    let saves = saveDrafts(at: now)
    drafts.openNothingLater()
    // Readings about the store stay open until they are read.
    overlays.closeAll(where: \.isAboutPatient)
    let beside = cached.flatMap { recent in
      detail.map { ShownCase($0, standing: .notConfirmed(recent.seenAt), query: query) }
    }
    let asked = patient.ask(question, beside: beside, awaiting: stored?.id, query: query)
    if let shown, shown.needsIdentityCheck { lookup.recents.noteCheck(of: shown.detail.id, unchecked: query) }
    // The copy may come after the person opened the same case another way.
    if let stored, case .phone = query { lookup.recents.noteCheck(of: stored.id, unchecked: query) }
    // The box names the shown case or is empty: it never names somebody else.
    if case .identifier(let identifier) = question, identifier == query {
    } else {
      lookup.emptyBox()
    }
    setFocus(.caseDetail)
    if let startProblem { say(Span(startProblem, .error)) }
    let reads = stored.map { [Effect.store(.readCase($0.id))] } ?? []
    return asked + reads + saves + patient.noteView(namesSearch: settings.recordsSearches)
  }

  /// The store's copy of the case that was asked for. It is shown as not confirmed, unless the service answered before.
  mutating func recentRead(_ id: CaseID, _ detail: Case?) -> [Effect] {
    guard let recent = lookup.recents[id], let detail, detail.id == id else {
      patient.recentIsGone(id)
      return []
    }
    guard patient.recentArrived(ShownCase(detail, standing: .notConfirmed(recent.seenAt), query: query)) else {
      return []
    }
    lookup.recents.keep(detail)
    return patient.noteView(namesSearch: settings.recordsSearches)
  }

  /// The lookup that is being typed finds open connections. Nobody asked the service for anything yet, so it is told nothing;
  /// where it cannot be reached or refuses the key, it is left alone.
  mutating func getConnectionsReady(since before: String) -> [Effect] {
    guard run == nil, connection != .offline, !isKeyRefused,
      lookup.asksForConnections(since: before, at: door.uptime)
    else { return [] }
    return [.read(.connect)]
  }

  mutating func advance(_ progress: LookupRun.Progress, at now: Date) -> [Effect] {
    guard let run else { return [] }
    switch progress {
    case .waiting: return []
    case .fetch(let id): return [.read(.fetchCase(.id(id), generation: run.generation))]
    case .failed(let error): return failed(error, question: run.question)
    case .live(let detail): return show(detail, newer: nil, question: run.question, at: now)
    case .liveWithNewer(let detail, let newer): return show(detail, newer: newer, question: run.question, at: now)
    }
  }

  private mutating func failed(_ error: Care360Error, question: LookupRun.Question) -> [Effect] {
    drafts.openNothingLater()
    if case .notFound = error {
      let note: [Effect] =
        if settings.recordsSearches, case .identifier(let identifier) = question {
          [.record(.nobodyFound(identifier))]
        } else { [] }
      return note
        + patient.lookupFailed(
          [
            Span("No case found for \(question.sent).", .warning),
            Span("Check it with the patient; the service finds exact matches only.", .muted),
            Span("For a patient who has no case yet: \(name(.newCase)).", .muted),
          ], keepsCached: false)
    }
    if shown != nil { say(Span(error.sentence, .error)) }
    return refusalNote(error, question)
      + patient.lookupFailed(
        [
          Span(error.sentence, .error),
          Span("What you typed is still in the box: \(name(.find)), then Enter tries again.", .muted),
        ],
        keepsCached: true)
  }

  /// The record tells of a refused read what it tells of one that was answered.
  private func refusalNote(_ error: Care360Error, _ question: LookupRun.Question) -> [Effect] {
    switch error {
    case .notAuthorized, .permissionDenied: break
    case .notFound, .invalid, .conflict, .validationFailed, .unavailable, .outcomeUnknown, .malformedAnswer, .readOnly,
      .tooLarge, .timedOut, .failed:
      return []
    }
    switch question {
    case .identifier(.caseID(let id)), .reopened(let id, _): return [.record(.readRefused(id, searched: nil))]
    case .identifier(let identifier):
      return settings.recordsSearches ? [.record(.readRefused(nil, searched: identifier))] : []
    }
  }

  /// The same of a case that is open and was asked for again.
  func refusalNote(_ result: Result<Case, Care360Error>, ofRereading id: CaseID) -> [Effect] {
    guard case .failure(let error) = result else { return [] }
    return refusalNote(error, .identifier(.caseID(id)))
  }

  private mutating func show(
    _ detail: Case, newer: CaseID?, question: LookupRun.Question, at now: Date
  ) -> [Effect] {
    var identifier: LookupIdentifier?
    if case .identifier(let asked) = question { identifier = asked }
    guard patient.found(detail, newer: newer, at: now) else {
      return patient.noteView(namesSearch: settings.recordsSearches)
    }
    noteRead(detail, at: now)
    lookup.recents.remember(detail, identifier: identifier, at: now)
    lookup.recents.noteCheck(of: detail.id, unchecked: shown?.needsIdentityCheck == true ? query : nil)
    refreshEditorTarget()
    if let later = drafts.toOpen, later.slot.caseID == detail.id {
      drafts.openNothingLater()
      if drafts[later.slot] == nil, let target = shown.map(editorTarget) {
        _ = restoreStored(later.slot.kind, for: target, copy: later.copy, at: now)
      }
      if drafts[later.slot] != nil { drafts.open(later.slot.kind) } else { drafts.park(nil) }
      // An answer never takes the focus from where the person went meanwhile.
      if openDraft != nil, focus == .caseDetail, overlays.isEmpty { setFocus(.form) }
    }
    return patient.noteView(namesSearch: settings.recordsSearches) + settleEarlier(by: detail, at: now)
      + readOtherSessions()
  }

  /// F5: the same case again; what is shown stays until the answer is there.
  mutating func refresh(at now: Date) -> [Effect] {
    guard let shown else {
      // The key may have changed since.
      if isKeyRefused, run == nil {
        if let hidden = patient.hidden { return openByID(hidden, at: now) }
        if case .success(let typed) = lookup.reading, let identifier = typed.identifier {
          return search(identifier, at: now)
        }
      }
      say(Span("No case is open.", .warning))
      return []
    }
    if let startProblem {
      say(Span(startProblem, .error))
      return []
    }
    guard run == nil else { return [] }
    say(Span("Checking \(shown.shortID) …", .muted))
    return patient.reread()
  }

  /// The answer to F5, or to the read before a bundle change or a message.
  mutating func refreshed(_ result: Result<Case, Care360Error>, at now: Date) -> [Effect] {
    guard shown != nil else { return [] }
    switch result {
    case .success(let detail):
      patient.confirm(detail, at: now)
      noteRead(detail, at: now)
      remember(detail, at: now)
      bundleChoice.caseRead()
      refillBundlePicker()
    case .failure(let error):
      patient.checkFailed()
      overlays.closePickers(.bundles)
      say(Span(error.sentence, .error))
    }
    askAgainIfChanged(at: now)
    return []
  }

  /// Takes in a fresh read of the shown case; a read of any other case is dropped.
  mutating func replaceShown(with detail: Case, at now: Date) {
    patient.replace(detail, at: now)
    noteRead(detail, at: now)
    remember(detail, at: now)
    askAgainIfChanged(at: now)
  }

  /// All that a case tells beyond the pane that shows it.
  private mutating func noteRead(_ detail: Case, at now: Date) {
    products.learn(from: detail)
    if followUps.read(detail) { followUpsChanged(at: now) }
    noteInWorklist(detail, at: now)
  }

  private mutating func remember(_ detail: Case, at now: Date) {
    guard shown?.detail.id == detail.id else { return }
    lookup.recents.remember(detail, identifier: nil, at: now)
    refreshEditorTarget()
  }

  /// Esc and Ctrl-C: stop running work, the lookup first. Nil when nothing was running. A write is stopped only while
  /// its own case is shown: Esc on another patient is not meant for it.
  mutating func cancelRunning() -> [Effect]? {
    guard run != nil else {
      guard let write = writes.pending.first(where: { $0.state == .sending && $0.caseID == shown?.detail.id }) else {
        return nil
      }
      say(Span("Stopping the \(write.name) if it has not been sent yet.", .warning))
      return [.write(.cancel(write.number))]
    }
    drafts.openNothingLater()
    _ = patient.cancelLookup()
    say(Span("cancelled", .muted))
    return [.read(.cancelRequests(before: generation))]
  }
}
