import Care360
import Desk

/// Key and token: looked at, read again, replaced, forgotten.
@MainActor
final class TokenRunner {
  private let work: WorkCount

  init(work: WorkCount) { self.work = work }

  func run(_ effect: TokenEffect, _ backend: Backend) {
    switch effect {
    case .replace(let text): replace(text, backend)
    case .check: work.start { .token(.checked(await backend.token(readsAgain: false))) }
    case .renew: work.start { .token(.renewed(await backend.token(readsAgain: true))) }
    case .reload:
      work.start {
        let key = await backend.standing(.apiKey, true)
        let token = await backend.standing(.token, true)
        return .token(.reloaded(token.forSession, found: key.lines(of: .apiKey) + token.lines(of: .token)))
      }
    case .forget: Task { await backend.forgetCredentials() }
    }
  }

  private func replace(_ text: String, _ backend: Backend) {
    let secret: Secret
    // The desk sends nothing that this check would refuse.
    do { secret = try Secret(validating: text.utf8) } catch { return }
    work.start {
      await backend.replaceToken(secret)
      return .token(.replaced)
    }
  }
}
