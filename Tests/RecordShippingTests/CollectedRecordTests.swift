import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import RecordShipping

struct CollectedRecordTests {
  /// A record of five views that was shipped, and what came of it.
  private static func shipped() async throws -> (ShippingBench, [String]) {
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 5)
    _ = await bench.shipper().look()
    return (bench, bench.syslog.take())
  }

  private static func compared(
    _ bench: ShippingBench, _ lines: [String], hash: RecordHash? = nil
  ) async throws -> CollectedRecord {
    var collected = CollectedRecord(
      try await bench.journal.shippableLines(), unsent: try await bench.journal.unsent(atMost: .max),
      of: RecordSource(bench.journal), hash)
    for line in lines { collected.take(line) }
    return collected
  }

  private static func place(_ number: Int, _ bench: ShippingBench) async throws -> String {
    try await bench.journal.shippableLines()[number - 1].place.text
  }

  @Test func whatWasSentTwiceCountsOnce() async throws {
    let (bench, lines) = try await Self.shipped()
    let collected = try await Self.compared(bench, lines + lines, hash: ShippingBench.hash)
    #expect(collected.collected == 6)
    #expect(collected.missing == [] && collected.differing == [] && collected.beyond == [])
  }

  @Test func linesOfOthersDoNotCount() async throws {
    let (bench, lines) = try await Self.shipped()
    let (_, others) = try await Self.shipped()
    let noise = ["", "Nov 30 10:00:00 desk sshd[1]: hello", "[casedesk@32473x y=\"1\"]", "x [casedesk@3247] y"]
    let collected = try await Self.compared(bench, noise + others + lines)
    #expect(collected.collected == 6)
    #expect(collected.missing == [] && collected.differing == [] && collected.beyond == [])
  }

  @Test func whatIsMissingThereIsNamed() async throws {
    let (bench, lines) = try await Self.shipped()
    let collected = try await Self.compared(bench, Array(lines[..<2] + lines[3...]))
    #expect(try await collected.missing == [Self.place(3, bench)])
    #expect(collected.collected == 5)
  }

  @Test func whatWaitsHereIsNotMissing() async throws {
    let (bench, lines) = try await Self.shipped()
    try await bench.view(bench.journal, times: 2)
    let collected = try await Self.compared(bench, lines)
    #expect(collected.missing == [] && collected.unsentCount == 2)
  }

  @Test(arguments: [
    ("operator=\"robin\"", "operator=\"jo\""), ("outcome=\"shown\"", "outcome=\"failed\""), ("time=\"2", "time=\"3"),
    (" case=\"", " case=\"0"), (" outcome=\"shown\"", ""),
  ])
  func aLineThatSaysSomethingElseDiffers(_ text: String, _ other: String) async throws {
    let (bench, lines) = try await Self.shipped()
    var changed = lines
    changed[2] = lines[2].replacing(text, with: other)
    #expect(changed[2] != lines[2])
    let collected = try await Self.compared(bench, changed, hash: ShippingBench.hash)
    #expect(try await collected.differing == [Self.place(3, bench)])
    #expect(collected.missing == [])
  }

  @Test func withoutTheKeyTheNameOfTheCaseIsNotCompared() async throws {
    let (bench, lines) = try await Self.shipped()
    #expect(try await Self.compared(bench, lines).collected == 6)
  }

  @Test func aRecordThatWasCutShowsByWhatTheSiteHas() async throws {
    let (bench, lines) = try await Self.shipped()
    let newest = try RecordFolder(bench.data).newest
    let kept = try RecordFolder(bench.data).lines.dropLast(2).joined(separator: "\n") + "\n"
    let (fifth, sixth) = (try await Self.place(5, bench), try await Self.place(6, bench))
    try Data(kept.utf8).write(to: URL(fileURLWithPath: newest))
    chmod(newest, 0o600)
    #expect(try await Self.compared(bench, lines).beyond == [fifth, sixth])
    // Whoever goes on where it was cut has other lines in the same places.
    unlink(bench.data + "/activity.lock")
    try await bench.view(bench.journal, times: 3)
    _ = await bench.shipper().look()
    let collected = try await Self.compared(bench, lines + bench.syslog.take())
    #expect(collected.differing == [fifth, sixth] && collected.beyond == [])
  }

  @Test func aRecordThatWasReplacedShows() async throws {
    let (bench, lines) = try await Self.shipped()
    try FileManager.default.removeItem(atPath: bench.data)
    try await bench.view(bench.journal, times: 2)
    _ = await bench.shipper().look()
    let collected = try await Self.compared(bench, lines + bench.syslog.take())
    // The head may be the same, where both began in one second.
    #expect([2, 3].contains(collected.differing.count) && collected.beyond.count == 3)
  }

  @Test func aMachineThatHasAnotherNameByNowIsTheSame() async throws {
    let (bench, lines) = try await Self.shipped()
    let renamed = lines.map { $0.replacing(/host="[^"]*"/, with: "host=\"old-name\"") }
    let collected = try await Self.compared(bench, renamed)
    #expect(collected.collected == 6 && collected.differing == [])
  }

  @Test func aMessageThatWasCutOffIsCounted() async throws {
    let (bench, lines) = try await Self.shipped()
    for length in [lines[2].utf8.count / 2, 60] {
      var cut = lines
      cut[2] = String(decoding: lines[2].utf8.prefix(length), as: UTF8.self)
      let collected = try await Self.compared(bench, cut)
      #expect(collected.unreadable == (cut[2].contains("[casedesk@32473 ") ? 1 : 0))
      #expect(try await collected.missing == [Self.place(3, bench)])
    }
  }

  @Test(arguments: [
    "[casedesk@32473]", "[casedesk@32473 ]", "[casedesk@32473 a]", "[casedesk@32473 a=b]", "[casedesk@32473 a=\"",
    "[casedesk@32473 a=\"\\", "[casedesk@32473 a=\"x\"", "[casedesk@32473  a=\"x\"]",
  ])
  func brokenDataIsNoMessage(_ text: String) { #expect(CollectedMessage.read(text) == .cutOff) }
}
