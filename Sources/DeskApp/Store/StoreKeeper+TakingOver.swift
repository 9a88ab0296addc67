import CaseStore
import Desk

extension StoreKeeper {
  /// Asks the session that has the draft to save it first, and gives that session one second.
  /// Whose signal it was the system tells nobody; of one other session alone it is clear.
  func nameTaker() -> [Event] {
    guard let store else { return [] }
    do throws(StoreProblem) {
      let others = try store.otherTerminals().filter { !$0.isEmpty }
      return others.count == 1 ? [.door(.takerNamed(others[0]))] : []
    } catch {
      // The lock says the same without a name.
      return []
    }
  }

  func takeOver(_ id: DraftID) async -> Event {
    guard let store else { return .door(.storeFailed("There is no store.")) }
    do throws(StoreProblem) {
      if let held = try store.drafts().records.first(where: { $0.id == id }),
        try store.notifyHolder(session: held.sessionID)
      {
        for _ in 0..<10 {
          // Another process cannot tell us when it has saved.
          do { try await Task.sleep(for: .milliseconds(100)) } catch { break }
          guard try store.drafts().records.first(where: { $0.id == id })?.version == held.version else { break }
        }
      }
      return .drafts(.tookOver(StoredDraft(try store.takeOver(id))))
    } catch {
      return .door(.storeFailed(error.sentence))
    }
  }
}
