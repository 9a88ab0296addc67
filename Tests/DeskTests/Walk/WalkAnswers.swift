import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// Answers to effects, good and bad ones at random.
enum WalkAnswers {
  static func answer(
    to effect: Effect, version: Int, at now: Date, _ random: inout SeededGenerator, _ world: inout NavigationWorld
  ) throws -> Event? {
    switch effect {
    case .read(.findLatestCase(let customer, let generation)):
      let id =
        switch customer {
        case .email(let email): world.latestCase(of: email.text, nil)
        case .phone(let phone): world.latestCase(of: nil, LookupIdentifier.phone(phone).sent)
        }
      let result: Result<CaseID, Care360Error> =
        try id.map { .success(try CaseID($0)) } ?? .failure(.notFound(httpStatus: 404))
      return .patient(.latestCaseIDArrived(readError(&random).map { .failure($0) } ?? result, generation: generation))
    case .read(.fetchCase(let query, let generation)):
      return .patient(.detailArrived(try detail(query, &random, &world), generation: generation))
    case .read(.fetchCases(let query, let generation)):
      let page = try listPage(query, &random, &world)
      return .worklist(.pageArrived(readError(&random).map { .failure($0) } ?? .success(page), generation: generation))
    case .read(.fetchBundles(let generation)):
      return .patient(
        .bundlesArrived(
          try readError(&random).map { .failure($0) } ?? .success(Sample.bundles()), generation: generation))
    case .read(.fetchProducts):
      let listed = #"{"id":"\#(Sample.tirzepatide)","name":"Tirzepatide","isVisible":false}"#
      let product = OrganizationProduct(try JSONValue(parsing: Data(listed.utf8)))
      return .patient(.productsArrived(readError(&random).map { .failure($0) } ?? .success([product])))
    case .read(.checkPromo(let query)):
      let discount = PromoDiscount(.object(["flatDiscount": .integer(10)]))
      return .patient(
        .promoArrived(
          query, readError(&random).map { .failure($0) } ?? .success(random.below(2) == 0 ? nil : discount)))
    case .read(.fetchAttachmentLinks(_, let generation)):
      return .patient(
        .attachmentLinksArrived(readError(&random).map { .failure($0) } ?? .success([]), generation: generation))
    case .read(.fetchAppointments(let query)):
      let found = try [#"{"id":"a-1","caseId":"\#(Sample.avery)"}"#, "{}"].map {
        Appointment(try JSONValue(parsing: Data($0.utf8)))
      }
      return .patient(.appointmentsArrived(query, readError(&random).map { .failure($0) } ?? .success(found)))
    case .write(.send(let order)):
      let target = order.write.target
      let error = writeError(target.action, at: now, &random)
      let isRecorded = target.action == .requestRefillLink && error == nil ? random.below(5) > 0 : true
      let receipt: WriteReceipt =
        switch order.write {
        case .refill: .link("https://example.com/\(order.number)")
        case .bundle(let write): .bundle(BundleReference(id: write.bundle, name: "Premium"))
        case .products(let write): .products(write.caseID)
        case .status(let write): .status(write.wish == .reopen || write.wish == .open ? .open : .closed)
        case .communication(let write): .communication(write.kind)
        case .closeProduct(let write): .productClosed(write.product)
        case .escalation: .escalation([])
        case .changeEmail(let write): .email(write.new)
        case .updateProfile(let write): .profile(write.email)
        case .newCase: .newCase(nil)
        case .cancelAppointment(let write): .appointmentCancelled(write.appointment)
        }
      return .writes(
        .ended(
          error.map { .failure($0) } ?? .success(Written(value: receipt, isRecorded: isRecorded)), write: order.number))
    case .read(.rereadCase(let id, let write, let attempt, _)):
      return .writes(.rereadArrived(try detail(.id(id), &random, &world), write: write, attempt: attempt))
    case .read(.rereadNewest(let email, let write, let attempt, _)):
      return .writes(.rereadArrived(try detail(.email(email), &random, &world), write: write, attempt: attempt))
    case .read(.checkUsers(let users, let aim, _)):
      // The first of two is the address that the patient has.
      let standings = users.enumerated().map { ($1, $0 == 0 ? UserStanding.known(isHere: true) : .unknown) }
      return .writes(
        .usersChecked(
          readError(&random).map { .failure($0) } ?? .success(Dictionary(uniqueKeysWithValues: standings)), aim))
    case .record(.listUnsettled): return .record(.unsettledListed(try unsettled(at: now, &random)))
    case .record(.settle(let id, _)), .record(.settleAsSeen(let id)):
      return .record(.settled(random.below(6) == 0 ? .failure(JournalProblem("The record is locked.")) : .success(id)))
    case .record(.list): return .record(.listed(entries(at: now, &random)))
    case .record(.listOfCase(let id)): return .record(.caseListed(id, entries(at: now, &random)))
    case .record(.view), .record(.nobodyFound), .record(.forgotten), .record(.team), .record(.listed):
      return random.below(4) == 0 ? .record(.unavailable(random.below(2) == 0 ? nil : "The disk is full.")) : nil
    case .files(let request): return .files(formFile(request, &random))
    default: return try local(effect, version: version, at: now, &random)
    }
  }

  private static func local(
    _ effect: Effect, version: Int, at now: Date, _ random: inout SeededGenerator
  ) throws -> Event? {
    switch effect {
    case .screen(.copy(let text)):
      let outcomes: [CopyOutcome] = [.sent, .switchedOff, .tooLong, .unsupported]
      return .appearance(.copied(text, outcomes[random.below(4)]))
    case .screen(.listThemes):
      return .appearance(.themesListed(["dark", "light"].map { ThemeChoice(name: $0, note: "") }))
    case .screen(.useTheme(let name, let isPreview)):
      return isPreview
        ? nil : .appearance(.themeUsed(name, problems: random.below(3) == 0 ? ["line 3: no colour"] : []))
    case .screen(.setMouse(let isOn)): return .appearance(.mouseSet(isOn: isOn))
    case .token(.replace): return .token(.replaced)
    case .token(.check): return .token(.checked(standing(at: now, &random)))
    case .token(.renew): return .token(.renewed(standing(at: now, &random)))
    case .token(.reload): return .token(.reloaded(standing(at: now, &random), found: ["API key: unchanged"]))
    case .timer(.mask): return .patient(.maskTimerFired)
    case .timer(.autosave): return .drafts(.autosaveTimerFired)
    case .timer(.retry): return .drafts(.retryTimerFired)
    case .timer(.nextCase): return .worklist(.nextCaseTimerFired)
    case .timer(.quit): return .drafts(.quitTimerFired)
    case .timer(.wait): return .door(.waitTimerFired)
    case .timer(.question): return .appearance(.questionTimerFired)
    case .timer(.lock(_, let timer)): return .door(.lockTimerFired(timer: timer))
    case .screen(.suspend): return .door(.resumed)
    case .screen(.listProfiles):
      return .appearance(
        .profilesListed([
          ProfileChoice(name: "sandbox", note: "", isProduction: false, isOpen: true, problem: nil),
          ProfileChoice(name: "clinic", note: "PRODUCTION", isProduction: true, isOpen: false, problem: nil),
        ]))
    case .end(.switchProfile): return .appearance(.profileRefused("The profile clinic is gone."))
    default: return try store(effect, version: version, at: now, &random)
    }
  }

  private static func store(
    _ effect: Effect, version: Int, at now: Date, _ random: inout SeededGenerator
  ) throws -> Event? {
    switch effect {
    case .store(.open), .store(.create):
      switch random.below(5) {
      case 0: return .door(.unlockRefused(triesLeft: 3, waitSeconds: 2))
      case 1: return .door(.storeFailed("The store is busy."))
      default: return .door(.storeOpened(try contents(at: now, &random)))
      }
    case .store(.checkPassphrase):
      return random.below(3) == 0
        ? .door(.oldPassphraseRefused(triesLeft: 2, waitSeconds: 4)) : .door(.oldPassphraseAccepted)
    case .store(.changePassphrase):
      return [
        .door(.passphraseChanged), .door(.passphraseNotChanged("It is busy.")),
        .door(.oldPassphraseRefused(triesLeft: 2, waitSeconds: 4)),
      ][random.below(3)]
    case .store(.unlock):
      switch random.below(6) {
      case 0: return .door(.unlockRefused(triesLeft: 2, waitSeconds: 1))
      case 1: return .door(.unlocked(nil))
      default: return .door(.unlocked(try contents(at: now, &random)))
      }
    case .store(.saveDraft(let draft, _)):
      switch random.below(8) {
      case 0: return .drafts(.notSaved(draft.id, "the disk is full"))
      case 1: return .drafts(.takenOver(draft.id, by: "pts/5"))
      case 2:
        return .drafts(
          .conflict(
            draft.id, stored: other(draft, version: version, at: now),
            copy: random.below(2) == 0 ? DraftCopy(id: StoredDraftID(draft.id.slot, copy: 1), version: 1) : nil))
      default: return .drafts(.saved(draft.id, version: version, at: now))
      }
    case .store(.readCase(let id)):
      let copies = random.below(4) == 0 ? [] : [try Sample.detail(), try Sample.joDetail()]
      return .patient(.recentRead(id, copies.first { $0.id == id }))
    case .store(.readAgain(let removals)):
      let contents = try contents(at: now, &random)
      return .door(
        .storeReadAgain(
          drafts: contents.drafts, links: contents.links, followUps: contents.followUps, removals: removals))
    case .store(.changeFollowUp(let change)):
      switch random.below(5) {
      case 0: return .followUps(.notKept(change, "the disk is full"))
      case 1: return .followUps(.gone(change))
      case 2: return .followUps(.waits(change, Waiting(id: "s.1", receiver: "kim", givenAt: now)))
      default: return .followUps(.kept(change))
      }
    case .store(.takeOverDraft): return .drafts(.tookOver(try Sample.draft(version: version, savedAt: now)))
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

  private static func contents(at now: Date, _ random: inout SeededGenerator) throws -> StoreContents {
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
      ],
      followUps: random.below(3) == 0
        ? [
          FollowUp(
            id: "mhk2v1q0", caseID: try CaseID(Sample.avery), shortID: "ADA-TOSXM", patientName: "Avery Lindqvist",
            due: now + [-600, 86_400][random.below(2)], text: "ask the pharmacy", madeAt: now - 7200, author: "robin")
        ] : [], unclean: random.below(3) == 0 ? StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)) : nil,
      notices: random.below(4) == 0 ? ["The recents were rebuilt."] : [])
  }

  // MARK: The service

  /// The people of the world in one or two pages, some of them twice.
  private static func listPage(
    _ query: CaseListQuery, _ random: inout SeededGenerator, _ world: inout NavigationWorld
  ) throws -> CaseListPage {
    var cases: [Case] = []
    for id in [Sample.avery, Sample.jo, Sample.averyOlder] where random.below(3) > 0 {
      if case .success(let found) = try detail(.id(CaseID(id)), &random, &world) { cases.append(found) }
    }
    let hasMore = query.after == nil && random.below(3) == 0
    return CaseListPage(cases: cases, withoutID: random.below(6) == 0 ? 1 : 0, next: hasMore ? "1" : nil)
  }

  private static func detail(
    _ query: CaseQuery, _ random: inout SeededGenerator, _ world: inout NavigationWorld
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

  private static func readError(_ random: inout SeededGenerator) -> Care360Error? {
    guard random.below(12) == 0 else { return nil }
    return [
      Sample.serverFault, .timedOut(httpStatus: nil), Sample.noConnection, Sample.badKey,
      .permissionDenied(httpStatus: 403),
    ][
      random.below(5)]
  }

  private static func writeError(
    _ action: WriteIntent.Action, at now: Date, _ random: inout SeededGenerator
  ) -> Care360Error? {
    guard random.below(2) == 0 else { return nil }
    switch random.below(8) {
    case 0: return .conflict(httpStatus: 409, hint: ProductAddition.conflictHint)
    case 1: return .validationFailed(httpStatus: 422)
    case 2: return Sample.badToken
    case 3: return Sample.badKey
    case 4: return .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    case 5:
      do {
        return .failed(.unsettledSameWrite([try Sample.intent("old", action, bundle: "premium", at: now - 600)]))
      } catch { return .timedOut(httpStatus: nil) }
    default: return Sample.unknown
    }
  }

  private static func unsettled(
    at now: Date, _ random: inout SeededGenerator
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
    at now: Date, _ random: inout SeededGenerator
  ) -> Result<[ActivityEntry], JournalProblem> {
    guard random.below(5) > 0 else { return .failure(JournalProblem("The record cannot be read.")) }
    return .success([
      ActivityEntry(time: now - 60, operatorName: "robin", action: "viewed the case", caseID: nil, outcome: "")
    ])
  }

  private static func standing(at now: Date, _ random: inout SeededGenerator) -> TokenStanding {
    switch random.below(3) {
    case 0: TokenStanding(source: "the file token", expires: now + 60)
    case 1: TokenStanding(source: "", problem: "No access token is configured.")
    default: TokenStanding(source: "a paste", isNew: true)
    }
  }

  private static func formFile(_ request: FormFileRequest, _ random: inout SeededGenerator) -> FormFileAnswer {
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
    case .listTexts: return .textsListed([], problems: [])
    }
  }
}
