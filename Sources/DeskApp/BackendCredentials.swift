import Care360
import Desk

extension Backend {
  func token(readsAgain: Bool) async -> TokenStanding { await standing(.token, readsAgain).forSession }
}

extension Backend.SecretStanding {
  var forSession: TokenStanding {
    TokenStanding(source: source, expires: expires, problem: problem, isNew: isNew ?? false)
  }

  /// "API key: changed", and below it fingerprint and source, or what is wrong.
  func lines(of kind: CredentialKind) -> [String] {
    let name = kind == .apiKey ? "API key" : "Access token"
    if let problem { return ["\(name): not available", "  \(problem)"] }
    let change = isNew.map { $0 ? ": changed" : ": unchanged" } ?? ""
    return [
      "\(name)\(change)", "  fingerprint \(fingerprint ?? "not known")",
      "  from \(source)",
    ]
  }
}
