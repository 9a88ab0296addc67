import Foundation
import TestSupport
import Testing

@testable import Desk

/// The whole desk as it answers 40 random days: what it asks for and shows is held to what was read and recorded.
///
/// `CASEDESK_WALK_LOG=FILE` writes the days with every screen in full, to be compared with those of another build.
struct DeskWalkTests {
  @Test func everyStepIsAsRecorded() async throws {
    var log: [String] = []
    var long: [String] = []
    var seen: [String: Int] = [:]
    for seed in 0..<40 as Range<UInt64> {
      var walk = DeskWalk(seed: seed)
      for _ in 0..<76 { try walk.step() }
      log += walk.log
      long += walk.longLog
      seen.merge(walk.seen, uniquingKeysWith: +)
      // A minute of work in one piece would keep other tests from answering in time.
      await Task.yield()
    }
    if let file = ProcessInfo.processInfo.environment["CASEDESK_WALK_LOG"] {
      try long.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }
    #expect(log.count >= 2000)
    #expect(
      Set(EffectWords.names).isSubset(of: seen.keys),
      "a walk that asks for less shows less: \(Set(EffectWords.names).subtracting(seen.keys))")
    let problem = try Golden.problem(log.joined(separator: "\n"), "desk-walk", beside: #filePath)
    #expect(problem == nil, "\((problem ?? "").prefix(2000))")
  }
}
