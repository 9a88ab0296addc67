import Care360
package import FoundationEssentials

/// The state of the access token, as far as it is known: its source and its end. Holds nothing of the token itself.
package struct TokenStanding: Hashable, Sendable {
  /// "the file /home/jo/token", "the command pass", "a paste"; empty where none is configured.
  package var source: String
  /// The time when the token expires, if the token says so.
  package var expires: Date?
  /// Why there is none; a sentence that says what to do.
  package var problem: String?
  /// True for a different token than the one used before.
  package var isNew: Bool
  /// The service refused the one before, and this is what was found when it was read again.
  var isAfterRefusal = false

  package init(source: String, expires: Date? = nil, problem: String? = nil, isNew: Bool = false) {
    self.source = source
    self.expires = expires
    self.problem = problem
    self.isNew = isNew
  }

  /// The shortest remaining time in seconds that needs no warning.
  static let shortestSeconds = 900.0

  /// A warning to show before the person types more; nil when all is well.
  ///
  /// - Parameter review: the name of the command that goes to the review and sends.
  func warning(at now: Date, time: TimeText, review: String) -> Span? {
    if let problem {
      return Span("\(problem) \(Self.command(.token)) takes a pasted token. Your answers are kept.", .warning)
    }
    if isAfterRefusal { return refusal(review) }
    guard let expires else { return nil }
    let left = expires.timeIntervalSince(now)
    guard left < Self.shortestSeconds else { return nil }
    let when =
      left <= 0 ? "expired at \(time.stamp(expires))" : "expires at \(time.stamp(expires)), in \(Int(left / 60)) min"
    return Span("The access token (\(origin)) \(when). \(Self.remedy) Your answers are kept.", .warning)
  }

  /// It was pasted here.
  var isPasted: Bool { source == "a paste" }

  private func refusal(_ review: String) -> Span {
    isNew
      ? Span(
        "The access token was refused. It was read again (\(origin)) and has changed: \(review) sends the form.",
        .success)
      : Span(
        "The access token was refused. It was read again (\(origin)) and is still the same. \(Self.remedy)", .warning)
  }

  /// The command as a person types it in the list of commands and in the line-by-line mode.
  private static func command(_ command: Command) -> String { ":\(command.rawValue)" }

  private static let remedy = "\(command(.token)) takes a new one; \(command(.credentials)) reads it again."

  private var origin: String { isPasted ? "pasted here" : "from \(source)" }
}
