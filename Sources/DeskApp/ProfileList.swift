package import Desk

/// The profiles that the program can be opened with. They are read when they are asked for, by the main actor: the files are
/// small, and a person waits for the list.
package struct ProfileList: Sendable {
  private let read: @Sendable () -> [ProfileChoice]
  /// The reason why a profile cannot be opened with the files as they are now; nil when it can.
  let problem: @Sendable (String) -> String?
  /// The reason why no profile can be opened from here; nil when one can.
  package let reason: String?

  package init(
    reason: String? = nil, problem: @escaping @Sendable (String) -> String? = { _ in nil },
    read: @escaping @Sendable () -> [ProfileChoice]
  ) {
    self.reason = reason
    self.problem = problem
    self.read = read
  }

  package static let none = ProfileList { [] }

  func choices() -> [ProfileChoice] { read() }
}
