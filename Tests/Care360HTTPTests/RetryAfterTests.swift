import Care360
import Foundation
import NIOCore
import Testing

@testable import Care360HTTP

/// `Retry-After` in all its forms, bounded to a day.
struct RetryAfterTests {
  static let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

  @Test(
    arguments: [
      ("0", 0), ("1", 1), (" 120", 120), ("86400", 86_400), ("86401", 86_400), ("1000000000000", 86_400),
      ("99999999999999999999999999", 86_400), ("-5", nil), ("1.5", nil), ("", nil), ("soon", nil), ("0x10", nil),
      ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
      ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Thu, 06 Nov 2094 08:49:37 GMT", 86_400),
      ("Sun Nov  6 08:49:47 1994", 10), ("Sun, 99 Nov 1994 08:50:37 GMT", nil), ("Sun, 06 Foo 1994 08:50:37 GMT", nil),
      ("Sun, 06 Nov 1994 08:50:37 CET", nil), ("Sunday, 06-Nov-94 08:50:37 GMT", 86_400),
    ] as [(String, Int?)]) func isReadOrIgnored(_ text: String, _ seconds: Int?)
  {
    #expect(RetryAfter.seconds(text, now: Self.now) == seconds)
  }

  @Test func datesOfThisCenturyAndLeapDays() {
    let now = Date(timeIntervalSince1970: 1_709_164_800)  // Thu, 29 Feb 2024 00:00:00 GMT
    #expect(RetryAfter.seconds("Thu, 29 Feb 2024 00:00:30 GMT", now: now) == 30)
    #expect(RetryAfter.seconds("Fri, 01 Mar 2024 00:00:00 GMT", now: now) == 86_400)
    #expect(RetryAfter.seconds("Thursday, 29-Feb-24 00:00:30 GMT", now: now) == 30)
  }

  @Test func fiftyClientsDoNotComeBackTogether() {
    let policy = RetryPolicy(random: { Double.random(in: 0..<1) })
    let pauses = (0..<50).compactMap { _ in policy.pause(after: .failed(.cannotConnect), beforeTry: 3) }
    #expect(pauses.count == 50)
    #expect(Set(pauses).count > 40)
    #expect(pauses.allSatisfy { $0 >= .zero && $0 < .milliseconds(500) })
    #expect(policy.pause(after: .failed(.cannotConnect), beforeTry: 4) == nil)
  }

  @Test func aShutGateNeverGivesTheBodyAway() async throws {
    let gate = WriteGate()
    var body = WriteBody(bytes: .init(string: "x"), gate: gate).makeAsyncIterator()
    #expect(gate.shut() == false)
    await #expect(throws: CancellationError.self) { try await body.next() }
    let open = WriteGate()
    var sent = WriteBody(bytes: .init(string: "x"), gate: open).makeAsyncIterator()
    #expect(try await sent.next() != nil)
    #expect(try await sent.next() == nil)
    #expect(open.shut() == true)
  }
}
