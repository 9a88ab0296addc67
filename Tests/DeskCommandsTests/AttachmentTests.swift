import Care360Sandbox
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// `casedesk attachments`.
@Suite struct AttachmentTests {
  private func listed(_ bench: Bench) async throws -> [[String: Any]] {
    let ran = await bench.run(["attachments", Known.avery, "--json"] + bench.key)
    #expect(ran.code == 0, "\(ran)")
    let result = try Bench.object(ran.output)["result"] as? [String: Any]
    return try #require(result?["attachments"] as? [[String: Any]])
  }

  @Test func `The files are listed, and no link is asked for`() async throws {
    try await Bench.run { bench in
      let files = try await listed(bench)
      #expect(files.map { $0["fileName"] as? String } == ["injection-site.jpg", "identity-check.pdf"])
      #expect(files.map { $0["kind"] as? String } == ["picture", "PDF"])
      #expect(files.map { $0["isRestricted"] as? Bool } == [false, true])
      let ran = await bench.run(["attachments", Known.avery] + bench.key)
      #expect(ran.output.contains("identity-check.pdf  PDF") && ran.output.contains("INTERNAL"))
      #expect(!ran.output.contains("https:"))
    }
  }

  @Test func `One link is given, alone on standard output`() async throws {
    try await Bench.run { bench in
      let id = try #require(try await listed(bench).first?["id"] as? String)
      let ran = await bench.run(["attachments", Known.avery, "--link", id] + bench.key)
      #expect(ran.code == 0 && ran.output.hasPrefix("https://files.example.com/"), "\(ran)")
      #expect(ran.output.split(separator: "\n").count == 1)
      #expect(ran.talk.contains("Anyone with this link can open the file for 15 minutes."))
      let json = await bench.run(["attachments", Known.avery, "--link", id, "--json"] + bench.key)
      let result = try Bench.object(json.output)["result"] as? [String: Any]
      let file = try #require(result?["attachment"] as? [String: Any])
      #expect(Set(file.keys) == ["id", "fileName", "link", "expiresAt"] && json.talk.isEmpty)
      #expect(bench.writes == 0)
    }
  }

  @Test func `A file that the case does not have is not found`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["attachments", Known.avery, "--link", "x"] + bench.key)
      #expect(ran.code == 3 && ran.output.isEmpty && ran.talk.contains("no file with the id x"))
    }
  }
}
