package import Care360
package import FoundationEssentials

/// Something happened, by the model that it is for. Every answer carries the generation or number of its request; an answer to
/// an older one is dropped; those about a promo code and appointments carry their question.
package enum Event: Sendable {
  case input(Input)
  case pointer(PointerEvent)
  /// The person can now see a question.
  case drawn(Glass)
  case client(ClientEvent)
  case patient(PatientEvent)
  case worklist(WorklistEvent)
  case writes(WritesEvent)
  case drafts(DraftsEvent)
  case followUps(FollowUpsEvent)
  case team(TeamEvent)
  case door(DoorEvent)
  case record(RecordEvent)
  case token(TokenEvent)
  case appearance(AppearanceEvent)
  /// One answer to each request about files.
  case files(FormFileAnswer)
}

/// The mouse, where it is on: never a key, so it is no activity and confirms nothing.
package enum PointerEvent: Hashable, Sendable {
  case pointed(Pointed)
  /// The wheel, a few rows.
  case wheeled(Movement)
}

/// A row or pane under a click.
package enum Pointed: Hashable, Sendable {
  case pane(PaneID, row: String?)
  /// A row of the topmost overlay.
  case overlay(row: String)
}

package enum ClientEvent: Sendable {
  /// The client exists (nothing was sent yet). Carries what the environment offers to try.
  case started(suggestions: [DeskSettings.Suggestion], products: [DeskSettings.KnownProduct])
  /// There will be no client; the sentence says why.
  case failed(String)
}

package enum PatientEvent: Sendable {
  case latestCaseIDArrived(Result<CaseID, Care360Error>, generation: Int)
  case detailArrived(Result<Case, Care360Error>, generation: Int)
  /// The answer to `readCase`; nil where the store has it no more, or it cannot be read.
  case recentRead(CaseID, Case?)
  case bundlesArrived(Result<[Bundle], Care360Error>, generation: Int)
  case productsArrived(Result<[OrganizationProduct], Care360Error>)
  /// Nil: the code is not valid.
  case promoArrived(PromoQuery, Result<PromoDiscount?, Care360Error>)
  case attachmentLinksArrived(Result<[AttachmentLink], Care360Error>, generation: Int)
  case appointmentsArrived(AppointmentQuery, Result<[Appointment], Care360Error>)
  /// Two minutes may have passed without a key.
  case maskTimerFired
}

package enum WorklistEvent: Sendable {
  case pageArrived(Result<CaseListPage, Care360Error>, generation: Int)
  /// The outcome of a write was on the screen for long enough.
  case nextCaseTimerFired
}

package enum WritesEvent: Sendable {
  case ended(Result<Written<WriteReceipt>, Care360Error>, write: Int)
  /// A case read again because of a write; `attempt` counts from 0.
  case rereadArrived(Result<Case, Care360Error>, write: Int, attempt: Int)
  /// The answer to `checkUsers`.
  case usersChecked(Result<[CustomerIdentifier: UserStanding], Care360Error>, UserCheckAim)
  /// Not sent: colleagues began the same, or left it unsettled, and the person was not told of that.
  case held([TeamView.Attempt], write: Int)
}

/// Drafts: one answer to each `saveDraft`.
package enum DraftsEvent: Sendable {
  /// It is on disk.
  case saved(StoredDraftID, version: Int, at: Date)
  case notSaved(StoredDraftID, String)
  /// The stored version is not the one that this draft came from. `copy`: where this draft's text is kept meanwhile.
  case conflict(StoredDraftID, stored: StoredDraft, copy: DraftCopy? = nil)
  /// Another session took the draft; it said so by signal or in answer to a save. Its terminal: "pts/3".
  case takenOver(StoredDraftID, by: String, copy: DraftCopy? = nil)
  /// The answer to `takeOverDraft`, as the other session left it.
  case tookOver(StoredDraft)
  case autosaveTimerFired
  case retryTimerFired
  /// The terminal hung up or a signal ends the program: what is not saved is saved, and the program waits while
  /// `Desk.isSavingDrafts`.
  case endingSoon
  case quitTimerFired
}

/// The store and the lock.
package enum DoorEvent: Sendable {
  /// A store is there and closed, or (`isNew`) could be made; sent once, at the start.
  case storeNeedsPassphrase(isNew: Bool)
  case storeOpened(StoreContents)
  /// No draft and no recent is kept on disk; `reason`: a sentence, nil in the sandbox.
  case storeIsMemoryOnly(reason: String?)
  /// The answer to `readAgain`.
  case storeReadAgain(
    drafts: [StoredDraft], links: [RefillLink], followUps: [FollowUp] = [], removals: Int, hidesDrafts: Bool = false)
  /// Something the store was asked for did not work. The sentence names nothing of a patient.
  case storeFailed(String)
  /// The passphrase or PIN was wrong; the next try is accepted after `waitSeconds`.
  case unlockRefused(triesLeft: Int, waitSeconds: Int)
  /// The typed text opens it. Carries the store's contents when the store was opened again.
  case unlocked(StoreContents?)
  case lockTimerFired(timer: Int)
  case passphraseChanged
  case passphraseNotChanged(String)
  /// The old passphrase was wrong; as `unlockRefused`.
  case oldPassphraseRefused(triesLeft: Int, waitSeconds: Int)
  /// The terminal came back from a suspension.
  case resumed
  /// Another session of the person takes a draft of this one over.
  case draftWanted
  /// The answer to `nameTaker`: "pts/3".
  case takerNamed(String)
  /// The answer to `checkPassphrase` where it is the one.
  case oldPassphraseAccepted
  case waitTimerFired
}

/// The record of what was done here.
package enum RecordEvent: Sendable {
  case unsettledListed(Result<[WriteIntent], JournalProblem>)
  case settled(Result<String, JournalProblem>)
  case listed(Result<[ActivityEntry], JournalProblem>)
  /// Oldest first; after each view that was recorded, too.
  case caseListed(CaseID, Result<[ActivityEntry], JournalProblem>)
  /// The record cannot be written (a sentence), or can be again (nil).
  case unavailable(String?)
  /// Lines wait to be sent to the site's own record, or none do (nil).
  case unsent(UnsentRecords?)
}

package enum TokenEvent: Sendable {
  case replaced
  /// The answer to `check`.
  case checked(TokenStanding)
  /// The answer to `renew`: the token that was refused was read again.
  case renewed(TokenStanding)
  /// The answer to `reload`; `found` is in lines to read.
  case reloaded(TokenStanding, found: [String])
}

package enum AppearanceEvent: Sendable {
  case copied(String, CopyOutcome)
  /// The themes there are to choose from; empty where nothing is coloured.
  case themesListed([ThemeChoice])
  /// The screen now uses this theme. `problems`: what is wrong with the theme's file, one sentence each.
  case themeUsed(String, problems: [String])
  /// Whether the terminal reports the mouse now.
  case mouseSet(isOn: Bool)
  /// Something typed or pasted is no UTF-8 and was not taken.
  case inputUnreadable
  /// A long paste is under way.
  case pasteArriving
  /// The terminal has the keyboard again.
  case focusGained
  /// Another window has it.
  case focusLost
  /// The background of the terminal, or its new one.
  case backgroundReported(TerminalBackground)
  /// The answer to `listProfiles`, the sandbox among them.
  case profilesListed([ProfileChoice])
  /// The answer to `switchProfile` where it cannot be opened any more; a sentence.
  case profileRefused(String)
  /// Another version of the program lies where the running one was started.
  case programReplaced
  case questionTimerFired
}

/// How copying a text ended. Nobody can know whether the terminal obeyed.
package enum CopyOutcome: Hashable, Sendable {
  case sent
  /// The text was sent to tmux or screen, which keep it unless their settings pass it on.
  case sentToMultiplexer
  case switchedOff
  case tooLong
  /// This terminal does not take texts for the clipboard.
  case unsupported
}

/// The raw value names the theme for it.
package enum TerminalBackground: String, Hashable, Sendable {
  case dark
  case light

  var theme: String { rawValue }
}

/// A theme that can be chosen.
package struct ThemeChoice: Hashable, Sendable {
  package var name: String
  /// "your own file", or in a few words what it is; empty for one that comes with the program.
  package var note: String

  package init(name: String, note: String) {
    self.name = name
    self.note = note
  }
}

/// A profile that the program can be opened with.
package struct ProfileChoice: Hashable, Sendable {
  package var name: String
  /// "PRODUCTION, care.example.com"
  package var note: String
  package var isProduction: Bool
  /// It is the one that is open.
  package var isOpen: Bool
  /// The reason why the profile cannot be opened, as a sentence; nil when it can.
  package var problem: String?

  package init(name: String, note: String, isProduction: Bool, isOpen: Bool, problem: String?) {
    self.name = name
    self.note = note
    self.isProduction = isProduction
    self.isOpen = isOpen
    self.problem = problem
  }
}

/// The store that a team shares.
package enum TeamEvent: Sendable {
  /// Time for news has come, if there was a key.
  case timerFired
  case read(TeamView)
  /// It cannot be reached, or not be used; the sentence says why.
  case unread(String)
  /// The team's store has it.
  case given(HandOverOrder)
  /// The team's store does not have it; the sentence says why. `isSpent`: it takes nothing by this number again.
  case notGiven(HandOverOrder, String, isSpent: Bool = false)
  /// The team's store is away, or did not answer; it will know the hand-over by this id. The sentence says why.
  case waits(HandOverOrder, id: String, String)
  /// It has waited, and this session may not give it any more: another one has it, or took it back.
  case notHere(HandOverOrder)
  /// The operator's own store has it.
  case took(TeamView.HandOver)
  /// A colleague has taken the same thing, so that two operators have it.
  case takenTwice(TeamView.HandOver, by: String)
  /// It is the team's now, or this operator's to take, who is a lead.
  case moved(TeamView.HandOver, toSelf: Bool)
  /// The case of a colleague is the operator's.
  case tookOver(TeamView.Claim)
  /// This operator has done it for the team.
  case finished(TeamView.Reminder)
  /// How a claim, or all else that was asked of the team's store, ended: a sentence.
  case said(String, isProblem: Bool)
}
