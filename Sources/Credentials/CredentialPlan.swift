package import Care360

/// The source of one secret.
package enum SecretOrigin: Sendable {
  /// A file that only its owner may read.
  case file(String)
  /// A program and its arguments; the first line it prints is the secret.
  case command([String])
  /// A secret made by this program itself: that of the embedded sandbox.
  case fixed(Secret)
}

/// The sources of one profile's secrets; nil where nothing is configured.
package struct CredentialPlan: Sendable {
  package var apiKey: SecretOrigin?
  package var token: SecretOrigin?
  /// A group of the system: a root-owned file of mode 0640 or 0440 and of this group is taken, too.
  package var readableGroup: UInt32?

  package init(apiKey: SecretOrigin? = nil, token: SecretOrigin? = nil, readableGroup: UInt32? = nil) {
    self.apiKey = apiKey
    self.token = token
    self.readableGroup = readableGroup
  }

  package func origin(of kind: CredentialKind) -> SecretOrigin? {
    switch kind {
    case .apiKey: apiKey
    case .token: token
    }
  }
}
