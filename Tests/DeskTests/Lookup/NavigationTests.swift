import TestSupport
import Testing

@testable import Desk

/// Whatever order answers come in, and wherever the person went meanwhile: an answer belongs to its question.
struct NavigationTests {
  @Test func anAnswerBelongsToItsQuestion() throws {
    var sum = (confirmed: 0, cached: 0, dropped: 0, forms: 0, covered: 0, refused: 0)
    for seed in 0..<UInt64(TestRepeats.count(default: 100)) {
      var walk = NavigationWalk(seed: seed)
      for _ in 0..<120 where !walk.hasFailed { try walk.step() }
      if !walk.hasFailed { walk.leave() }
      sum.confirmed += walk.counts.confirmed
      sum.cached += walk.counts.cached
      sum.dropped += walk.counts.dropped
      sum.forms += walk.counts.forms
      sum.covered += walk.counts.covered
      sum.refused += walk.counts.refused
    }
    // The walks come by what they are about.
    #expect(sum.confirmed > 100 && sum.cached > 100 && sum.dropped > 100 && sum.forms > 50, "\(sum)")
    #expect(sum.covered > 100 && sum.refused > 20, "\(sum)")
  }
}
