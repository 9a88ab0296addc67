package import Care360
package import FoundationEssentials

/// What happened. Every answer carries the generation of its request; an answer to an older one is dropped.
package enum Event: Sendable {
  case input(Input)
  /// The client stands (nothing was sent yet), with what the environment offers to try.
  case started(suggestions: [SessionSettings.Suggestion], products: [SessionSettings.KnownProduct])
  /// There will be no client; the sentence says why.
  case startFailed(String)
  case latestCaseIDArrived(Result<CaseID, Care360Error>, generation: Int)
  case detailArrived(Result<Case, Care360Error>, generation: Int)
  case bundlesArrived(Result<[Bundle], Care360Error>, generation: Int)
  case refillEnded(Result<Written<String>, Care360Error>, write: Int)
  case bundleChangeEnded(Result<Written<BundleReference>, Care360Error>, write: Int)
  case addProductsEnded(Result<Written<CaseID>, Care360Error>, write: Int)
  /// A case read again because of a write; `attempt` counts from 0.
  case rereadArrived(Result<Case, Care360Error>, write: Int, attempt: Int)
  case unsettledListed(Result<[WriteIntent], JournalProblem>)
  case settled(Result<String, JournalProblem>)
  case copied(String, CopyOutcome)
  /// What there is to choose from; empty where nothing is coloured.
  case themesListed([ThemeChoice])
  /// The screen is drawn in it now. `problems`: what is wrong with its file, one sentence each.
  case themeUsed(String, problems: [String])
  /// The answer to `listProfiles`, the sandbox among them.
  case profilesListed([ProfileChoice])
  /// The answer to `switchProfile` where it cannot be opened any more; a sentence.
  case profileRefused(String)
  /// Whether the terminal reports the mouse now.
  case mouseSet(isOn: Bool)
  /// A click: never a key, so it is no activity and confirms nothing.
  case pointed(Pointed)
  /// The wheel, a few rows.
  case wheeled(Movement)
  case tokenReplaced
  /// The answer to `checkToken`.
  case tokenChecked(TokenStanding)
  /// The answer to `renewToken`: the token that was refused was read again.
  case tokenRenewed(TokenStanding)
  /// The answer to `reloadCredentials`; what was found is in lines to read.
  case credentialsReloaded(TokenStanding, found: [String])
  /// Two minutes may have passed without a key.
  case maskTimerFired
  /// The terminal came back from a suspension.
  case resumed

  // The store
  /// A store is there and closed, or (`isNew`) could be made; sent once, at the start.
  case storeNeedsPassphrase(isNew: Bool)
  case storeOpened(StoreContents)
  /// Nothing is kept on disk; `reason`: a sentence, nil in the sandbox.
  case storeIsMemoryOnly(reason: String?)
  /// The passphrase or PIN was wrong; the next try is accepted after `waitSeconds`.
  case unlockRefused(triesLeft: Int, waitSeconds: Int)
  /// Something the store was asked for did not work. The sentence names nothing of a patient.
  case storeFailed(String)
  case passphraseChanged
  case passphraseNotChanged(String)
  /// The old passphrase was wrong; as `unlockRefused`.
  case oldPassphraseRefused(triesLeft: Int, waitSeconds: Int)

  // Drafts: one answer to each `saveDraft`
  /// It is on disk.
  case draftSaved(DraftID, version: Int, at: Date)
  case draftNotSaved(DraftID, String)
  /// Another version is stored than the one this draft came from; `copy`: where the text of this one is kept meanwhile.
  case draftConflict(DraftID, stored: StoredDraft, copy: DraftCopy? = nil)
  /// Another session took it, and says so by signal or in answer to a save. "pts/3"
  case draftTakenOver(DraftID, by: String, copy: DraftCopy? = nil)
  /// The answer to `takeOverDraft`, as the other session left it.
  case draftTaken(StoredDraft)
  case autosaveTimerFired
  case retryTimerFired
  /// The terminal hung up or a signal ends the program: what is not saved is saved, and the program waits while
  /// `Session.isSavingDrafts`.
  case endingSoon
  case quitTimerFired

  // The lock
  /// What was typed opens it; with what is in the store now, where it was opened again.
  case unlocked(StoreContents?)
  case lockTimerFired(timer: Int)

  /// One answer to each `formFile`.
  case formFile(FormFileAnswer)

  // The record of what was done here
  case activityListed(Result<[ActivityEntry], JournalProblem>)
  /// Oldest first; after each view that was recorded, too.
  case caseActivityListed(CaseID, Result<[ActivityEntry], JournalProblem>)
  /// The record cannot be written (a sentence), or can be again (nil).
  case activityUnavailable(String?)
}

/// What became of a text that was to be copied. That the terminal obeyed is never known.
package enum CopyOutcome: Hashable, Sendable {
  case sent
  case switchedOff
  case tooLong
  /// The terminal is none that takes it.
  case unsupported
}

/// A theme that can be chosen.
package struct ThemeChoice: Hashable, Sendable {
  package var name: String
  /// "your own file"; empty for one that comes with the program.
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
  /// Why it cannot be opened, a sentence; nil: it can.
  package var problem: String?

  package init(name: String, note: String, isProduction: Bool, isOpen: Bool, problem: String?) {
    self.name = name
    self.note = note
    self.isProduction = isProduction
    self.isOpen = isOpen
    self.problem = problem
  }
}

/// What the mouse was clicked on.
package enum Pointed: Hashable, Sendable {
  case pane(PaneID, row: String?)
  /// A row of the topmost overlay.
  case overlay(row: String)
}

/// What is to be done outside. Values only.
package enum Effect: Hashable, Sendable {
  case findLatestCase(CustomerIdentifier, generation: Int)
  case fetchCase(CaseQuery, generation: Int)
  case fetchBundles(generation: Int)
  /// Stop what older generations still have under way.
  case cancelRequests(before: Int)
  case requestRefillLink(CaseID, ProductID?, repeating: Bool, write: Int)
  case changeBundle(CaseID, BundleID, repeating: Bool, write: Int)
  case addProducts(CaseID, ProductsPayload, repeating: Bool, write: Int)
  /// Stop a write if nothing of it left yet; after that it goes on.
  case cancelWrite(Int)
  case rereadCase(CaseID, write: Int, attempt: Int, afterSeconds: Int)
  case listUnsettled
  /// Note in the journal what a person said became of this write.
  case settle(String, WriteOutcome)
  /// Note in the journal that a fresh read of the case showed what this write was to do.
  case settleAsSeen(String)
  case copy(String)
  case listThemes
  /// `isPreview`: while the person looks through the list; nothing is said about it.
  case useTheme(String, isPreview: Bool)
  case setMouse(Bool)
  case replaceToken(String)
  /// Look where the token comes from and when it ends.
  case checkToken
  /// Read the token again from its origin, once: the service refused it.
  case renewToken
  /// Read key and token again from their origins.
  case reloadCredentials
  /// Forget what was read, so that the next request reads it again.
  case forgetCredentials
  case startMaskTimer(seconds: Int)
  case redraw
  case suspend
  case quit
  /// Read which profiles there are.
  case listProfiles
  /// End as `quit` does and begin anew with this profile; whatever is saved is saved.
  case switchProfile(String)
  /// The program ends and says why.
  case leave(String)

  // The store. Run in the order given, one after the other.
  case openStore(passphrase: SecretText)
  case createStore(passphrase: SecretText)
  /// The person works without it: memory only.
  case declineStore
  case changePassphrase(old: SecretText, new: SecretText)
  case setPIN(SecretText)
  /// Keep what is known of a case that was confirmed live.
  case cacheCase(RecentCase)
  case forgetCase(CaseID)
  case keepLink(RefillLink)
  /// `expecting`: the version it came from; nil: none is stored.
  case saveDraft(StoredDraft, expecting: Int?)
  /// Only after the service confirmed it or the person discarded it.
  case deleteDraft(DraftID, version: Int)
  /// This session works on it now, so that other sessions are told who has it.
  case claimDraft(DraftID, version: Int)
  case takeOverDraft(DraftID)
  /// Whether another session took a draft while the screen was covered.
  case checkDrafts
  case startAutosaveTimer(seconds: Int)
  case startRetryTimer(seconds: Int)
  case startQuitTimer(seconds: Int)

  // The lock
  case startLockTimer(seconds: Int, timer: Int)
  /// The store's key leaves memory.
  case wipeKey
  /// The passphrase or the session's PIN.
  case unlock(SecretText)

  /// Templates, import and export.
  case formFile(FormFileRequest)

  // The record of what was done here
  /// `isFromCache`: what was kept here, without an answer of the service. What is recorded of the case comes back.
  case recordView(CaseID, isFromCache: Bool = false)
  /// The case was the wrong person's.
  case recordForgotten(CaseID)
  case listActivity
  /// What is recorded of one case.
  case listCaseActivity(CaseID)
}
