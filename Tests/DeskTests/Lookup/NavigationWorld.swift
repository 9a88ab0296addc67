import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The service of a random walk: two customers, one of them with two cases of which either may be the latest, and one
/// whom nobody knows. No two answers about a case are alike.
struct NavigationWorld {
  struct Person {
    let last: String
    let shortID: String
    let product: String
  }

  static let people = [
    Sample.avery: Person(last: "Lindqvist", shortID: "ADA-TOSXM", product: Sample.semaglutide),
    Sample.averyOlder: Person(last: "Lindqvist", shortID: "ADA-0LDER", product: Sample.tirzepatide),
    Sample.jo: Person(last: "Park", shortID: "ADA-QF2RM", product: "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"),
  ]

  static let questions = [
    Sample.averyMail, Sample.averyPhone, Sample.avery, Sample.averyOlder, Sample.joMail, "+12025550143", Sample.jo,
    "nora@example.com", "+12025550199", "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1bff",
  ]

  /// Avery's, just now.
  var latest = Sample.avery
  private var answers = 0

  /// What stands in a form of this case and in no other.
  static func marker(_ id: CaseID) -> String { "marker \(people[id.text]?.shortID ?? "")" }

  func latestCase(of email: String?, _ phone: String?) -> String? {
    switch (email, phone) {
    case (Sample.averyMail, _), (_, Sample.averyPhone): latest
    case (Sample.joMail, _), (_, "+12025550143"): Sample.jo
    default: nil
    }
  }

  mutating func detail(_ id: String) throws -> Case? {
    guard let person = Self.people[id] else { return nil }
    answers += 1
    let isJo = id == Sample.jo
    return try Sample.detail(
      id, shortID: person.shortID, first: isJo ? "Jo" : "Avery", last: person.last,
      email: isJo ? Sample.joMail : Sample.averyMail, phone: isJo ? "+12025550143" : Sample.averyPhone,
      products: [person.product], bundle: "answer\(answers)")
  }
}

/// One answer on its way. It may come late, never, or more than once.
struct NavigationAnswer {
  enum Content {
    case latest(Result<CaseID, Care360Error>)
    case detail(Result<Case, Care360Error>)
  }

  var content: Content
  var generation: Int
  /// It is about another case than was asked for.
  var isForeign = false

  var isLatest: Bool { if case .latest = content { true } else { false } }
}
