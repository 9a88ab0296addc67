import Care360
package import FoundationEssentials

/// The whole desk as one value: `handle` takes an event and returns the effects to be run outside; `presentation` is the
/// screen to draw. Each model owns its state; the desk routes events to them, lets actions work across them, and keeps the
/// laws of `DeskLaws`.
package struct Desk: Sendable {
  /// A change that a feature makes, and its effects.
  typealias Reaction = @Sendable (inout Desk, Date) -> [Effect]

  let settings: DeskSettings
  var lookup: Lookup
  var patient = Patient()
  var drafts = Drafts()
  var worklist: Worklist
  var screen: Screen
  var writes = Writes()
  var jobs = Jobs()
  var filters = PickerFilters()
  var links = RefillLinks()
  var products: ProductNames
  var appearance: Appearance
  var lastKeyAt: Date
  var door: Door
  /// The access token, once it has been checked.
  var token: TokenStanding?

  /// - Parameter uptime: as in `handle`.
  package init(settings: DeskSettings, now: Date, uptime: Double) {
    self.settings = settings
    let list = settings.worklist
    worklist = Worklist(
      WorklistQuery(
        window: list.view.own?.window ?? list.window, view: list.view, sort: list.view.own?.sort ?? .why))
    products = ProductNames(site: settings.products)
    jobs.team = Team(isUsed: settings.hasTeam)
    lookup = Lookup(country: settings.country)
    appearance = Appearance(theme: settings.theme, isMouseOn: settings.isMouseOn)
    jobs.purpose = Purpose(words: settings.purposes, chosen: settings.purpose)
    screen = Screen(notice: settings.startNotice.map { Span($0, .warning) })
    lastKeyAt = now
    door = Door(rule: settings.lock, uptime: uptime)
  }

  /// Effects that come before the first key.
  package mutating func start() -> [Effect] {
    let follow: [Effect] = appearance.followsBackground ? [.screen(.followBackground(true))] : []
    return [.record(.listUnsettled)] + follow + door.lock.wait(at: door.uptime)
  }

  /// - Parameters:
  ///   - now: wall-clock time, for what is shown and recorded.
  ///   - uptime: seconds of a clock that never jumps and runs on while the machine sleeps, for the lock.
  package mutating func handle(_ event: Event, at now: Date, uptime: Double) -> [Effect] {
    door.clock(uptime)
    screen.notices.eventBegins()
    let shownBefore = shown?.detail.id
    let openedBefore = overlays.opened
    // A lock that is due has precedence: a key that comes too late is no activity.
    var effects = door.lock.dueCause(at: door.uptime).map { lockNow(because: $0, at: now) } ?? []
    if case .input(let input) = event {
      effects += keyPressed(input, at: now)
    } else {
      effects += react(to: event, at: now)
    }
    drafts.forgetNotesOfChangedForms()
    effects += goOnAfterWrite(at: now)
    obeyLaws(shownBefore: shownBefore)
    effects += tellStore()
    door.note(effects)
    effects += readOtherSessions(openedSince: openedBefore)
    effects += lookAtTeam(openedSince: openedBefore) + tellTeam(at: now)
    effects += scheduleAutosave()
    effects += finishLocking()
    return effects + finishQuitting()
  }

  private mutating func keyPressed(_ input: Input, at now: Date) -> [Effect] {
    lastKeyAt = now
    // Whoever types has the keyboard, whatever the terminal reports.
    appearance.focus(isHere: true)
    guard !door.isCovering else { return lockInput(input, at: now) }
    // What is typed before the store asks for its passphrase may be that passphrase: it is shown nowhere.
    if willAskForSecret, input.isText { return [] }
    door.lock.keyPressed(at: door.uptime)
    team.keyPressed()
    screen.notices.keyPressed()
    if overlays.isEmpty { worklist.stay() }
    defer { screen.notices.keyHandled() }
    return handleForPurpose(input, at: now)
  }

  private mutating func react(to event: Event, at now: Date) -> [Effect] {
    switch event {
    case .input: return []
    case .pointer(.pointed(let target)): return pointed(at: target)
    case .pointer(.wheeled(let movement)): return wheeled(movement, at: now)
    case .drawn(let glass):
      screen.drawn(glass, at: door.uptime)
      return waitForQuestion()
    case .client(let event):
      clientEvent(event)
      return []
    case .patient(let event): return patientEvent(event, at: now)
    case .worklist(let event): return worklistEvent(event, at: now)
    case .writes(let event): return writeEvent(event, at: now)
    case .drafts(let event): return draftEvent(event, at: now)
    case .followUps(let event): return followUpEvent(event, at: now)
    case .team(let event): return teamEvent(event, at: now)
    case .door(let event): return doorEvent(event, at: now)
    case .record(let event): return recordEvent(event, at: now)
    case .token(let event): return tokenEvent(event, at: now)
    case .appearance(.questionTimerFired): return waitForQuestion()
    case .appearance(.backgroundReported(let background)): return backgroundReported(background)
    case .appearance(let event):
      appearanceEvent(event, at: now)
      return []
    case .files(let answer):
      formFile(answer, at: now)
      return []
    }
  }

  private mutating func clientEvent(_ event: ClientEvent) {
    switch event {
    case .started(let suggestions, let products):
      lookup.offer(suggestions)
      self.products.offer(products)
    case .failed(let sentence):
      patient.startFailed(sentence)
    }
  }

  private mutating func patientEvent(_ event: PatientEvent, at now: Date) -> [Effect] {
    switch event {
    case .latestCaseIDArrived(let result, let generation):
      guard generation == self.generation, run != nil else { return [] }
      noteConnection(result)
      return patient.latestArrived(result, generation).map { advance($0, at: now) } ?? []
    case .detailArrived(let result, let generation):
      guard generation == self.generation else { return [] }
      // A refused key hides the case that was read again.
      let reread = patient.isRereading(generation) ? shown?.detail.id : nil
      noteConnection(result)
      let refusal = reread.map { refusalNote(result, ofRereading: $0) } ?? []
      if patient.isRereading(generation) { return refusal + refreshed(result, at: now) }
      return refusal + (patient.detailArrived(result, generation).map { advance($0, at: now) } ?? [])
    case .recentRead(let id, let detail): return recentRead(id, detail)
    case .bundlesArrived(let result, let generation):
      guard generation == self.generation else { return [] }
      noteConnection(result)
      bundlesArrived(result)
      return []
    case .productsArrived(let result):
      noteConnection(result)
      productsArrived(result)
      return []
    case .promoArrived(let query, let result):
      noteConnection(result)
      promoArrived(query, result)
      return []
    case .attachmentLinksArrived(let result, let generation):
      guard generation == self.generation else { return [] }
      noteConnection(result)
      return linksArrived(result, at: now)
    case .appointmentsArrived(let query, let result):
      noteConnection(result)
      return appointmentsArrived(query, result, at: now)
    case .maskTimerFired: return maskTimerFired(at: now)
    }
  }

  private mutating func recordEvent(_ event: RecordEvent, at now: Date) -> [Effect] {
    switch event {
    case .unsettledListed(.success(let intents)):
      writes.listed(intents)
      refillDrafts(at: now)
      askAgainIfChanged(at: now)
    // The notice that a write was refused, or that nothing is kept, matters more than why the list cannot be read.
    case .unsettledListed(.failure(let problem)):
      if notice?.role != .error, notice?.role != .warning { say(Span(problem.sentence, .error)) }
    case .settled(.success(let id)):
      writes.settled(id)
      if notice == nil { say(Span("Recorded.", .success)) }
      return listShownActivity()
    case .settled(.failure(let problem)):
      say(Span(problem.sentence, .error))
      return [.record(.listUnsettled)]
    case .listed(let result): activityListed(result, at: now)
    case .caseListed(let id, let result):
      let named = result.map { self.named($0) }
      patient.changeShown { if $0.detail.id == id { $0.activity = named } }
      askAgainIfChanged(at: now)
    case .unavailable(let sentence): writes.record(isUnavailable: sentence)
    case .unsent(let records): writes.record(hasUnsent: records)
    }
    return []
  }

  private mutating func tokenEvent(_ event: TokenEvent, at now: Date) -> [Effect] {
    switch event {
    case .replaced:
      say(Span("The access token is set. Nothing was sent: submit again when ready.", .success))
      token = nil
      forgetNotesAboutToken()
      return [.token(.check)]
    case .checked(let standing):
      token = standing
      if standing.isPasted,
        let warning = standing.warning(at: now, time: TimeText(zone: settings.zone, now: now), review: name(.review))
      {
        say(warning)
      }
    case .renewed(var standing):
      standing.isAfterRefusal = true
      token = standing
      if standing.isNew { forgetNotesAboutToken() }
    case .reloaded(let standing, let found):
      token = standing
      if standing.isNew { forgetNotesAboutToken() }
      credentialsRead(found)
    }
    return []
  }

  private mutating func appearanceEvent(_ event: AppearanceEvent, at now: Date) {
    switch event {
    case .copied(let text, let outcome): copied(text, outcome)
    case .themesListed(let themes): openThemes(themes)
    case .themeUsed(let name, let problems): themeUsed(name, problems: problems)
    case .mouseSet(let isOn): mouseSet(isOn)
    case .inputUnreadable: inputUnreadable()
    case .pasteArriving: if !door.isCovering { say(Span("Reading the pasted text …", .muted)) }
    case .focusGained: focusGained(at: now)
    case .focusLost: focusLost()
    case .profilesListed(let profiles): openProfiles(profiles)
    case .programReplaced: screen.programReplaced()
    case .questionTimerFired, .backgroundReported: break
    case .profileRefused(let problem): say(Span("The profile was not switched: \(problem)", .warning))
    }
  }

  // MARK: The screen

  var shown: ShownCase? { patient.shown }
  var run: LookupRun? { patient.run }
  var newerCase: CaseID? { patient.newer }
  var query: LookupIdentifier? { patient.query }
  var generation: Int { patient.generation }
  var connection: Patient.Connection { patient.connection }
  var startProblem: String? { patient.startProblem }
  var isKeyRefused: Bool { patient.isKeyRefused }

  var store: StoreState { door.store }
  var focus: PaneID { screen.focus }
  var notice: Span? { screen.notices.notice }

  var overlays: Overlays {
    get { screen.overlays }
    set { screen.overlays = newValue }
  }

  mutating func say(_ span: Span) { screen.notices.say(span) }

  /// The case that is shown; several when none is.
  var aboutShown: Overlay.About { shown.map { .one($0.detail.id) } ?? .several }

  // MARK: What is open

  /// The form that may receive keys: of the case that is shown. Sending it takes a case that is confirmed live.
  var openEditor: FormEditor? {
    if case .form(let editor)? = openDraft { editor } else { nil }
  }

  /// The message or note that may receive keys, likewise.
  var openComposer: Composer? {
    if case .text(let composer)? = openDraft { composer } else { nil }
  }

  /// The draft that is open: of the case that is shown, once its identity is checked.
  var openDraft: DraftEditor? {
    guard let kind = drafts.openKind, let shown, !shown.needsIdentityCheck else { return nil }
    return drafts[DraftSlot(shown.detail.id, kind)]
  }

  var gate: ActingGate {
    ActingGate(readOnlyReason: settings.readOnlyReason, refresh: name(.refresh), isSending: writes.isSending)
  }

  /// Why no key may act on the case just now; nil when one may.
  var actionReason: String? { patient.reasonAgainstActing(gate) }

  /// The reason why the lookup pane blocks acting on the case: its text points to somebody else, or may. Only the case
  /// pane names the patient that the keys act on, and it may be off the screen.
  var lookupReason: String? {
    if focus == .worklist, let shown, worklist.selectedID != shown.detail.id {
      return
        "the worklist has another case selected: \(name(.focusCasePane, in: .worklist)) goes to the one that is open"
    }
    guard focus == .lookup, let shown else { return nil }
    if let row = lookup.selectedID, lookup.rowIDs.contains(row), lookup.caseID(ofRow: row) != shown.detail.id {
      return
        "another case is selected: Enter opens it, \(name(.focusCasePane, in: .lookupList)) goes to the one that is open"
    }
    let typed = lookup.buffer.text
    guard typed.contains(where: { !$0.isWhitespace }), typed != query?.sent else { return nil }
    return "look up what you typed first, or \(name(.focusCasePane, in: .lookupList)) goes to the case"
  }

  mutating func mask() {
    patient.changeShown { $0.mask() }
    drafts.maskAll()
    overlays.updateReadings { $0.mask() }
  }

  /// Health data was revealed: it is masked again in time. One timer serves all that is revealed while it runs.
  mutating func maskLater() -> [Effect] {
    guard !screen.isMaskTimerSet else { return [] }
    screen.maskTimer(isSet: true)
    return [.timer(.mask(seconds: Self.maskAfterSeconds))]
  }

  private mutating func maskTimerFired(at now: Date) -> [Effect] {
    // A clock that was set back must not make the wait longer.
    let idle = max(0, Int(now.timeIntervalSince(lastKeyAt)))
    screen.maskTimer(isSet: idle < Self.maskAfterSeconds)
    guard screen.isMaskTimerSet else {
      mask()
      return []
    }
    return [.timer(.mask(seconds: Self.maskAfterSeconds - idle))]
  }

  /// Health data is masked again after this long without a key.
  static let maskAfterSeconds = 120
}
