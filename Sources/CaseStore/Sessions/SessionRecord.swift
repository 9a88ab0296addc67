package import FoundationEssentials

/// One run of the program that has a store open, as its file in the store's folder says.
package struct SessionRecord: Hashable, Sendable {
  package let id: String
  package let pid: Int32
  /// `pts/3`; empty without one.
  package let terminal: String
  package let startedAt: Date
  /// True when the session takes SIGUSR1 as the message that its draft was taken over. The signal would kill any other.
  package let listens: Bool
}

/// The contents of a session's file. No health data.
struct SessionFile: Codable {
  let pid: Int32
  let terminal: String
  let startedAt: Int64
  let listens: Bool
}
