import Foundation

@testable import Care360
@testable import Desk

extension Event {
  /// One event of every kind but the keys, as it comes while Avery's case is shown. Answers carry the numbers of requests that
  /// wait for them.
  static func samples(generation: Int, write: Int) throws -> [Event] {
    let given = try Given(generation: generation, write: write)
    var samples: [Event] = []
    var next: Event? = .pointer(.pointed(.pane(.lookup, row: nil)))
    while let event = next {
      samples.append(event)
      next = given.event(after: event)
    }
    return samples
  }
}

/// The values that the events carry.
private struct Given {
  let generation: Int
  let write: Int
  let now = Date(timeIntervalSince1970: 1_795_344_120)
  let caseID: CaseID
  let form: StoredDraftID
  let product: ProductID
  let detail: Case
  let bundles: [Care360.Bundle]
  let promo: PromoQuery
  let draft: StoredDraft
  let entry: ActivityEntry
  let order: HandOverOrder
  let handOver: TeamView.HandOver
  let reminder: TeamView.Reminder
  let template = FormTemplate(title: "Intake", description: "", questions: [])
  let standing = TokenStanding(source: "a paste")

  init(generation: Int, write: Int) throws {
    self.generation = generation
    self.write = write
    caseID = try CaseID(Sample.avery)
    form = StoredDraftID(DraftSlot(caseID, .form))
    product = try ProductID(Sample.tirzepatide)
    detail = try Sample.detail()
    bundles = try Sample.bundles()
    promo = PromoQuery(try PromoCode("SAVE10"))
    draft = try Sample.draft(savedAt: now)
    order = HandOverOrder(number: 1, handed: .draft(draft), receiver: "kim", givenAt: now)
    handOver = TeamView.HandOver(
      id: "h1", caseID: caseID, kind: .form, title: "form Avery L. ADA-TOSXM", giver: "kim", receiver: nil,
      givenAt: now, state: .open, isOwn: false)
    reminder = TeamView.Reminder(
      id: "r1", caseID: caseID, patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", due: now, text: "call",
      author: "kim", doneBy: nil, isDue: true)
    entry = ActivityEntry(time: now, operatorName: "robin", action: "viewed the case", caseID: caseID, outcome: "")
  }

  /// From each kind of event to the next one: a new kind does not compile until it has its place here.
  func event(after event: Event) -> Event? {
    switch event {
    case .input: nil
    case .pointer(let event): after(event)
    case .drawn: .client(.started(suggestions: [], products: []))
    case .client(let event): after(event)
    case .patient(let event): after(event)
    case .worklist(let event): after(event)
    case .writes(let event): after(event)
    case .drafts(let event): after(event)
    case .followUps(let event): after(event)
    case .team(let event): after(event)
    case .door(let event): after(event)
    case .record(let event): after(event)
    case .token(let event): after(event)
    case .appearance(let event): after(event)
    case .files(let answer): after(answer)
    }
  }

  private func after(_ event: PointerEvent) -> Event {
    switch event {
    case .pointed(.pane): .pointer(.pointed(.overlay(row: "0")))
    case .pointed(.overlay): .pointer(.wheeled(.down))
    case .wheeled: .drawn(Glass(confirmation: 1, isWhole: true))
    }
  }

  private func after(_ event: ClientEvent) -> Event {
    switch event {
    case .started: .client(.failed("No service."))
    case .failed: .patient(.latestCaseIDArrived(.success(caseID), generation: generation))
    }
  }

  private func after(_ event: PatientEvent) -> Event {
    switch event {
    case .latestCaseIDArrived: .patient(.detailArrived(.success(detail), generation: generation))
    case .detailArrived: .patient(.recentRead(caseID, detail))
    case .recentRead: .patient(.bundlesArrived(.success(bundles), generation: generation))
    case .bundlesArrived: .patient(.productsArrived(.success([])))
    case .productsArrived: .patient(.promoArrived(promo, .success(nil)))
    case .promoArrived: .patient(.attachmentLinksArrived(.success([]), generation: generation))
    case .attachmentLinksArrived: .patient(.appointmentsArrived(.span(now..<now + 86_400), .success([])))
    case .appointmentsArrived: .patient(.maskTimerFired)
    case .maskTimerFired: .worklist(.pageArrived(.success(CaseListPage(cases: [detail])), generation: 1))
    }
  }

  private func after(_ event: WorklistEvent) -> Event {
    switch event {
    case .pageArrived: .worklist(.nextCaseTimerFired)
    case .nextCaseTimerFired:
      .writes(
        .ended(.success(Written(value: .link("https://forms.example.com/r/1"), isRecorded: true)), write: write))
    }
  }

  private func after(_ event: WritesEvent) -> Event {
    switch event {
    case .ended: .writes(.rereadArrived(.success(detail), write: write, attempt: 0))
    case .rereadArrived: .writes(.usersChecked(.success([:]), .question(1)))
    case .usersChecked: .writes(.held([], write: write))
    case .held: .drafts(.saved(form, version: 1, at: now))
    }
  }

  private func after(_ event: DraftsEvent) -> Event {
    switch event {
    case .saved: .drafts(.notSaved(form, "The disk is full."))
    case .notSaved: .drafts(.conflict(form, stored: draft))
    case .conflict: .drafts(.takenOver(form, by: "pts/3"))
    case .takenOver: .drafts(.tookOver(draft))
    case .tookOver: .drafts(.autosaveTimerFired)
    case .autosaveTimerFired: .drafts(.retryTimerFired)
    case .retryTimerFired: .drafts(.endingSoon)
    case .endingSoon: .drafts(.quitTimerFired)
    case .quitTimerFired: .followUps(.kept(.deleted("a")))
    }
  }

  private func after(_ event: FollowUpsEvent) -> Event {
    switch event {
    case .kept: .followUps(.notKept(.deleted("a"), "the disk is full"))
    case .notKept: .followUps(.gone(.deleted("a")))
    case .gone: .followUps(.waits(.deleted("a"), Waiting(id: "s.1", receiver: nil, givenAt: now)))
    case .waits: .team(.timerFired)
    }
  }

  private func after(_ event: TeamEvent) -> Event {
    switch event {
    case .timerFired: .team(.read(TeamView()))
    case .read: .team(.given(order))
    case .given: .team(.notGiven(order, "The team's store cannot be reached."))
    case .notGiven: .team(.waits(order, id: "s.1", "The team's store cannot be reached."))
    case .waits: .team(.notHere(order))
    case .notHere: .team(.took(handOver))
    case .took: .team(.takenTwice(handOver, by: "kim"))
    case .takenTwice: .team(.moved(handOver, toSelf: false))
    case .moved: .team(.tookOver(TeamView.Claim(caseID: caseID, name: "kim", until: now, isOwn: false)))
    case .tookOver: .team(.finished(reminder))
    case .finished: .team(.said("The case is yours for an hour.", isProblem: false))
    case .said: .team(.unread("The team's store cannot be reached."))
    case .unread: .door(.storeNeedsPassphrase(isNew: false))
    }
  }

  private func after(_ event: DoorEvent) -> Event {
    switch event {
    case .storeNeedsPassphrase: .door(.storeOpened(StoreContents()))
    case .storeOpened: .door(.storeIsMemoryOnly(reason: nil))
    case .storeIsMemoryOnly: .door(.storeFailed("The disk is full."))
    case .storeFailed: .door(.storeReadAgain(drafts: [draft], links: [], removals: 0))
    case .storeReadAgain: .door(.unlockRefused(triesLeft: 4, waitSeconds: 1))
    case .unlockRefused: .door(.unlocked(StoreContents()))
    case .unlocked: .door(.lockTimerFired(timer: 1))
    case .lockTimerFired: .door(.passphraseChanged)
    case .passphraseChanged: .door(.passphraseNotChanged("The disk is full."))
    case .passphraseNotChanged: .door(.oldPassphraseRefused(triesLeft: 4, waitSeconds: 1))
    case .oldPassphraseRefused: .door(.resumed)
    case .resumed: .door(.draftWanted)
    case .draftWanted: .door(.takerNamed("pts/3"))
    case .takerNamed: .door(.oldPassphraseAccepted)
    case .oldPassphraseAccepted: .door(.waitTimerFired)
    case .waitTimerFired: .record(.unsettledListed(.success([])))
    }
  }

  private func after(_ event: RecordEvent) -> Event {
    switch event {
    case .unsettledListed: .record(.settled(.success("write-1")))
    case .settled: .record(.listed(.success([entry])))
    case .listed: .record(.caseListed(caseID, .success([entry])))
    case .caseListed: .record(.unavailable(nil))
    case .unavailable: .record(.unsent(UnsentRecords(count: 3, since: now)))
    case .unsent: .token(.replaced)
    }
  }

  private func after(_ event: TokenEvent) -> Event {
    switch event {
    case .replaced: .token(.checked(standing))
    case .checked: .token(.renewed(standing))
    case .renewed: .token(.reloaded(standing, found: []))
    case .reloaded: .appearance(.copied("1Z77", .sent))
    }
  }

  private func after(_ event: AppearanceEvent) -> Event {
    switch event {
    case .copied: .appearance(.themesListed([ThemeChoice(name: "dark", note: "")]))
    case .themesListed: .appearance(.themeUsed("dark", problems: []))
    case .themeUsed: .appearance(.mouseSet(isOn: true))
    case .mouseSet: .appearance(.inputUnreadable)
    case .inputUnreadable: .appearance(.pasteArriving)
    case .pasteArriving: .appearance(.focusLost)
    case .focusLost: .appearance(.focusGained)
    case .focusGained: .appearance(.backgroundReported(.light))
    case .backgroundReported: .appearance(.profilesListed([]))
    case .profilesListed: .appearance(.profileRefused("It is gone."))
    case .profileRefused: .appearance(.programReplaced)
    case .programReplaced: .appearance(.questionTimerFired)
    case .questionTimerFired: .files(.templatesListed([]))
    }
  }

  private func after(_ answer: FormFileAnswer) -> Event? {
    switch answer {
    case .templatesListed: .files(.usualTemplate(nil, name: "intake", product, caseID))
    case .usualTemplate: .files(.templateSaved("intake"))
    case .templateSaved: .files(.templateExists(template, name: "intake"))
    case .templateExists: .files(.templateDeleted("intake"))
    case .templateDeleted: .files(.read([], caseID))
    case .read: .files(.written(path: "~/intake.json"))
    case .written: .files(.textsListed([], problems: ["It has no text."]))
    case .textsListed: .files(.failed("There is no such file."))
    case .failed: nil
    }
  }
}
