import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Answers to effects, good and bad ones at random.
enum WalkAnswers {
  static func answer(
    to effect: Effect, version: Int, at now: Date, _ random: inout SplitMix, _ world: inout NavigationWorld
  ) throws -> Event? {
    switch effect {
    case .findLatestCase(let customer, let generation):
      let id =
        switch customer {
        case .email(let email): world.latestCase(of: email.text, nil)
        case .phone(let phone): world.latestCase(of: nil, LookupIdentifier.phone(phone).sent)
        }
      let result: Result<CaseID, Care360Error> =
        try id.map { .success(try CaseID($0)) } ?? .failure(.notFound(httpStatus: 404))
      return .latestCaseIDArrived(readError(&random).map { .failure($0) } ?? result, generation: generation)
    case .fetchCase(let query, let generation):
      return .detailArrived(try detail(query, &random, &world), generation: generation)
    case .fetchBundles(let generation):
      return .bundlesArrived(
        try readError(&random).map { .failure($0) } ?? .success(Sample.bundles()), generation: generation)
    case .requestRefillLink(_, _, _, let write):
      return .refillEnded(
        writeError(.requestRefillLink, at: now, &random).map { .failure($0) }
          ?? .success(Written(value: "https://example.com/\(write)", isRecorded: random.below(5) > 0)), write: write)
    case .changeBundle(_, let bundle, _, let write):
      return .bundleChangeEnded(
        writeError(.changeBundle, at: now, &random).map { .failure($0) }
          ?? .success(Written(value: BundleReference(id: bundle, name: "Premium"), isRecorded: true)), write: write)
    case .addProducts(let id, _, _, let write):
      return .addProductsEnded(
        writeError(.addProducts, at: now, &random).map { .failure($0) }
          ?? .success(Written(value: id, isRecorded: true)), write: write)
    case .rereadCase(let id, let write, let attempt, _):
      return .rereadArrived(try detail(.id(id), &random, &world), write: write, attempt: attempt)
    case .listUnsettled: return .unsettledListed(try unsettled(at: now, &random))
    case .settle(let id, _), .settleAsSeen(let id):
      return .settled(random.below(6) == 0 ? .failure(JournalProblem("The record is locked.")) : .success(id))
    case .listActivity: return .activityListed(entries(at: now, &random))
    case .listCaseActivity(let id): return .caseActivityListed(id, entries(at: now, &random))
    case .recordView, .recordForgotten:
      return random.below(4) == 0 ? .activityUnavailable(random.below(2) == 0 ? nil : "The disk is full.") : nil
    case .formFile(let request): return .formFile(formFile(request, &random))
    default: return try local(effect, version: version, at: now, &random)
    }
  }

  private static func local(
    _ effect: Effect, version: Int, at now: Date, _ random: inout SplitMix
  ) throws -> Event? {
    switch effect {
    case .copy(let text): return .copied(text, [.sent, .switchedOff, .tooLong, .unsupported][random.below(4)])
    case .listThemes:
      return .themesListed(["dark", "light"].map { ThemeChoice(name: $0, note: "") })
    case .useTheme(let name, let isPreview):
      return isPreview ? nil : .themeUsed(name, problems: random.below(3) == 0 ? ["line 3: no colour"] : [])
    case .setMouse(let isOn): return .mouseSet(isOn: isOn)
    case .replaceToken: return .tokenReplaced
    case .checkToken: return .tokenChecked(standing(at: now, &random))
    case .renewToken: return .tokenRenewed(standing(at: now, &random))
    case .reloadCredentials: return .credentialsReloaded(standing(at: now, &random), found: ["API key: the same one"])
    case .startMaskTimer: return .maskTimerFired
    case .startAutosaveTimer: return .autosaveTimerFired
    case .startRetryTimer: return .retryTimerFired
    case .startQuitTimer: return .quitTimerFired
    case .startLockTimer(_, let timer): return .lockTimerFired(timer: timer)
    case .suspend: return .resumed
    case .listProfiles:
      return .profilesListed([
        ProfileChoice(name: "sandbox", note: "", isProduction: false, isOpen: true, problem: nil),
        ProfileChoice(name: "clinic", note: "PRODUCTION", isProduction: true, isOpen: false, problem: nil),
      ])
    case .switchProfile: return .profileRefused("The profile clinic is gone.")
    default: return try store(effect, version: version, at: now, &random)
    }
  }

  private static func store(
    _ effect: Effect, version: Int, at now: Date, _ random: inout SplitMix
  ) throws -> Event? {
    switch effect {
    case .openStore, .createStore:
      switch random.below(5) {
      case 0: return .unlockRefused(triesLeft: 3, waitSeconds: 2)
      case 1: return .storeFailed("The store is busy.")
      default: return .storeOpened(try contents(at: now, &random))
      }
    case .changePassphrase:
      return [
        .passphraseChanged, .passphraseNotChanged("It is busy."), .oldPassphraseRefused(triesLeft: 2, waitSeconds: 4),
      ][random.below(3)]
    case .unlock:
      switch random.below(6) {
      case 0: return .unlockRefused(triesLeft: 2, waitSeconds: 1)
      case 1: return .unlocked(nil)
      default: return .unlocked(try contents(at: now, &random))
      }
    case .saveDraft(let draft, _):
      switch random.below(8) {
      case 0: return .draftNotSaved(draft.id, "the disk is full")
      case 1: return .draftTakenOver(draft.id, by: "pts/5")
      case 2:
        return .draftConflict(
          draft.id, stored: other(draft, version: version, at: now),
          copy: random.below(2) == 0 ? DraftCopy(id: DraftID(draft.id.caseID, copy: 1), version: 1) : nil)
      default: return .draftSaved(draft.id, version: version, at: now)
      }
    case .takeOverDraft: return .draftTaken(try Sample.draft(version: version, savedAt: now))
    default: return nil
    }
  }

  private static func other(_ draft: StoredDraft, version: Int, at now: Date) -> StoredDraft {
    var other = draft
    other.version = version
    other.author = "kim"
    other.savedAt = now - 30
    return other
  }

  private static func contents(at now: Date, _ random: inout SplitMix) throws -> StoreContents {
    let holder = random.below(3) == 0 ? StoredDraft.Holder(terminal: "pts/3", lastKeyAt: now - 40) : nil
    return StoreContents(
      recents: [
        Sample.recent(try Sample.joDetail(), seenAt: now - 120),
        Sample.recent(try Sample.detail(), seenAt: now - 7200, [.email(try EmailAddress(Sample.averyMail))]),
      ], drafts: random.below(2) == 0 ? [try Sample.draft(savedAt: now - 300, holder: holder)] : [],
      links: [
        RefillLink(
          caseID: try CaseID(Sample.avery), patientName: "Avery Lindqvist", shortID: "ADA-TOSXM",
          requestedAt: now - 3600, link: "https://example.com/old")
      ], unclean: random.below(3) == 0 ? DraftID(try CaseID(Sample.avery)) : nil,
      notices: random.below(4) == 0 ? ["The recents were rebuilt."] : [])
  }

  // MARK: The service

  private static func detail(
    _ query: CaseQuery, _ random: inout SplitMix, _ world: inout NavigationWorld
  ) throws -> Result<Case, Care360Error> {
    if let error = readError(&random) { return .failure(error) }
    let id: String? =
      switch query {
      case .id(let id): id.text
      case .email(let email): world.latestCase(of: email.text, nil)
      }
    guard let id, let person = NavigationWorld.people[id] else { return .failure(.notFound(httpStatus: 404)) }
    let products: [String]? =
      switch random.below(4) {
      case 0: nil
      case 1: [person.product, Sample.tirzepatide]
      default: [person.product]
      }
    let isJo = id == Sample.jo
    return .success(
      try Sample.detail(
        id, shortID: person.shortID, first: isJo ? "Jo" : "Avery", last: person.last,
        email: isJo ? Sample.joMail : Sample.averyMail, phone: isJo ? "+12025550143" : Sample.averyPhone,
        products: products, bundle: ["starter", "premium"][random.below(2)], isClosed: random.below(5) == 0))
  }

  private static func readError(_ random: inout SplitMix) -> Care360Error? {
    guard random.below(12) == 0 else { return nil }
    return [Sample.serverFault, .timedOut, Sample.noConnection, Sample.badKey, .permissionDenied(httpStatus: 403)][
      random.below(5)]
  }

  private static func writeError(
    _ action: WriteIntent.Action, at now: Date, _ random: inout SplitMix
  ) -> Care360Error? {
    guard random.below(2) == 0 else { return nil }
    switch random.below(8) {
    case 0: return .conflict(httpStatus: 409)
    case 1: return .validationFailed(httpStatus: 422)
    case 2: return Sample.badToken
    case 3: return Sample.badKey
    case 4: return .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    case 5:
      do {
        return .failed(.unsettledSameWrite([try Sample.intent("old", action, bundle: "premium", at: now - 600)]))
      } catch { return .timedOut }
    default: return Sample.unknown
    }
  }

  private static func unsettled(
    at now: Date, _ random: inout SplitMix
  ) throws -> Result<[WriteIntent], JournalProblem> {
    switch random.below(5) {
    case 0: return .failure(JournalProblem("The record cannot be read."))
    case 1: return .success([])
    default:
      return .success([
        try Sample.intent("old", .changeBundle, bundle: "premium", at: now - 900),
        try Sample.intent("link", .requestRefillLink, at: now),
        try Sample.intent("hers", .addProducts, Sample.jo, at: now),
      ])
    }
  }

  private static func entries(
    at now: Date, _ random: inout SplitMix
  ) -> Result<[ActivityEntry], JournalProblem> {
    guard random.below(5) > 0 else { return .failure(JournalProblem("The record cannot be read.")) }
    return .success([
      ActivityEntry(time: now - 60, operatorName: "robin", action: "viewed the case", caseID: nil, outcome: "")
    ])
  }

  private static func standing(at now: Date, _ random: inout SplitMix) -> TokenStanding {
    switch random.below(3) {
    case 0: TokenStanding(source: "the file token", expires: now + 60)
    case 1: TokenStanding(source: "", problem: "No access token is configured.")
    default: TokenStanding(source: "a paste", isNew: true)
    }
  }

  private static func formFile(_ request: FormFileRequest, _ random: inout SplitMix) -> FormFileAnswer {
    guard random.below(6) > 0 else { return .failed("The folder cannot be read.") }
    let template = FormTemplate(
      title: "Intake", description: "",
      questions: [
        FormTemplate.Question(
          text: "How much do you weigh?", type: .text, isRequired: true, isPHI: true, options: [], rules: ChoiceRules())
      ])
    switch request {
    case .listTemplates:
      return .templatesListed([TemplateListing(name: "intake", isBuiltIn: random.below(2) == 0, template: template)])
    case .usualTemplate(let name, let product, let id):
      return .usualTemplate(
        TemplateListing(name: name, isBuiltIn: true, template: template), name: name, product, id)
    case .saveTemplate(let template, let name, let replaces):
      return random.below(2) == 0 && !replaces ? .templateExists(template, name: name) : .templateSaved(name)
    case .deleteTemplate(let name): return .templateDeleted(name)
    case .read(_, let id):
      return .read(Array(#"{"products":[{"id":" \#(Sample.tirzepatide)"}],"more":1}"#.utf8), id)
    case .write(_, let path, _): return .written(path: path)
    }
  }
}
