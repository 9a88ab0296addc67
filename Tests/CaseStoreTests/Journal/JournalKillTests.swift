import Care360
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
  ///
  /// - Parameter mode: `months` begins a segment at every third step, `short` where three lines fill one.
  @Test(arguments: ["writes", "months", "short"])
  func noKillHidesAnOpenWriteOrBringsAnEndedOneBack(_ mode: String) async throws {
    var dice = SeededGenerator(seed: 43)
    var folder = try TestFolder()
    var before: Set<String> = []
    var first = 0
    var total = 0
    for round in 0..<repeats(10) {
      if round.isMultiple(of: 20) {
        folder = try TestFolder()
        before = []
      }
      let writer = try Writer([mode, folder.data, String(first)])
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
    if mode != "writes" { #expect(try folder.record.segments.count > 2) }
  }

  /// Each of three processes begins segments as fast as it can, and all are killed at some moment of that.
  @Test(arguments: ["months", "short"])
  func processesThatBeginSegmentsAtOnceLoseNoLineAndMakeEachOnce(_ mode: String) async throws {
    var dice = SeededGenerator(seed: 52)
    for round in 0..<repeats(3) {
      let folder = try TestFolder()
      let writers = try (0..<3).map { try Writer([mode, folder.data, String($0 * 1_000_000)]) }
      func steps(_ line: String) -> Int { (Int(line.dropFirst("step ".count)) ?? -1) + 1 }
      var taken = [0, 0, 0]
      for _ in 0..<Int.random(in: 10..<40, using: &dice) {
        for (index, writer) in writers.enumerated() {
          let line = writer.line()
          #expect(line?.hasPrefix("step") == true, "round \(round)")
          taken[index] = steps(line ?? "")
        }
      }
      for writer in writers { kill(writer.process.processIdentifier, SIGKILL) }
      let journal = FileWriteJournal(directory: folder.data, now: { .sample })
      var said = 0
      for (index, writer) in writers.enumerated() {
        while let line = writer.line() { taken[index] = steps(line) }
        writer.process.waitUntilExit()
        let opened = Set(try await journal.records().filter { $0.event == .opened }.map(\.id))
        for number in 0..<(taken[index] + 1) / 2 {
          #expect(opened.contains("w\(index * 1_000_000 + number)"), "round \(round), writer \(index)")
        }
        // Of eight steps one, which leaves a write open, writes no line.
        said += taken[index] - taken[index] / 8
      }
      let check = try await journal.check()
      #expect(check.changedLine == nil && check.tornLines.count <= 1, "round \(round)")
      #expect(said >= 27 && check.records >= said, "round \(round)")
      #expect(try folder.record.segments.count > 5)
      let heads = try folder.record.segments.map { name in
        try String(contentsOfFile: folder.data + "/" + name, encoding: .utf8).split(separator: "\n")
          .count { $0.contains(#""event":"segment""#) }
      }
      #expect(heads.allSatisfy { $0 == 1 })
    }
  }
}
