import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// A person who moves about at random while answers come in any order, and what has to hold after every step.
struct NavigationWalk {
  /// What was asked last, and what came of it.
  struct Asked {
    enum About: Equatable {
      case identifier(LookupIdentifier)
      /// Opened from the list, or asked for again.
      case caseID(CaseID)

      /// Any case may come of it: what the latest one is decides.
      var isCustomer: Bool {
        switch self {
        case .identifier(.email), .identifier(.phone): true
        default: false
        }
      }
    }

    var about: About
    var generation: Int
    /// Nobody cancelled it, and it did not fail.
    var isOpen = true
    /// A case was confirmed by it: which is the latest one is not asked any more.
    var isAnswered = false
    var latest: CaseID?
    var details: [Case] = []
  }

  private(set) var driver = SessionDriver.withStore()
  private(set) var steps: [String] = []
  /// How often a case was confirmed, shown from the list, and an answer was dropped, came under the lock, or refused the
  /// key: a walk without these shows nothing.
  var counts = (confirmed: 0, cached: 0, dropped: 0, forms: 0, covered: 0, refused: 0)

  private var random: SeededGenerator
  private var world = NavigationWorld()
  private var answers: [NavigationAnswer] = []
  var asked: Asked?
  /// What each identifier led to last.
  var ledTo: [LookupIdentifier: CaseID] = [:]
  /// As a case was confirmed last.
  var seen: [CaseID: Case] = [:]
  /// The latest case that the service named for the customer that is shown.
  var newest: CaseID?
  /// Of the question that the case on the screen was last looked at for.
  var lastGeneration = 0
  var hasFailed = false
  /// The service refused the key, and accepted no read since.
  private(set) var isKeyRefused = false
  private var version = 0
  private var hasActed = false

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  // MARK: Steps

  mutating func step() throws {
    driver.pass(1)
    let before = driver.shownCase
    var answer: NavigationAnswer?
    var typed: String?
    let isLocked = driver.lockScreen != nil
    switch isLocked ? 12 + random.below(3) : random.below(20) {
    case 0...1:
      let question = NavigationWorld.questions[random.below(NavigationWorld.questions.count)]
      typed = question
      act("look up \(question)") { driver in
        for _ in driver.screen.overlays { driver.press(.back) }
        driver.lookUp(question)
      }
    case 2: act("F5") { $0.press(.refresh) }
    case 3: act("Esc") { $0.press(.back) }
    case 4: reopen()
    case 5: act("Enter") { $0.press(.focusCasePane, .accept) }
    case 6: act("bundles") { $0.press(.changeBundle) }
    case 7...8: fillForm()
    case 9: world.latest = world.latest == Sample.avery ? Sample.averyOlder : Sample.avery
    case 10:
      act("autosave") { $0.autosave() }
    case 11: act("lock") { $0.press(.lock) }
    case 12 where isLocked: unlock()
    default:
      answer = try nextAnswer()
      if let answer { deliver(answer) }
    }
    guard hasActed else { return }
    hasActed = false
    try takeEffects(typed: typed, before: before)
    check(after: answer, before: before)
    saveDrafts()
  }

  private mutating func act(_ name: String, _ work: (inout SessionDriver) -> Void) {
    steps.append(name)
    hasActed = true
    work(&driver)
  }

  private mutating func unlock() {
    act("unlock") { driver in
      driver.type(SessionDriver.phrase)
      driver.press(.accept)
      driver.handle(.door(.unlocked(nil)))
    }
  }

  private mutating func reopen() {
    driver.press(.focusLookupPane)
    driver.move(.home)
    for _ in 0..<random.below(4) { driver.move(.down) }
    guard let row = driver.screen.lookup.selectedID else { return }
    act("reopen \(row)") { $0.press(.accept) }
  }

  /// Types the marker of the case into its form, once.
  private mutating func fillForm() {
    guard let id = driver.shownCase?.detail.id, driver.reason(.addProducts) == nil,
      driver.screen.overlays.isEmpty
    else { return }
    driver.press(.focusCasePane)
    let isNew = driver.forms[id] == nil
    act("form") { $0.press(.addProducts) }
    guard isNew, driver.screen.editor != nil else { return }
    driver.press(.accept)
    driver.choose("5e0f7b1a-2d64-4c1b-8a43-9be2a77c4410")
    driver.press(.addQuestion)
    driver.type(NavigationWorld.marker(id))
    counts.forms += 1
  }

  /// True where something was to be saved.
  @discardableResult
  private mutating func saveDrafts() -> Bool {
    let before = version
    for case .store(.saveDraft(let draft, _)) in driver.effects {
      version += 1
      driver.handle(.drafts(.saved(draft.id, version: version, at: driver.now)))
    }
    return version > before
  }

  // MARK: The service

  private mutating func nextAnswer() throws -> NavigationAnswer? {
    guard !answers.isEmpty else { return nil }
    // The last few mostly: otherwise hardly a question is ever answered in time.
    let index =
      random.below(3) > 0 ? answers.count - 1 - random.below(min(3, answers.count)) : random.below(answers.count)
    var answer = answers[index]
    if random.below(3) > 0 { answers.remove(at: index) }
    if random.below(8) == 0 {
      let error = [Sample.serverFault, .timedOut(httpStatus: nil), Sample.badKey][random.below(3)]
      switch answer.content {
      case .latest: answer.content = .latest(.failure(error))
      case .detail: answer.content = .detail(.failure(error))
      }
    } else if random.below(6) == 0, case .detail(.success(let detail)) = answer.content {
      let others = NavigationWorld.people.keys.filter { $0 != detail.id.text }.sorted()
      let other = try #require(try world.detail(others[random.below(others.count)]))
      answer.content = .detail(.success(other))
      answer.isForeign = true
    }
    return answer
  }

  private mutating func deliver(_ answer: NavigationAnswer) {
    let before = driver.screen
    var isLate = true
    if let asked, asked.isOpen, answer.generation == asked.generation, !(asked.isAnswered && answer.isLatest) {
      isLate = false
      noteKey(answer)
      switch answer.content {
      case .latest(.success(let id)):
        self.asked?.latest = id
        newest = id
      case .detail(.success(let detail)):
        if !answer.isForeign || asked.about.isCustomer { self.asked?.details.append(detail) }
      default: break
      }
    } else {
      counts.dropped += 1
    }
    switch answer.content {
    case .latest(let result):
      act("latest \(result) of \(answer.generation)") { $0.latest(result, generation: answer.generation) }
    case .detail(let result):
      let text = if case .success(let detail) = result { detail.id.text } else { "failure" }
      act("detail \(text) of \(answer.generation)") { $0.found(result, generation: answer.generation) }
    }
    if driver.lockScreen != nil { counts.covered += 1 }
    if isLate { checkDropped(before) }
  }

  private mutating func noteKey(_ answer: NavigationAnswer) {
    switch answer.content {
    case .latest(.success), .detail(.success): isKeyRefused = false
    case .latest(.failure(let error)), .detail(.failure(let error)):
      guard error == Sample.badKey else { return }
      isKeyRefused = true
      counts.refused += 1
    }
  }

  // MARK: The end

  /// Another profile is opened, and whatever was asked for before is answered after it.
  mutating func leave() {
    if driver.lockScreen != nil { unlock() }
    while !driver.screen.overlays.isEmpty { driver.press(.back) }
    let other = ProfileChoice(name: "clinic", note: "", isProduction: false, isOpen: false, problem: nil)
    driver.handle(.appearance(.profilesListed([other])))
    driver.press(.accept)
    var ends = ends
    if saveDrafts() { ends += self.ends }
    for answer in answers {
      switch answer.content {
      case .latest(let result): driver.latest(result, generation: answer.generation)
      case .detail(let result): driver.found(result, generation: answer.generation)
      }
      ends += self.ends
    }
    checkLeft(ends)
  }

  private var ends: [Effect] { driver.effects.filter { if case .end = $0 { true } else { false } } }

  /// What the session asks for becomes an answer on its way; a new generation is a new question, or the end of one.
  private mutating func takeEffects(typed: String?, before: ShownCase?) throws {
    for effect in driver.effects {
      switch effect {
      case .read(.cancelRequests(let generation)) where generation != asked?.generation:
        asked?.isOpen = false
        guard let question = try question(typed, generation) else { continue }
        asked = Asked(about: question, generation: generation)
        if question != before.map({ .caseID($0.detail.id) }) { newest = nil }
      default: break
      }
    }
    for effect in driver.effects {
      switch effect {
      case .read(.findLatestCase(let customer, let generation)):
        let id =
          switch customer {
          case .email(let email): world.latestCase(of: email.text, nil)
          case .phone(let phone): world.latestCase(of: nil, LookupIdentifier.phone(phone).sent)
          }
        answers.append(
          NavigationAnswer(
            content: .latest(try id.map { .success(try CaseID($0)) } ?? .failure(Self.notFound)),
            generation: generation))
      case .read(.fetchCase(let query, let generation)):
        var id: String?
        switch query {
        case .id(let asked): id = asked.text
        // The detail of an e-mail address need not be that of the latest case.
        case .email(let email):
          id = world.latestCase(of: email.text, nil)
          if id != nil, id != Sample.jo, random.below(4) == 0 { id = Sample.averyOlder }
        }
        let detail = try id.flatMap { try world.detail($0) }
        answers.append(
          NavigationAnswer(
            content: .detail(detail.map { .success($0) } ?? .failure(Self.notFound)), generation: generation))
      default: break
      }
    }
  }

  private static let notFound = Care360Error.notFound(httpStatus: 404)

  /// What was asked with these effects; nil where a question was only ended.
  private func question(_ typed: String?, _ generation: Int) throws -> Asked.About? {
    let fetched = driver.effects.compactMap { effect -> CaseID? in
      if case .read(.fetchCase(.id(let id), generation)) = effect { id } else { nil }
    }
    let found = driver.effects.contains { if case .read(.findLatestCase(_, generation)) = $0 { true } else { false } }
    guard found || !fetched.isEmpty else { return nil }
    // Once a key was refused, what is in the box is asked for again.
    if let typed = typed ?? (fetched.isEmpty ? driver.screen.lookup.field.text : nil) {
      return try LookupText(typed, country: .unitedStates).identifier.map(Asked.About.identifier)
    }
    return .caseID(try #require(fetched.first, "a case is opened by its id"))
  }
}
