import Care360

/// One lookup under way: the question, and the answers so far. There is no live case until the lookup is settled.
struct LookupRun: Sendable {
  enum Question: Hashable, Sendable {
    /// What a person typed.
    case identifier(LookupIdentifier)
    /// A case opened again from the list: is it still the newest of its customer?
    case reopened(CaseID, EmailAddress?)

    /// As it was sent, for the sentence when nothing is found.
    var sent: String {
      switch self {
      case .identifier(let identifier): identifier.sent
      case .reopened(let id, _): id.text
      }
    }
  }

  enum Progress: Sendable {
    case waiting
    /// The detail in hand is not the latest case: ask again, by id.
    case fetch(CaseID)
    case live(Case)
    /// The case that was opened is live; the customer has a newer one.
    case liveWithNewer(Case, newer: CaseID)
    case failed(Care360Error)
  }

  let question: Question
  let generation: Int
  private var latest: Result<CaseID, Care360Error>?
  private var detail: Result<Case, Care360Error>?
  private var isAskedByID = false

  init(_ question: Question, generation: Int) {
    self.question = question
    self.generation = generation
  }

  /// For an e-mail both questions go out side by side; for a phone the detail waits for the id.
  var firstEffects: [Effect] {
    switch question {
    case .identifier(.email(let email)):
      [
        .read(.findLatestCase(.email(email), generation: generation)),
        .read(.fetchCase(.email(email), generation: generation)),
      ]
    case .identifier(.phone(let phone)): [.read(.findLatestCase(.phone(phone), generation: generation))]
    case .identifier(.caseID(let id)), .reopened(let id, nil): [.read(.fetchCase(.id(id), generation: generation))]
    case .reopened(let id, let email?):
      [
        .read(.fetchCase(.id(id), generation: generation)),
        .read(.findLatestCase(.email(email), generation: generation)),
      ]
    }
  }

  mutating func latestArrived(_ result: Result<CaseID, Care360Error>) -> Progress {
    latest = result
    return progress()
  }

  mutating func detailArrived(_ result: Result<Case, Care360Error>) -> Progress {
    detail = result
    return progress()
  }

  private mutating func progress() -> Progress {
    switch question {
    case .identifier(.caseID(let id)), .reopened(let id, nil): return byID(id)
    case .reopened(let id, .some): return reopened(id)
    case .identifier(.email), .identifier(.phone): return newest()
    }
  }

  /// An answer about another case does not count.
  private func byID(_ id: CaseID) -> Progress {
    switch detail {
    case .success(let found)?: found.id == id ? .live(found) : .failed(.malformedAnswer(httpStatus: nil))
    case .failure(let error)?: .failed(error)
    case nil: .waiting
    }
  }

  /// Needs both answers: the case itself, and whether there is a newer one. Not knowing the second is an error too.
  private func reopened(_ id: CaseID) -> Progress {
    if case .failure(let error)? = detail { return .failed(error) }
    if case .failure(let error)? = latest {
      guard case .notFound = error else { return .failed(error) }
    }
    guard case .success(let found)? = detail else { return .waiting }
    guard found.id == id else { return .failed(.malformedAnswer(httpStatus: nil)) }
    guard let latest else { return .waiting }
    if case .success(let newest) = latest, newest != id { return .liveWithNewer(found, newer: newest) }
    return .live(found)
  }

  /// latest-case-id decides; a detail that names another case, or failed, is asked again by id.
  private mutating func newest() -> Progress {
    guard let latest else { return .waiting }
    switch latest {
    case .failure(let error): return .failed(error)
    case .success(let id):
      if case .success(let found)? = detail, found.id == id { return .live(found) }
      if isAskedByID {
        guard let detail else { return .waiting }
        switch detail {
        case .failure(let error): return .failed(error)
        // Asked by id, the client lets no other case through.
        case .success: return .failed(.malformedAnswer(httpStatus: nil))
        }
      }
      if detail == nil, case .identifier(.email) = question { return .waiting }
      isAskedByID = true
      detail = nil
      return .fetch(id)
    }
  }
}
