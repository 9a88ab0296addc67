package import Care360

/// Work that a runner does outside the desk. Values only.
package enum Effect: Hashable, Sendable {
  case read(ReadEffect)
  case write(WriteEffect)
  case store(StoreEffect)
  case record(RecordEffect)
  /// Templates, import and export.
  case files(FormFileRequest)
  case token(TokenEffect)
  case team(TeamEffect)
  case timer(TimerEffect)
  case screen(ScreenEffect)
  case end(EndEffect)
}

package enum ReadEffect: Hashable, Sendable {
  case findLatestCase(CustomerIdentifier, generation: Int)
  case fetchCase(CaseQuery, generation: Int)
  case fetchBundles(generation: Int)
  /// The organization's products, where the settings say that the service lists them.
  case fetchProducts
  case checkPromo(PromoQuery)
  /// Links to the files of a case, which nothing keeps.
  case fetchAttachmentLinks(CaseID, generation: Int)
  case fetchAppointments(AppointmentQuery)
  /// Stop the requests of older generations that are under way.
  case cancelRequests(before: Int)
  /// One page of the worklist, in place of one that is under way.
  case fetchCases(CaseListQuery, generation: Int)
  /// Stop the page that is under way.
  case cancelCases
  case rereadCase(CaseID, write: Int, attempt: Int, afterSeconds: Int)
  /// The newest case of a patient, for a write that makes one.
  case rereadNewest(EmailAddress, write: Int, attempt: Int, afterSeconds: Int)
  /// Ask for the service's knowledge of these users.
  case checkUsers([CustomerIdentifier], UserCheckAim, afterSeconds: Int)
  /// Get connections ready for a lookup: nothing is asked for, and there is no answer.
  case connect
}

/// The reason for asking about users.
package enum UserCheckAim: Hashable, Sendable {
  /// A question on the screen that waits for it; another number each time.
  case question(Int)
  /// A look at a write whose outcome is not known; its case is read next.
  case look(write: Int, attempt: Int)
}

package enum WriteEffect: Hashable, Sendable {
  case send(WriteOrder)
  /// Stop a write if nothing of it left yet; after that it goes on.
  case cancel(Int)
}

/// The store. Run in the order given, one after the other.
package enum StoreEffect: Hashable, Sendable {
  case open(passphrase: SecretText)
  case create(passphrase: SecretText)
  /// The person works without it: memory only.
  case decline
  /// Asks if this is the passphrase, before a new one is typed.
  case checkPassphrase(SecretText)
  case changePassphrase(old: SecretText, new: SecretText)
  case setPIN(SecretText)
  /// Keep a case that was confirmed live; without details, only its place in the list and how it is found changed.
  case cacheCase(RecentCase, Case?)
  /// Read the details of a recent case.
  case readCase(CaseID)
  /// Forget a case with its links and follow-ups.
  case forgetCase(CaseID)
  case keepLink(RefillLink)
  case changeFollowUp(FollowUpChange)
  /// Keep names of products, in place of older names of the same ones.
  case keepNames([ProductName])
  /// `expecting`: the version it came from; nil: none is stored.
  case saveDraft(StoredDraft, expecting: Int?)
  /// Delete only after the service confirmed the draft or the person discarded it.
  case deleteDraft(StoredDraftID, version: Int)
  /// This session works on the draft now; other sessions are told that it has the draft.
  case claimDraft(StoredDraftID, version: Int)
  case takeOverDraft(StoredDraftID)
  /// Which session asks for a draft of this one: told where only one other is alive.
  case nameTaker
  /// Whether another session took a draft while the screen was covered.
  case checkDrafts
  /// Read drafts, links and follow-ups again, including those of other sessions. `removals` comes back with them.
  case readAgain(removals: Int)
  /// The store's key leaves memory.
  case wipeKey
  /// The passphrase or the session's PIN.
  case unlock(SecretText)
}

/// The record of what was done here.
package enum RecordEffect: Hashable, Sendable {
  /// From now on, patients are looked at for this.
  case purpose(String)
  case listUnsettled
  /// Note in the journal how a person says this write ended.
  case settle(String, WriteOutcome)
  /// Note in the journal that a fresh read of the case showed this write done.
  case settleAsSeen(String)
  /// `isFromCache`: shown from the recents, without an answer of the service. `searched`: what led to it, where the record
  /// names that. The record of the case comes back.
  case view(CaseID, isFromCache: Bool = false, searched: LookupIdentifier? = nil)
  /// The lookup found nobody, where the record names what was looked up.
  case nobodyFound(LookupIdentifier)
  /// The service refused to show the case, or whatever the searched identifier leads to.
  case readRefused(CaseID?, searched: LookupIdentifier?)
  /// The case was the wrong person's.
  case forgotten(CaseID)
  /// Something was done with the team's store.
  case team(TeamAct, CaseID)
  /// Health data was unmasked, or data left the panes. The id is nil where no case is shown.
  case disclosed(Disclosure, CaseID?)
  /// So many cases of a list were shown.
  case listed(Int)
  case list
  /// The record of one case.
  case listOfCase(CaseID)
}

/// Data that a person took out of the masks or the panes, for the record.
package enum Disclosure: Hashable, Sendable {
  /// Once for each opening of a case.
  case revealed
  case copied
  /// As a QR code.
  case drawn
  /// Into a file.
  case exported
  /// The record itself was read.
  case recordRead
}

/// An act with the team's store, for the record.
package enum TeamAct: Hashable, Sendable {
  case tookOver
  case handedOver
  /// The hand-over of this id, which the operator's own store has.
  case took(String)
  case tookBack(String)
  case finished
  /// As a lead, from this colleague.
  case moved(String)
}

package enum TokenEffect: Hashable, Sendable {
  case replace(String)
  /// Look where the token comes from and when it ends.
  case check
  /// Read the token again from its origin, once: the service refused it.
  case renew
  /// Read key and token again from their origins.
  case reload
  /// Forget key and token, so that the next request reads them again.
  case forget
}

/// The store that a team shares. Each is answered by `TeamEvent.read` or `unread`, but for `cover`.
package enum TeamEffect: Hashable, Sendable {
  /// This session is here, or in no case; then read what colleagues do.
  case news(TeamSpot?)
  /// Read what colleagues do.
  case look
  /// The person is away from this case, or was in none; the team's key leaves memory.
  case cover(TeamSpot?)
  case claim(CaseID)
  case release(CaseID)
  case takeOver(TeamView.Claim)
  /// Give a draft or follow-up away; `given` comes once the team's store has it,
  /// `waits` where that is away, and `notHere` where one that waited is another session's by now.
  case give(HandOverOrder)
  /// One that waited is not to be given: the team's store may have it from a try whose answer got lost.
  case takeBack(HandOverOrder)
  /// Accept a hand-over, or take an own one back; `took` comes once the operator's own store has it.
  case accept(TeamView.HandOver)
  /// Take one, as a lead, from the colleague whom it is for; `moved` comes once the team's store has it so.
  case move(TeamView.HandOver, toSelf: Bool)
  /// Remove an own hand-over that a colleague has.
  case withdraw(TeamView.HandOver)
  /// A follow-up of the team is done.
  case finish(TeamView.Reminder)
  /// Remove one that is done.
  case remove(TeamView.Reminder)
}

package enum TimerEffect: Hashable, Sendable {
  case mask(seconds: Int)
  case autosave(seconds: Int)
  case retry(seconds: Int)
  case quit(seconds: Int)
  case lock(seconds: Int, timer: Int)
  case nextCase(seconds: Int)
  /// News of the team, give or take some seconds, so that sessions do not ask in step.
  case team(seconds: Int)
  /// A try of passphrase or PIN is accepted again.
  case wait(seconds: Int)
  /// The question on top has been there for long enough.
  case question(milliseconds: Int)
}

package enum ScreenEffect: Hashable, Sendable {
  case copy(String)
  case listThemes
  /// `isPreview`: true while the person looks through the list; then no notice follows.
  case useTheme(String, isPreview: Bool)
  case setMouse(Bool)
  /// Ask the terminal for its background, now and when it changes, or stop that.
  case followBackground(Bool)
  case redraw
  case suspend
  /// Read which profiles there are.
  case listProfiles
}

package enum EndEffect: Hashable, Sendable {
  case quit
  /// End as `quit` does and begin again with this profile; every saved draft stays saved.
  case switchProfile(String)
  /// The program ends and says why.
  case leave(String)
}
