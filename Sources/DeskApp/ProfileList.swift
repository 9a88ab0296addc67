import Desk

/// The profiles that the program can be opened with. They are read when they are asked for, by the main actor: the files are
/// small, and a person waits for the list.
package struct ProfileList: Sendable {
  package struct Entry: Sendable {
    package var name: String
    /// "PRODUCTION, care.example.com"
    package var note: String
    package var isProduction: Bool
    /// It is the one that is open.
    package var isOpen: Bool
    /// Why it cannot be opened, a sentence; nil: it can.
    package var problem: String?

    package init(name: String, note: String, isProduction: Bool, isOpen: Bool, problem: String? = nil) {
      self.name = name
      self.note = note
      self.isProduction = isProduction
      self.isOpen = isOpen
      self.problem = problem
    }
  }

  private let read: @Sendable () -> [Entry]
  /// Why this one cannot be opened, as the files are now; nil: it can.
  let problem: @Sendable (String) -> String?
  /// Why none can be opened from here; nil: they can.
  let reason: String?

  package init(
    reason: String? = nil, problem: @escaping @Sendable (String) -> String? = { _ in nil },
    read: @escaping @Sendable () -> [Entry]
  ) {
    self.reason = reason
    self.problem = problem
    self.read = read
  }

  package static let none = ProfileList { [] }

  func choices() -> [ProfileChoice] {
    read().map {
      ProfileChoice(
        name: $0.name, note: $0.note, isProduction: $0.isProduction, isOpen: $0.isOpen, problem: $0.problem)
    }
  }
}
