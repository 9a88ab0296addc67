import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// Any user of the machine may take a port that is free; keys and patients must not go there.
@Suite(
  .enabled(
    if: ForeignProcess.canBeAnotherUser, "this user cannot become another one, or that one may not run this build"))
struct ForeignListenerTests {
  /// A sandbox that listens as `uid` and takes the bench's key, with its address.
  private func serve(_ bench: Bench, _ uid: Int) async throws -> (process: ForeignProcess, address: String) {
    let home = try bench.home(of: uid)
    let words = ["sandbox", "serve", "--port", "0", "--patients", "4"]
    let process = try ForeignProcess(words + ["--api-key-file", home + "/key"], home: home, uid: uid)
    let text = process.firstLine()
    return (process, try #require(text.firstMatch(of: /http:[^ \n]+/).map { String($0.output) }, "\(text)"))
  }

  @Test func `Nothing is sent to a port that another user listens on`() async throws {
    try await Bench.run { bench in
      let (process, address) = try await serve(bench, 65_534)
      defer { process.process.terminate() }
      let words = ["--base-url", address, "--api-key-file", "\(bench.folder)/key"]
      let sentence =
        "The address \(address) is not allowed. Another user of this machine (uid 65534) is listening there. Nothing was sent: "
        + "plain http is only for a gateway or tunnel that you or root runs; start it, or find out who is listening."
      for command in [["lookup", "avery@example.com"], ["refill", Known.avery, "--yes"]] {
        let ran = await bench.run(command + words)
        #expect(ran.code != 0)
        #expect(ran.talk.contains(sentence), "\(ran.talk)")
      }
      #expect(await bench.run(["doctor"] + words).output.contains("WRONG service        " + sentence))
      #expect(await bench.run(["activity", "--unsettled"]).output == "nothing is unsettled\n")
      // The user itself may: the same server, the same key.
      let own = try ForeignProcess(
        ["lookup", "avery@example.com", "--base-url", address, "--api-key-file", "\(bench.folder)/home-65534/key"],
        home: "\(bench.folder)/home-65534", uid: 65_534)
      #expect(await own.end().text == "\(Known.avery)\n")
    }
  }

  /// A gateway of the system, as a daemon that root started.
  @Test func `Anybody may use a port that root listens on`() async throws {
    try await Bench.run { bench in
      let home = try bench.home(of: 65_534)
      let words = ["lookup", "avery@example.com"] + bench.keys(in: home)
      let ran = try await ForeignProcess(words, home: home, uid: 65_534).end()
      #expect(ran.text == "\(Known.avery)\n")
    }
  }
}
