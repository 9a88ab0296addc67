import CaseStore
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Care360
@testable import RecordShipping

@Suite(.timeLimit(.minutes(6))) struct ShippingTests {
  private static func lines(of bench: ShippingBench, until count: Int) async -> [String] {
    let taken = Mutex<[String]>([])
    _ = await until {
      taken.withLock { taken in
        taken += bench.syslog.take()
        return taken.count >= count
      }
    }
    return taken.withLock { $0 }
  }

  @Test func eachLineIsSentOnceAsItIsAppended() async throws {
    let bench = try ShippingBench()
    let shipper = bench.shipper()
    let journal = FileWriteJournal(
      directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
    try await bench.view(journal, times: 20)
    await shipper.finish(within: .seconds(300))
    let sent = bench.syslog.take().heads
    #expect(try await sent == bench.heads())
    #expect(sent.count == 21)
    // A later session has no line left to send, and sends none again.
    #expect(await bench.shipper().look() == nil)
    #expect(bench.syslog.take().isEmpty)
  }

  @Test func aLaterSessionGoesOnBehindTheCursor() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 3)
    #expect(await bench.shipper().look() == nil)
    let first = bench.syslog.take().heads
    #expect(first.count == 4)
    try await bench.view(bench.journal, times: 2)
    #expect(await bench.shipper().look() == nil)
    #expect(try await first + bench.syslog.take().heads == bench.heads())
  }

  @Test func aCursorGoesOnThroughTheNextFilesOfTheRecord() async throws {
    let bench = try ShippingBench()
    let short = FileWriteJournal(directory: bench.data, bound: 500)
    var sent: [String] = []
    for _ in 0..<12 {
      try await bench.view(short)
      #expect(await bench.shipper().look() == nil)
      sent += bench.syslog.take().heads
    }
    #expect(try RecordFolder(bench.data).segments.count > 3)
    #expect(try await sent == bench.heads())
  }

  enum Harm: String, CaseIterable {
    case gone, empty, garbage, anotherHash, anotherFile, older
  }

  /// A line that was sent twice has the same place and hash, by which the site tells.
  @Test(arguments: Harm.allCases)
  func aDamagedCursorLosesNoLine(_ harm: Harm) async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 3)
    _ = await bench.shipper().look()
    let early = try String(contentsOfFile: bench.cursor, encoding: .utf8)
    try await bench.view(bench.journal, times: 3)
    _ = await bench.shipper().look()
    let first = bench.syslog.take()
    try await bench.view(bench.journal, times: 2)
    let cursor = try String(contentsOfFile: bench.cursor, encoding: .utf8)
    let changed: String? =
      switch harm {
      case .gone: nil
      case .empty: ""
      case .garbage: "{" + cursor.dropFirst(30)
      case .anotherHash: cursor.replacing(/"hash":"[0-9a-f]{4}/, with: "\"hash\":\"0000")
      case .anotherFile: cursor.replacing(/"segment":"[0-9]{4}/, with: "\"segment\":\"1999")
      case .older: early
      }
    #expect(changed != cursor)
    if let changed { _ = try bench.folder.file("data/activity.shipped", changed) } else { unlink(bench.cursor) }
    #expect(await bench.shipper().look() == nil)
    let second = bench.syslog.take()
    #expect(Set((first + second).heads) == Set(try await bench.heads()), "\(harm)")
    #expect(second.count > 2, "the control: lines were sent again")
    #expect(Set(second).intersection(first).count == second.count - 2, "they are the same to the letter")
    #expect(await bench.shipper().look() == nil)
    #expect(bench.syslog.take().isEmpty, "the cursor is whole again")
  }

  @Test func aLineThatACrashCutOffIsNoLine() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 2)
    let newest = try RecordFolder(bench.data).newest
    let text = try String(contentsOfFile: newest, encoding: .utf8)
    try Data((text + "{\"event\":\"vie").utf8).write(to: URL(fileURLWithPath: newest))
    chmod(newest, 0o600)
    #expect(await bench.shipper().look() == nil)
    #expect(bench.syslog.take().count == 3)
    try await bench.view(bench.journal)
    #expect(await bench.shipper().look() == nil)
    #expect(bench.syslog.take().count == 1)
  }

  @Test func twoSessionsSendEachLineOnce() async throws {
    let bench = try ShippingBench()
    let sessions = (0..<2).map { _ in bench.shipper() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for shipper in sessions {
        let journal = FileWriteJournal(
          directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() }, patience: .seconds(300))
        group.addTask { try await bench.view(journal, times: 40) }
      }
      try await group.waitForAll()
    }
    let sent = await Self.lines(of: bench, until: 81).heads
    #expect(try await sent == bench.heads())
    for shipper in sessions { await shipper.finish(within: .seconds(300)) }
    #expect(bench.syslog.take().isEmpty)
  }

  @Test func aSessionWaitsWhileAnotherHasTheTurn() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let other = bench.journal
    #expect(try await other.beginShipping())
    #expect(try await !bench.journal.beginShipping())
    let backlog = try #require(await bench.shipper().look())
    #expect(backlog.count == 2 && backlog.problem == nil)
    await other.endShipping()
    #expect(await bench.shipper().look() == nil)
  }

  /// A send that waits would never end here: nobody reads.
  @Test func aSocketThatBlocksStopsNothingAndIsSaid() async throws {
    let bench = try ShippingBench()
    bench.syslog.isStuck = true
    try bench.syslog.fill()
    let shipper = bench.shipper()
    let journal = FileWriteJournal(
      directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
    try await bench.view(journal, times: 30)
    var backlogs = shipper.backlogs.makeAsyncIterator()
    var backlog = await backlogs.next() ?? nil
    while let told = backlog, told.count < 31 { backlog = await backlogs.next() ?? nil }
    #expect(backlog?.problem?.contains("does not read") == true)
    let kept = try await bench.heads()
    #expect(kept.count == 31)
    // It reads again, and nothing was lost.
    bench.syslog.isStuck = false
    let sent = await Self.lines(of: bench, until: 31 + bench.syslog.filled).heads
    #expect(sent == kept)
    while let told = backlog, told.count > 0 { backlog = await backlogs.next() ?? nil }
    #expect(backlog == nil)
  }

  @Test func aServiceThatIsAwayIsSaidAndFoundAgain() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let path = bench.folder.path + "/other"
    let shipper = bench.shipper(to: SyslogSocket(path))
    #expect(await shipper.look()?.problem?.hasPrefix("There is no ") == true)
    try SyslogServer.leaveBehind(path)
    #expect(await shipper.look()?.problem?.contains("the syslog service of this machine does not run") == true)
    let server = try SyslogServer(path)
    #expect(await shipper.look() == nil)
    #expect(server.take().count == 2)
  }

  /// As of a kill between the send and the cursor.
  private struct DiesAfterSending: RecordReceiver {
    let batch = 1
    let socket: SyslogSocket
    func send(_ messages: [[UInt8]]) async throws(ShippingProblem) {
      try await socket.send(messages)
      throw ShippingProblem("dead")
    }
  }

  @Test func aLineThatWasSentWithoutItsCursorIsSentAgainAsItWas() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let backlog = await bench.shipper(to: DiesAfterSending(socket: SyslogSocket(bench.syslog.path))).look()
    #expect(backlog?.count == 2)
    let first = bench.syslog.take()
    #expect(await bench.shipper().look() == nil)
    let second = bench.syslog.take()
    #expect(first == [second[0]] && second.count == 2)
  }

  @Test func noKillLosesALine() async throws {
    var dice = SeededGenerator(seed: 71)
    let bench = try ShippingBench()
    var sent: [String] = []
    for round in 0..<TestRepeats.count(default: 10) {
      let writer = try Writer(["ships", bench.data, bench.syslog.path])
      let views = Int.random(in: 1..<30, using: &dice)
      for _ in 0..<views {
        let line = writer.line()
        #expect(line?.hasPrefix("view") == true, "round \(round)")
        sent += bench.syslog.take()
      }
      writer.killed()
    }
    // As the writer sends them: a line that it sent last may come once more.
    _ = await bench.shipper(hasKey: false).look()
    sent += bench.syslog.take()
    let heads = try await bench.heads()
    #expect(Set(sent.heads) == Set(heads))
    var seen: Set<String> = []
    #expect(sent.heads.filter { seen.insert($0).inserted } == heads, "in the order of the record")
    #expect(Set(sent).count == heads.count, "what came twice is the same to the letter")
  }

  @Test func noWriteStartsWhileTooMuchIsUnsent() async throws {
    let bench = try ShippingBench()
    let journal = FileWriteJournal(directory: bench.data, shipping: ShippingRule(mostUnsent: 3) {})
    let intent = WriteIntent(
      id: "w1", time: Date(), operatorName: "jo", profile: "test", action: .requestRefillLink,
      caseID: try CaseID(ShippingBench.caseID))
    try await bench.view(journal, times: 3)
    await #expect(throws: JournalProblem.self) { _ = try await journal.open(intent, repeating: .none) }
    #expect(try await journal.unsettled().isEmpty)
    #expect(await bench.shipper().look() == nil)
    #expect(try await journal.open(intent, repeating: .none).isEmpty)
    // The end of a write is written however much waits.
    try await bench.view(journal, times: 9)
    try await journal.close("w1", outcome: .done)
    #expect(try await journal.unsettled().isEmpty)
  }
}
