import Care360
import Foundation
import TestSupport
import Testing

@testable import Credentials

/// The text of the secret, or the sentence of the refusal.
func outcome(_ credentials: Credentials, _ kind: CredentialKind = .apiKey, refused: Bool = false) async -> String {
  do throws(CredentialError) {
    return try await credentials.secret(kind, refused: refused).reveal()
  } catch {
    switch error {
    case .notConfigured: return "not configured"
    case .refused(_, let sentence): return sentence
    }
  }
}
