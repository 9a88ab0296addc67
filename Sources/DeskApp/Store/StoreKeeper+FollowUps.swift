import CaseStore
import Desk
import TeamStore

extension StoreKeeper {
  /// Keeps what a colleague handed over; gives why it does not. Nil only where the store said that it has it: the contents
  /// leave the team's store then.
  func keep(_ handed: Handed) async -> String? {
    let effect: StoreEffect =
      switch handed {
      case .draft(let draft): .saveDraft(draft, expecting: nil)
      case .followUp(let followUp): .changeFollowUp(.made(followUp))
      }
    for event in await perform(effect) {
      if case .drafts(.saved) = event { return nil }
      if case .followUps(.kept) = event { return nil }
      // A text in its place stays; this one is kept beside it, or is the same.
      if case .drafts(.conflict) = event { return nil }
      if case .drafts(.takenOver) = event { return nil }
      if case .drafts(.notSaved(_, let sentence)) = event { return sentence }
      if case .followUps(.notKept(_, let sentence)) = event { return sentence }
    }
    return "the local store did not take it"
  }

  /// The contents of an order that has waited, as they are on disk by now; nil where it waits no more under that id.
  /// Another session may have it open: there it is locked.
  func waiting(_ order: HandOverOrder) throws(TeamProblem) -> Handed? {
    // Without a store no other session can have it.
    guard let store else { return order.handed }
    do throws(StoreProblem) {
      switch order.handed {
      case .draft(let draft):
        let row = row(of: draft.id)
        let found = try store.drafts().records.first { $0.id == row }.map { stored($0, in: store) }
        return found.flatMap { $0.waiting?.id == order.id ? .draft($0) : nil }
      case .followUp(let followUp):
        let found = try store.followUps().records.first { $0.id == followUp.id && $0.doneAt == nil }
        return found.flatMap { $0.waiting?.id == order.id ? .followUp(FollowUp($0)) : nil }
      }
    } catch {
      throw .localStore(error.sentence)
    }
  }

  /// Each change meets the follow-up as it is on disk by now: another session may have changed it.
  func take(_ change: FollowUpChange) -> FollowUpsEvent {
    guard let store else { return .notKept(change, "There is no store.") }
    do throws(StoreProblem) {
      // Of a change that one that waits does not take: another session may have made it wait.
      var found: FollowUpRecord?
      switch change {
      case .made(let followUp): try store.add(FollowUpRecord(followUp))
      case .moved(let id, let due, let time):
        found = try store.change(followUp: id) { record in
          guard record.waiting == nil else { return }
          record.due = due
          record.setAt = time
          record.wokenBy = nil
          // The person wants to look at it again, whatever another session said.
          record.doneAt = nil
        }
      case .woken(let id, let wrote):
        try store.change(followUp: id) { if $0.setAt < wrote { $0.wokenBy = $0.wokenBy ?? wrote } }
      case .done(let id, let time):
        found = try store.change(followUp: id) { if $0.waiting == nil { $0.doneAt = $0.doneAt ?? time } }
      case .waits(let id, let waiting, let other):
        try store.change(followUp: id) { record in
          guard record.waiting?.id == other else { return }
          record.waiting = waiting.map(WaitingHandOver.init)
        }
      case .given(let id, let handOver):
        try store.delete(followUp: id) { $0.map { $0.waiting?.id == handOver } ?? false }
      case .deleted(let id):
        try store.delete(followUp: id) { record in
          found = record
          return record?.waiting == nil
        }
      }
      return found?.waiting.map { .waits(change, Waiting($0)) } ?? .kept(change)
    } catch {
      return error == .noSuchFollowUp ? .gone(change) : .notKept(change, Self.words(error))
    }
  }
}
