package import Care360
import DeskConfig

/// The author of messages and notes. The service believes whatever author a body names, so the author comes from the
/// site policy or the configuration, never from typing.
package enum Author: Hashable, Sendable {
  case known(MessageAuthor)
  /// A sentence that says what to set.
  case unknown(String)

  init(_ invocation: Invocation, isSandbox: Bool) {
    let login = invocation.host.loginName
    let general = invocation.settings.general
    if let operators = invocation.policy.operators {
      self =
        operators[login].map(Self.known)
        ?? .unknown("The site policy names the authors of messages and notes, and \(login) is not among them.")
    } else if let email = general.authorEmail, !invocation.policy.operatorIsLogin {
      self = .known(MessageAuthor(email: email, name: general.authorName))
    } else if isSandbox, let email = Self.sandboxEmail {
      self = .known(MessageAuthor(email: email, name: general.authorName ?? "Sandbox Operator"))
    } else if invocation.policy.operatorIsLogin {
      self = .unknown(
        "By the site policy, the operator is the login name: the policy must name an author, [operators.\(login)].")
    } else {
      self = .unknown(
        "No author is named: set operator_email and operator_name under [general] in config.toml.")
    }
  }

  private static let sandboxEmail: EmailAddress? = {
    do { return try EmailAddress("operator@example.com") } catch { return nil }
  }()

  package var author: MessageAuthor? { if case .known(let author) = self { author } else { nil } }

  /// The reason why neither a message nor a note can be written; nil when both can.
  package var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }

  func required() throws(ErrorReport) -> MessageAuthor {
    switch self {
    case .known(let author): return author
    case .unknown(let reason): throw .failed(reason + " Nothing was sent.")
    }
  }
}
