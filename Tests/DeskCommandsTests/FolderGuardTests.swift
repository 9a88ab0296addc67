import Foundation
import Testing

@testable import DeskCommands

/// A folder in which others may take record or configuration away stops every write, and doctor says why in the same words.
@Suite struct FolderGuardTests {
  /// A folder that others may write to, with the data folder in it.
  private func data(of bench: Bench, _ mode: Int) throws -> (above: String, environment: [String: String]) {
    let above = bench.folder + "/share"
    try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: false)
    chmod(above, mode_t(mode))
    return (above, ["XDG_DATA_HOME": above, "XDG_CONFIG_HOME": bench.folder])
  }

  private func run(_ bench: Bench, _ words: [String], _ environment: [String: String]) async -> Ran {
    let (output, talk) = (Recorded(), Recorded())
    var host = bench.tool(words, Script(""), isTerminal: false, talk, output).host
    host.environment = environment
    let code = await CommandLineTool(arguments: words, host: host).run()
    return Ran(code: code.rawValue, output: output.text, talk: talk.text)
  }

  /// A shell leaves it alone behind a `=`.
  @Test func `A tilde behind an equals sign is the home folder`() async throws {
    try await Bench.run { bench in
      _ = try bench.file("body.json", WriteTests.body)
      let home = ["HOME": bench.folder]
      let words = ["products", "add", Known.avery, "--dry-run"] + bench.keys
      let ran = await run(bench, words + ["--file=~/body.json"], home)
      #expect(ran.code == 0, "\(ran.talk)")
      let other = await run(bench, words + ["--file=~other/body.json"], home)
      #expect(other.talk.contains("There is no file ~other/body.json."))
    }
  }

  @Test(arguments: [0o777, 0o775])
  func `A data folder that others may move away stops every write`(_ mode: Int) async throws {
    try await Bench.run { bench in
      let (above, environment) = try data(of: bench, mode)
      let sentence =
        "Other users can write to the folder \(above) and so remove \(above)/casedesk; run: chmod go-w \(above)"
      let refused = await run(bench, ["refill", Known.avery, "--yes"] + bench.keys, environment)
      #expect(refused.code != 0 && refused.talk.contains(sentence), "\(refused.talk)")
      #expect(bench.writes == 0)
      #expect(await run(bench, ["activity"] + bench.keys, environment).talk.contains(sentence))
      let doctor = await run(bench, ["doctor"] + bench.keys, environment)
      #expect(doctor.code == 1)
      #expect(doctor.output.contains("WRONG folders        \(sentence)\n"), "\(doctor.output)")
      chmod(above, 0o755)
      #expect(await run(bench, ["refill", Known.avery, "--yes"] + bench.keys, environment).code == 0)
      #expect(await run(bench, ["doctor"] + bench.keys, environment).output.contains("ok    folders"))
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can give folders away"))
  func `Doctor and the refusal name a folder of another user`() async throws {
    try await Bench.run { bench in
      let (above, environment) = try data(of: bench, 0o755)
      #expect(mkdir(above + "/casedesk", 0o700) == 0)
      chown(above + "/casedesk", 65_534, 65_534)
      let sentence =
        "The folder \(above)/casedesk belongs to another user (uid 65534); only that user or root can move it away."
      let refused = await run(bench, ["refill", Known.avery, "--yes"] + bench.keys, environment)
      #expect(refused.code != 0 && refused.talk.contains(sentence), "\(refused.talk)")
      #expect(
        await run(bench, ["doctor"] + bench.keys, environment).output.contains("WRONG folders        \(sentence)"))
      #expect(bench.writes == 0)
    }
  }

  @Test func `A log in a folder that others may write to is refused`() async throws {
    try await Bench.run { bench in
      let above = bench.folder + "/logs"
      try FileManager.default.createDirectory(atPath: above + "/inner", withIntermediateDirectories: true)
      chmod(above, 0o777)
      for words in [["lookup", "avery@example.com"] + bench.key, ["--accessible", "--sandbox"]] {
        let ran = await bench.run(words + ["--log-file", above + "/inner/log"])
        #expect(ran.code == 1)
        #expect(
          ran.talk == "casedesk: The log file is in a folder that other users can write to; run: chmod go-w \(above)\n")
      }
      #expect(!FileManager.default.fileExists(atPath: above + "/inner/log"))
      #expect(bench.requests == 0)
    }
  }

  @Test func `Setup makes nothing in a folder that others may write to`() async throws {
    let folder = "/tmp/casedesk-guard-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { do { try FileManager.default.removeItem(atPath: folder) } catch {} }
    chmod(folder, 0o777)
    #expect { try PrivateOutput.makeFolder(folder + "/casedesk") } throws: {
      ($0 as? ErrorReport)?.message == "Other users can write to the folder \(folder); run: chmod go-w \(folder)"
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "/casedesk"))
  }
}
