import CaseStore
import Desk

/// The change of the passphrase that opens the store.
extension StoreKeeper {
  func check(_ text: SecretText) -> Event {
    guard let store else { return .door(.passphraseNotChanged("There is no store.")) }
    do throws(StoreProblem) {
      let secret = try Self.typed(text).get()
      defer { secret.wipe() }
      try store.check(secret)
      failures = 0
      return .door(.oldPassphraseAccepted)
    } catch {
      return notChanged(error)
    }
  }

  private func notChanged(_ problem: StoreProblem) -> Event {
    guard problem == .wrongPassphrase else { return .door(.passphraseNotChanged(problem.sentence)) }
    let (triesLeft, waitSeconds) = countFailure()
    return .door(.oldPassphraseRefused(triesLeft: triesLeft, waitSeconds: waitSeconds))
  }

  func change(_ old: SecretText, _ new: SecretText) -> Event {
    guard let store else { return .door(.passphraseNotChanged("There is no store.")) }
    do throws(StoreProblem) {
      let before = try Self.typed(old).get()
      let after = try Self.typed(new).get()
      defer {
        before.wipe()
        after.wipe()
      }
      try store.change(from: before, to: after)
      failures = 0
      return .door(.passphraseChanged)
    } catch {
      return notChanged(error)
    }
  }
}
