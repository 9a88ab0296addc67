import Care360
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// The drafts of an operator who left, read with the site's recovery key.
@Suite(.enabled(if: getuid() == 0, "only root can make root's files")) struct StoreRecoverTests {
  /// Makes the key, names it in the policy, and opens the store of a coordinator with a draft in it.
  private func leaver(_ bench: Bench) async throws -> (copy: String, key: String) {
    let key = bench.folder + "/recovery.key"
    let made = await bench.run(["store", "recovery-key", key])
    #expect(made.code == 0 && made.output.hasPrefix("recovery_public_key = \""), "\(made)")
    try bench.policy(made.output)
    try bench.fillStore()
    let store = try bench.openStore()
    let message = #"{"begun":1795344000,"cursor":2,"kind":"message","text":"Please rest.\nJo","version":1}"#
    _ = try store.save(
      bench.draft(message), as: DraftID(caseID: try bench.caseID(2), kind: .message), expecting: nil)
    try store.close()
    let words = try bench.clinic()
    #expect(await bench.runAtStore(["drafts"] + words).code == 0)
    return (bench.storePlace.folder, key)
  }

  @Test func `The site reads the drafts after it was recorded whose they are`() async throws {
    try await Bench.run { bench in
      let (copy, key) = try await leaver(bench)
      let recover = ["store", "recover", copy, "--key", key]
      let listed = await bench.run(recover)
      #expect(listed.code == 0 && listed.output.contains("Avery Lindqvist"), "\(listed)")
      #expect(!listed.output.contains("Please rest"))
      let caseIDs = [try bench.caseID(1).text, try bench.caseID(2).text]
      for (line, id) in zip(try bench.record.lines.suffix(2), caseIDs) {
        #expect(line.contains(#""action":"recover""#) && line.contains(id))
      }
      let read = await bench.run(recover + ["--phi"])
      #expect(read.code == 0 && read.output.contains("\n  Please rest.\n  Jo\n"), "\(read.output)")
      #expect(read.output.contains("\n  (what is written in it is not understood by this version)\n"))
      let whole = await bench.run(recover + ["--phi", "--json"])
      let result = try #require(try Bench.object(whole.output)["result"] as? [String: Any])
      let drafts = try #require(result["drafts"] as? [[String: Any]])
      #expect(Set(drafts.compactMap { $0["caseId"] as? String }) == Set(caseIDs))
      let contents = drafts.compactMap { $0["contents"] as? [String: Any] }
      #expect(contents.map { $0["text"] as? String } == ["Please rest.\nJo"])
      #expect(result["unreadable"] as? Int == 0 && result["damaged"] as? Bool == false)
      let followUps = try #require(result["followups"] as? [Any])
      #expect(followUps.isEmpty)
      #expect(await bench.run(["activity"]).output.contains("read drafts or follow-ups with the site's recovery key"))
    }
  }

  @Test func `A damaged copy is listed as far as it can be read, and said`() async throws {
    try await Bench.run { bench in
      let (copy, key) = try await leaver(bench)
      let file = copy + "/drafts.sqlite"
      let bytes = try #require(FileManager.default.contents(atPath: file))
      try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
      let ran = await bench.run(["store", "recover", copy, "--key", key])
      #expect(ran.code == 1 && ran.talk.contains("The file of drafts is damaged"), "\(ran)")
      let record = try bench.record.lines
      #expect(record.contains { $0.contains(#""action":"recover""#) })
    }
  }

  @Test func `What cannot be recorded is not shown`() async throws {
    try await Bench.run { bench in
      let (copy, key) = try await leaver(bench)
      try FileManager.default.createDirectory(atPath: bench.folder + "/elsewhere", withIntermediateDirectories: true)
      let moved = bench.folder + "/elsewhere/copy"
      try FileManager.default.copyItem(atPath: copy, toPath: moved)
      for folder in [moved, bench.folder + "/elsewhere"] { #expect(chmod(folder, 0o700) == 0) }
      try FileManager.default.removeItem(atPath: bench.folder + "/casedesk")
      try bench.file("casedesk", "")
      let refused = await bench.run(["store", "recover", moved, "--key", key])
      #expect(refused.code == 1 && refused.output.isEmpty)
      #expect(refused.talk.contains("Nothing is shown, because it could not be recorded: "), "\(refused.talk)")
    }
  }

  @Test func `A key is never written over, and another file is no key`() async throws {
    try await Bench.run { bench in
      let (copy, key) = try await leaver(bench)
      let before = try String(contentsOfFile: key, encoding: .utf8)
      let again = await bench.run(["store", "recovery-key", key])
      #expect(again.code == 1 && again.talk.contains("is there already"))
      let after = try String(contentsOfFile: key, encoding: .utf8)
      #expect(after == before && before.count == 65)
      let other = try bench.file("other.key", String(repeating: "z", count: 64) + "\n")
      let none = await bench.run(["store", "recover", copy, "--key", other])
      #expect(none.code == 1 && none.talk.contains("has no recovery key in it"), "\(none.talk)")
      let short = try bench.file("short.key", String(repeating: "0a", count: 20) + "\n")
      let cut = await bench.run(["store", "recover", copy, "--key", short])
      #expect(cut.code == 1 && cut.talk.contains("The recovery key has 64 characters"), "\(cut.talk)")
      let missing = await bench.run(["store", "recover", copy, "--key", bench.folder + "/no.key"])
      #expect(missing.code == 1 && missing.talk.contains("The recovery key file "), "\(missing.talk)")
      let wrong = try bench.file("wrong.key", String(repeating: "0a", count: 32) + "\n")
      let refused = await bench.run(["store", "recover", copy, "--key", wrong])
      #expect(refused.code == 1 && refused.talk.contains("does not open the local store"), "\(refused.talk)")
      #expect(await bench.run(["store"]).code == 64)
    }
  }

  @Test func `A policy with anything else in the place of the key stops the start`() async throws {
    try await Bench.run { bench in
      try bench.policy("recovery_public_key = \"secret\"\n")
      let refused = await bench.run(["drafts"])
      #expect(refused.code != 0 && refused.talk.contains("casedesk store recovery-key prints"), "\(refused.talk)")
    }
  }
}
