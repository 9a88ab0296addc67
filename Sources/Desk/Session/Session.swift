package import Care360
package import FoundationEssentials

/// The whole screen as one value: `handle` takes what happened and returns what is to be done outside; `presentation`
/// is what to draw. One patient at a time: everything that acts goes through `shown`.
///
/// - `lookup` the box and the list, `run` the lookup on its way, `shown` the case on the screen
/// - `editors` the forms by case: one is open at most, and only for the case that is shown
/// - `overlays` the stack above the panes
/// - `writes` what was sent and is not settled
package struct Session: Sendable {
  var settings: SessionSettings
  var lookup: Lookup
  var run: LookupRun?
  var shown: ShownCase?
  /// What led to the case that is shown or looked for; nil when it was opened from the list.
  var query: LookupIdentifier?
  /// A newer case of the same customer; Enter opens it, Esc stays.
  var newerCase: CaseID?
  /// The sentence in place of a case.
  var caseMessage: [Span] = []
  var editors: [CaseID: FormEditor] = [:]
  var isEditorOpen = false
  /// A parked form that opens when its case is shown live.
  var draftToOpen: CaseID?
  var focus: PaneID = .lookup
  var overlays: [Overlay] = []
  var notice: Span?
  var connection: Connection = .notYet
  var generation = 0
  var writes: [PendingWrite] = []
  var nextWrite = 1
  /// Left by earlier runs of the program.
  var earlierUnsettled: [WriteIntent] = []
  /// Why there is no client; nothing can be asked for then.
  var startProblem: String?
  var bundles: [Bundle]?
  /// The case was read again for the bundle picker that is open.
  var isFreshForBundle = false
  /// The list of bundles did not come.
  var isBundleListMissing = false
  /// Before -> after can be said as far as it can be known.
  var isReadyForBundle: Bool { isFreshForBundle && (bundles != nil || isBundleListMissing) }
  /// What a 409 or 422 refused, until the case was read again.
  var refusedProducts: [CaseID: [ProductID]] = [:]
  /// The service refuses the key: what it once gave stays hidden until it accepts a read again.
  var isKeyRefused = false
  var links: [RefillLink] = []
  var learnedProducts: [SessionSettings.KnownProduct] = []
  var redraws = 0
  var lastKeyAt: Date

  enum Connection: Hashable, Sendable {
    case notYet
    case connected
    case offline
  }

  /// A refill link of this session, so that it can be shown again. Memory only.
  struct RefillLink: Sendable {
    let caseID: CaseID
    let patientName: String
    let shortID: String
    let requestedAt: Date
    let link: String
  }

  package init(settings: SessionSettings, now: Date) {
    self.settings = settings
    lookup = Lookup(country: settings.country)
    lastKeyAt = now
    caseMessage = [
      Span("No case is open.", .muted), Span("Type an e-mail, a phone number or a case id and press Enter.", .muted),
    ]
  }

  /// What to do before the first key.
  package var firstEffects: [Effect] { [.listUnsettled] }

  package mutating func handle(_ event: Event, at now: Date) -> [Effect] {
    switch event {
    case .input(let input):
      lastKeyAt = now
      notice = nil
      return handle(input, at: now)
    case .started(let suggestions, let products):
      lookup.suggestions = suggestions
      settings.products += products
      return []
    case .startFailed(let sentence):
      connection = .offline
      startProblem = sentence
      caseMessage = [Span(sentence, .error)]
      return []
    case .latestCaseIDArrived(let result, let generation):
      guard generation == self.generation, var run else { return [] }
      noteConnection(result)
      let progress = run.latestArrived(result)
      self.run = run
      return advance(progress, at: now)
    case .detailArrived(let result, let generation):
      guard generation == self.generation else { return [] }
      noteConnection(result)
      guard var run else { return refreshed(result, at: now) }
      let progress = run.detailArrived(result)
      self.run = run
      return advance(progress, at: now)
    case .bundlesArrived(let result, let generation):
      guard generation == self.generation else { return [] }
      noteConnection(result)
      bundlesArrived(result)
      return []
    case .refillEnded, .bundleChangeEnded, .addProductsEnded, .rereadArrived:
      return writeEvent(event, at: now)
    case .unsettledListed(let result):
      switch result {
      case .success(let intents): earlierUnsettled = intents
      case .failure(let problem): notice = Span(problem.sentence, .error)
      }
      return []
    case .settled(let result):
      switch result {
      case .success(let id):
        earlierUnsettled.removeAll { $0.id == id }
        if notice == nil { notice = Span("Recorded.", .success) }
      case .failure(let problem): notice = Span(problem.sentence, .error)
      }
      return []
    case .copied(let wasSent):
      notice =
        wasSent
        ? Span("sent to your terminal's clipboard", .success)
        : Span("this terminal takes no clipboard; select the text by hand", .warning)
      return []
    case .tokenReplaced:
      notice = Span("The access token is set. Nothing was sent: submit again when ready.", .success)
      return []
    case .maskTimerFired: return maskTimerFired(at: now)
    case .resumed:
      mask()
      return [.redraw]
    }
  }

  // MARK: What is open

  /// The form that may receive keys: of the case that is shown. Sending it takes a case that is confirmed live.
  var openEditor: FormEditor? {
    guard isEditorOpen, let shown, !shown.needsIdentityCheck else { return nil }
    return editors[shown.detail.id]
  }

  /// Why nothing may act on the case just now; nil when it may.
  var actionReason: String? {
    guard let shown else { return run == nil ? "open a case first" : "wait for the service's answer" }
    if case .notConfirmed = shown.standing, connection != .offline {
      return run == nil ? "not confirmed: F5 asks the service again" : "not confirmed: wait for the service's answer"
    }
    if shown.needsIdentityCheck { return "check the identity first: Enter shows the rest" }
    if connection == .offline { return "offline: the case cannot be confirmed" }
    if settings.isReadOnly { return "this profile is read-only" }
    if writes.contains(where: { $0.state == .sending }) { return "another change is being sent" }
    return nil
  }

  mutating func mask() {
    shown?.mask()
    for id in editors.keys { editors[id]?.maskAll() }
  }

  private mutating func maskTimerFired(at now: Date) -> [Effect] {
    let idle = Int(now.timeIntervalSince(lastKeyAt))
    guard idle < Self.maskAfterSeconds else {
      mask()
      return []
    }
    return [.startMaskTimer(seconds: Self.maskAfterSeconds - idle)]
  }

  /// Health data is masked again after this long without a key.
  static let maskAfterSeconds = 120

  private mutating func noteConnection<Value>(_ result: Result<Value, Care360Error>) {
    switch result {
    case .success:
      connection = .connected
      isKeyRefused = false
    case .failure(.notAuthorized(.apiKey, _, _)): isKeyRefused = true
    case .failure(.unavailable(.cannotConnect, _, _)), .failure(.unavailable(.tlsRefused, _, _)), .failure(.timedOut):
      connection = .offline
    case .failure(let error) where error.httpStatus != nil: connection = .connected
    case .failure: break
    }
  }
}
