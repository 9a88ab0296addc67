import Foundation
import TestSupport
import Testing

@testable import CaseStore

struct JournalKillTests {
  /// What StoreWriter has left unsettled after so many steps, by number.
  private static func unsettled(after steps: Int) -> Set<Int> {
    Set(
      (0..<(steps + 1) / 2).filter { number in
        let isEnded = 2 * number + 1 < steps
        return !isEnded || number % 4 == 1 || number % 4 == 3
      })
  }

  /// Writes are opened and ended at full speed; the kill hits any moment of that.
  @Test func noKillHidesAnOpenWriteOrBringsAnEndedOneBack() async throws {
    var dice = Dice(43)
    var folder = try TestFolder()
    var before: Set<String> = []
    var first = 0
    var total = 0
    for round in 0..<repeats(10) {
      if round.isMultiple(of: 20) {
        folder = try TestFolder()
        before = []
      }
      let writer = try Writer(["writes", folder.data, String(first)])
      var steps = 0
      func note(_ line: String) { steps = (Int(line.dropFirst("step ".count)) ?? -1) + 1 }
      for _ in 0..<Int.random(in: 0..<24, using: &dice) { if let line = writer.line() { note(line) } }
      kill(writer.process.processIdentifier, SIGKILL)
      while let line = writer.line() { note(line) }
      writer.process.waitUntilExit()
      #expect(writer.process.terminationReason == .uncaughtSignal, "round \(round)")

      let journal = FileWriteJournal(directory: folder.data, now: { .sample })
      let found = Set(try await journal.unsettled().map(\.id))
      // The step after may be on disk without the word having come out.
      let allowed = [steps, steps + 1].map { steps in
        before.union(Self.unsettled(after: steps).map { "w\(first + $0)" })
      }
      #expect(allowed.contains(found), "round \(round), \(steps) steps: \(found.symmetricDifference(allowed[0]))")
      #expect(try await journal.check().changedLine == nil, "round \(round)")
      before = found
      first += steps + 2
      total += steps
    }
    #expect(total > 0)
  }
}
