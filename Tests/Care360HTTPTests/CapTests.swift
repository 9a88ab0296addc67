import Care360
import Care360HTTP
import Foundation
import TestSupport
import Testing

/// An answer stops at its caps, before memory does.
@Suite(.serialized, .timeLimit(.minutes(6))) struct CapTests {
  static let megabyte = String(repeating: "a", count: 1 << 20)

  static func result(_ reaction: Reaction) async throws -> (read: Care360Error?, log: FaultServer.Log) {
    try await FaultServer.run(.always(reaction)) { server in
      let error = try await Rig.run(server) { await $0.read().error }
      return (error, server.log.now)
    }
  }

  @Test func aBodyWithoutEndStops() async throws {
    let (error, log) = try await Self.result(.flood("HTTP/1.1 200 OK\r\n\r\n", chunk: Self.megabyte))
    #expect(error == .tooLarge(httpStatus: nil))
    // What the sockets between us buffer is above the cap; a gigabyte would be far above.
    #expect(log.bytesSent < 64 << 20)
    #expect(log.requests.count == 1)
  }

  @Test func anAnnouncedGigabyteIsNotBegun() async throws {
    let (error, log) = try await Self.result(
      .flood("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", chunk: Self.megabyte))
    #expect(error == .tooLarge(httpStatus: nil))
    #expect(log.bytesSent < 64 << 20)
  }

  @Test func aMillionHeadersStop() async throws {
    let (error, log) = try await Self.result(
      .flood("HTTP/1.1 200 OK\r\n", chunk: String(repeating: "A: b\r\n", count: 10_000)))
    #expect(error == .tooLarge(httpStatus: nil))
    #expect(log.bytesSent < 16 << 20)
  }

  @Test func oneHeaderWithoutEndStops() async throws {
    let (error, log) = try await Self.result(.flood("HTTP/1.1 200 OK\r\nA: ", chunk: Self.megabyte))
    #expect(error == .tooLarge(httpStatus: nil))
    #expect(log.bytesSent < 16 << 20)
  }

  @Test(arguments: [(60, "ok"), (70, "tooLarge")]) func headersUpTo64KiB(_ kibibytes: Int, _ word: String) async throws
  {
    let headers = (0..<kibibytes).map { "X-\($0): " + String(repeating: "v", count: 1016) }
    let (error, _) = try await Self.result(.answer(Answers.json(Answers.latest, headers: headers)))
    #expect((error?.kind ?? "ok") == word)
  }

  @Test(arguments: [((1 << 20) - 1, "ok"), (1 << 20, "ok"), ((1 << 20) + 1, "tooLarge")])
  func stringsUpToOneMebibyte(_ length: Int, _ word: String) async throws {
    let long = String(repeating: "s", count: length)
    let body = #"{"success":true,"note":"\#(long)","case":{"id":"\#(Answers.caseID)"}}"#
    let (error, _) = try await Self.result(.answer(Answers.json(body)))
    #expect((error?.kind ?? "ok") == word)
  }

  @Test func aWholeBodyJustUnderTheCapIsTaken() async throws {
    let note = String(repeating: "n", count: 1 << 19)
    let notes = Array(repeating: "\"\(note)\"", count: 15).joined(separator: ",")
    let body = #"{"success":true,"notes":[\#(notes)],"case":{"id":"\#(Answers.caseID)"}}"#
    let (error, _) = try await Self.result(.answer(Answers.json(body)))
    #expect(error == nil)
  }

  @Test func aGzipBombIsNeverInflated() async throws {
    let gzip = try Process.output("/bin/sh", ["-c", "head -c 67108864 /dev/zero | gzip -9"])
    #expect(gzip.count < 1 << 20)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzip.count)\r\n\r\n"
    let (error, _) = try await Self.result(.bytes(Array(head.utf8) + gzip))
    #expect(error == .malformedAnswer(httpStatus: 200))
  }
}
