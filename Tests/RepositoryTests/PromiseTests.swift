import Foundation
import Testing

/// Each promise of the program is held by tests that are there.
struct PromiseTests {
  /// Names of the tests in a source file, each with every type that the file declares or extends.
  private static func tests(in source: String) -> Set<String> {
    let types = source.matches(of: /\b(?:struct|class|enum|actor|extension) (\w+)/).map { $0.1 }
    let names = source.components(separatedBy: "@Test").dropFirst().compactMap { part -> Substring? in
      let name = part.firstMatch(of: /\bfunc (?:`([^`]+)`|(\w+))\(/)
      return name?.1 ?? name?.2
    }
    return Set(types.flatMap { type in names.map { "\(type).\($0)" } })
  }

  @Test func thePromisesAreNumberedInOrder() {
    #expect(Promise.all.map(\.number) == Array(1...78))
  }

  @Test func everyStarredPromiseHasATest() {
    let untested = Promise.all.filter { $0.isStarred && $0.tests.isEmpty }
    #expect(untested.map(\.number) == [])
  }

  @Test func everyTestOfAPromiseExists() throws {
    var tests: Set<String> = []
    for file in try Repository.swiftFiles(in: "Tests") { tests.formUnion(Self.tests(in: try Repository.text(file))) }
    for promise in Promise.all {
      let missing = promise.tests.filter { !tests.contains($0) }
      #expect(missing.isEmpty, "promise \(promise.number) names tests that do not exist: \(missing)")
      #expect(Set(promise.tests).count == promise.tests.count, "promise \(promise.number) names a test twice")
    }
  }

  @Test func everyPromiseIsOneShortSentenceOfItsOwn() {
    #expect(Set(Promise.all.map(\.words)).count == Promise.all.count)
    for promise in Promise.all {
      #expect(promise.words.hasSuffix(".") && promise.words.count <= 100, "promise \(promise.number)")
    }
  }

  /// The search finds the forms that tests have, and takes no other function for a test.
  @Test func testsAreFoundByTypeAndName() {
    let source = #"""
      extension Outer {
        @Suite(.serialized) struct Inner {
          @Test(arguments: [1, 2])
          func plain(_ number: Int) {}
          func helper() {}
          @Test(.enabled(if: true)) func `In words, and more`() throws {}
        }
      }
      """#
    #expect(
      Self.tests(in: source) == [
        "Outer.plain", "Outer.In words, and more", "Inner.plain", "Inner.In words, and more",
      ])
    #expect(Self.tests(in: "struct Sample { func plain() {} }").isEmpty)
  }
}
