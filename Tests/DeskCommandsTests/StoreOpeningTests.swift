import CaseStore
import Foundation
import Testing

@testable import DeskCommands

@Suite struct StoreOpeningTests {
  @Test func `The passphrase opens the store and shows nowhere`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(
        ["recents"] + clinic, Script(Bench.passphrase + "\n"), isTerminal: true)
      #expect(ran.code == 0)
      #expect(ran.output.contains("Avery Lindqvist"), "\(ran.output)")
      #expect(ran.talk == "Passphrase of the local store: \n")
    }
  }

  @Test func `Each wrong passphrase waits longer, and the fifth is the last`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let waits = Waits()
      let ran = await bench.runAtStore(
        ["recents"] + clinic, Script(String(repeating: "wrong\n", count: 5) + Bench.passphrase + "\n"),
        isTerminal: true, waits: waits)
      #expect(ran.code == 1)
      #expect(ran.output.isEmpty)
      #expect(waits.seconds == [1, 2, 4, 8])
      #expect(waits.wereHidden)
      let ask = "Passphrase of the local store: \n"
      #expect(
        ran.talk == ask + "That passphrase does not open the store; 4 tries are left. Wait 1 s.\n" + ask
          + "That passphrase does not open the store; 3 tries are left. Wait 2 s.\n" + ask
          + "That passphrase does not open the store; 2 tries are left. Wait 4 s.\n" + ask
          + "That passphrase does not open the store; 1 try is left. Wait 8 s.\n" + ask
          + "casedesk: This passphrase or key does not open the local store.\n")
    }
  }

  @Test func `The right passphrase after a wrong one opens the store`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(
        ["drafts"] + clinic, Script("wrong\n\(Bench.passphrase)\n"), isTerminal: true)
      #expect(ran.code == 0 && ran.output.contains("question 7 of 12"))
    }
  }

  @Test(arguments: ["", "\n"]) func `No passphrase opens nothing`(input: String) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(["recents"] + clinic, Script(input), isTerminal: true)
      #expect(ran.code == 1)
      #expect(ran.talk.hasSuffix("casedesk: No passphrase was given.\n"))
    }
  }

  @Test func `Where typing cannot be hidden the passphrase is not asked for`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let input = Script(Bench.passphrase + "\n", canHide: false)
      let ran = await bench.runAtStore(["recents"] + clinic, input, isTerminal: true)
      #expect(ran.code == 1)
      #expect(!ran.talk.contains("Passphrase of"))
    }
  }

  @Test func `Without a terminal a passphrase cannot be given, not even on standard input`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(["recents", "--json"] + clinic, Script(Bench.passphrase + "\n"))
      #expect(ran.code == 64)
      #expect(ran.output.contains("\"kind\":\"usage\"") && ran.output.contains("[store] key_command"))
    }
  }

  @Test func `A signal at the prompt ends the command and gives the echo back`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let input = Script(Bench.passphrase + "\n") { withUnsafeCurrentTask { $0?.cancel() } }
      let words = ["recents"] + clinic
      let ran = await Task { await bench.runAtStore(words, input, isTerminal: true) }.value
      #expect(ran.code == 130)
      #expect(ran.output.isEmpty)
    }
  }

  @Test func `A store that opens in the other way says so`() async throws {
    try await Bench.run { bench in
      try bench.fillStore(passphrase: true)
      let withCommand = await bench.runAtStore(["recents"] + (try bench.clinic()))
      #expect(withCommand.code == 1 && withCommand.talk.contains("it opens with a passphrase, not with a key command"))
    }
    try await Bench.run { bench in
      try bench.fillStore()
      let words = try bench.clinic(keyCommand: false)
      let without = await bench.runAtStore(["recents"] + words, Script("x\n"), isTerminal: true)
      #expect(without.code == 1 && without.talk.contains("it opens with the key command, not with a passphrase"))
      #expect(!without.talk.contains("Passphrase of"))
    }
  }

  /// What makes the store useless, and a part of the sentence about it.
  enum Damage: CaseIterable {
    case open, noKey, damagedKey, newerSchema, otherKey

    var sentence: String {
      switch self {
      case .open: "run: chmod 600"
      case .noKey: "its key file is gone"
      case .damagedKey: "its key file is damaged"
      case .newerSchema: "a newer version of this program wrote it"
      case .otherKey: "The output of key_command under [store] does not open the local store."
      }
    }

    func happen(to bench: Bench) throws {
      let key = bench.storePlace.folder + "/key"
      switch self {
      case .open: try bench.loosen(key)
      case .noKey: try FileManager.default.removeItem(atPath: key)
      case .damagedKey: try Data("{}".utf8).write(to: URL(fileURLWithPath: key))
      case .newerSchema:
        let text = try String(contentsOfFile: key, encoding: .utf8)
        try Data(text.replacing("\"format\" : 1", with: "\"format\" : 2").utf8).write(to: URL(fileURLWithPath: key))
      case .otherKey:
        try Data("#!/bin/sh\necho other\n".utf8).write(to: URL(fileURLWithPath: bench.folder + "/print-key"))
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `A store that cannot be used is a failure with its reason, and stays as it is`(_ damage: Damage) async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      try damage.happen(to: bench)
      let before = try bench.storeFiles
      for command in [["recents"], ["drafts"], ["cache", "purge", "--all", "--yes"]] {
        let ran = await bench.runAtStore(command + clinic)
        #expect(ran.code == 1)
        #expect(ran.output.isEmpty)
        #expect(ran.talk.contains(damage.sentence))
      }
      #expect(try bench.storeFiles == before)
    }
  }
}
