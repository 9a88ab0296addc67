import Care360
import Desk

extension Backend {
  func token(readsAgain: Bool) async -> TokenStanding { await standing(.token, readsAgain).forSession }
}

extension Backend.SecretStanding {
  var forSession: TokenStanding {
    TokenStanding(source: source, expires: expires, problem: problem, isNew: isNew)
  }

  /// "API key: another one, fingerprint 3f2a91bc0d11, from the file /home/jo/key."
  func sentence(of kind: CredentialKind) -> String {
    let name = kind == .apiKey ? "API key" : "Access token"
    if let problem { return "\(name): \(problem)" }
    let change = isNew ? "another one" : "the same one"
    return "\(name): \(change), fingerprint \(fingerprint ?? "not known"), from \(source)."
  }
}
