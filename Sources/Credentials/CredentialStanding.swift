import PrivateIO

package import Care360
package import FoundationEssentials

/// The state of the key or token: its source, and whether it can be read. Holds nothing of the secret.
package struct CredentialStanding: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    /// Nothing is configured and nothing was pasted.
    case notConfigured
    /// It cannot be had; the sentence says what to do.
    case unreadable(String)
    /// `isNew`: another one than was used before; nil where none was in memory to compare it with.
    case read(fingerprint: String, expires: Date?, isNew: Bool?)
  }

  package let kind: CredentialKind
  /// "the file /home/jo/token", "the command pass", "a paste"; empty where nothing is configured.
  package let source: String
  package let state: State
}

extension SecretOrigin {
  /// The program of a command alone: its arguments may hold anything.
  var words: String {
    switch self {
    case .file(let path): "the file \(path.visibleShellWord)"
    case .command(let words): "the command \(Self.program(of: words).visibleShellWord)"
    case .fixed: "the embedded sandbox"
    }
  }

  /// The program that the shell runs first says more than the name of the shell.
  private static func program(of words: [String]) -> String {
    guard words.count == 3, words.prefix(2) == ["/bin/sh", "-c"] else { return words.first ?? "" }
    return words[2].split(separator: " ").first.map(String.init) ?? "/bin/sh"
  }
}
