import Care360Sandbox
import CaseStore
import Foundation
import PrivateIO
import Terminal
import Testing

@testable import DeskCommands

@Suite struct DoctorTests {
  private func checks(_ text: String) throws -> [String: (isFine: Bool, detail: String)] {
    let result = try Bench.object(text)["result"] as? [String: Any]
    var checks: [String: (isFine: Bool, detail: String)] = [:]
    for check in result?["checks"] as? [[String: Any]] ?? [] {
      checks[check["name"] as? String ?? ""] = (check["ok"] as? Bool ?? false, check["detail"] as? String ?? "")
    }
    return checks
  }

  @Test(arguments: [
    (ClipboardUse.auto, "clipboard by OSC 52 where your terminal allows it"),
    (.ids, "clipboard by OSC 52 where your terminal allows it, ids and links only"),
    (.osc52, "clipboard by OSC 52, sent to every terminal"), (.off, "clipboard off"),
  ])
  func `The clipboard is told as it is in force`(use: ClipboardUse, words: String) {
    func told(isModern: Bool, isMultiplexed: Bool = false) -> String {
      TerminalCheck.clipboard(use, isModern: isModern, isMultiplexed: isMultiplexed)
    }
    #expect(told(isModern: true) == words)
    #expect(told(isModern: false) == (use == .auto || use == .ids ? "no clipboard" : words))
    #expect(told(isModern: true, isMultiplexed: true).contains("set -g set-clipboard on") == (use != .off))
    #expect(!told(isModern: false, isMultiplexed: true).contains("set-clipboard") || use == .osc52)
  }

  @Test func `All is fine`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["doctor", "--json"] + bench.keys)
      let checks = try checks(ran.output)
      #expect(checks.allSatisfy { $0.value.isFine }, "\(checks)")
      #expect(checks["service"]?.detail == "connected, without TLS on this machine, key accepted: 8 bundles")
      #expect(checks["API key"]?.detail.contains("from the file \(bench.folder)/key") == true)
      #expect(checks["clock"]?.detail.hasSuffix("off the service's clock") == true)
      #expect(checks.keys.count == 14)
      #expect(ran.code == 0)
      #expect(bench.writes == 0)
      // Nothing of the secrets.
      #expect(!ran.output.contains(bench.sandbox.apiKey))
      #expect(!ran.output.contains(bench.sandbox.token))
      let text = await bench.run(["doctor"] + bench.keys)
      #expect(text.output.contains("ok    service        connected"))
      #expect(text.talk.isEmpty)
    }
  }

  @Test func `A list of products is asked for only with --probe`() async throws {
    try await Bench.run { bench in
      let plain = try checks(await bench.run(["doctor", "--json"] + bench.keys).output)
      #expect(plain["product list"] == nil)
      let usual = bench.requests
      let probed = try checks(await bench.run(["doctor", "--probe", "--json"] + bench.keys).output)
      #expect(
        probed["product list"]?.detail
          == "the service lists 10 products: product_list = true in the profile's section of config.toml makes the pickers offer them"
      )
      #expect(bench.requests == 2 * usual + 1 && bench.writes == 0)
    }
  }

  @Test(arguments: [(true, "remove product_list"), (false, "the pickers offer products of cases")])
  func `A service without the list is said`(isOn: Bool, words: String) async throws {
    try await Bench.run(faults: ["organization-products:status=404"]) { bench in
      let config = try bench.file(
        "config.toml",
        """
        [profiles.clinic]
        base_url = "\(bench.server.baseURL)"
        api_key_file = "\(bench.folder)/key"
        product_list = \(isOn)
        """)
      let ran = await bench.run(["doctor", "--probe", "--json", "--profile", "clinic", "--config", config])
      let check = try #require(try checks(ran.output)["product list"])
      #expect(check.isFine == !isOn && check.detail.hasPrefix("the service has none (HTTP 404): \(words)"), "\(check)")
    }
  }

  @Test func `Production is not probed`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["doctor", "--probe", "--json", "--profile", "production"])
      let check = try #require(try checks(ran.output)["product list"])
      #expect(!check.isFine && check.detail == "not asked, because this is production: probe a profile that is not")
    }
  }

  @Test func `A key that the service does not know is named`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["doctor", "--json", "--api-key-file", "\(bench.folder)/wrong-key"] + bench.base)
      #expect(ran.code == 1)
      let checks = try checks(ran.output)
      #expect(checks["service"]?.detail.hasPrefix("The service does not know this API key") == true)
      #expect(try Bench.object(ran.output)["ok"] as? Bool == false)
    }
  }

  @Test func `A key file open to others is named with what mends it`() async throws {
    try await Bench.run { bench in
      try bench.loosen("\(bench.folder)/key")
      let ran = await bench.run(["doctor"] + bench.keys)
      #expect(ran.code == 1)
      #expect(ran.output.contains("run: chmod 600 \(bench.folder)/key"))
      #expect(ran.output.contains("not asked, because there is no API key to ask with"))
      #expect(ran.talk == "casedesk: These checks failed: API key, service.\n")
      #expect(bench.requests == 0)
    }
  }

  /// A machine as /proc and /sys show it.
  struct Swap: Sendable, CustomTestStringConvertible {
    let name: String
    var swaps: [String] = []
    var files: [String: String] = [:]
    let isFine: Bool
    let words: String
    var testDescription: String { name }
  }

  static let swaps = [
    Swap(name: "none", isFine: true, words: "this machine has none"),
    Swap(
      name: "a file", swaps: ["/swapfile"], isFine: false,
      words: "may be written to /swapfile: use no swap or encrypted swap"),
    Swap(name: "a partition", swaps: ["/dev/sda3"], isFine: false, words: "may be written to /dev/sda3"),
    Swap(
      name: "dm-crypt", swaps: ["/dev/dm-1"], files: ["/sys/class/block/dm-1/dm/uuid": "CRYPT-PLAIN-swap\n"],
      isFine: true,
      words: "encrypted or in memory: /dev/dm-1"),
    Swap(
      name: "LVM on dm-crypt", swaps: ["/dev/dm-2"],
      files: [
        "/sys/class/block/dm-2/dm/uuid": "LVM-x\n", "/sys/class/block/dm-2/slaves/dm-0": "",
        "/sys/class/block/dm-0/dm/uuid": "CRYPT-LUKS2-y\n",
      ], isFine: true, words: "encrypted"),
    Swap(
      name: "LVM over two disks", swaps: ["/dev/dm-2"],
      files: [
        "/sys/class/block/dm-2/dm/uuid": "LVM-x\n", "/sys/class/block/dm-2/slaves/dm-0": "",
        "/sys/class/block/dm-2/slaves/sda3": "", "/sys/class/block/dm-0/dm/uuid": "CRYPT-LUKS2-y\n",
      ], isFine: false, words: "may be written to /dev/dm-2"),
    Swap(name: "zram", swaps: ["/dev/zram0"], isFine: true, words: "in memory: /dev/zram0"),
    Swap(
      name: "zram with a disk behind it", swaps: ["/dev/zram0"], files: ["/sys/block/zram0/backing_dev": "/dev/sdb\n"],
      isFine: false, words: "may be written to /dev/zram0"),
    Swap(
      name: "kept out", swaps: ["/dev/sda3"],
      files: [
        "/proc/self/cgroup": "0::/user.slice/user-1000.slice/session-3.scope\n",
        "/sys/fs/cgroup/user.slice/user-1000.slice/memory.swap.max": "0\n",
        "/sys/fs/cgroup/user.slice/memory.swap.max": "max\n",
      ], isFine: true, words: "this session is kept out of it"),
    Swap(
      name: "limited", swaps: ["/dev/sda3"],
      files: ["/proc/self/cgroup": "0::/a.slice\n", "/sys/fs/cgroup/a.slice/memory.swap.max": "4096\n"], isFine: false,
      words: "MemorySwapMax=0"),
  ]

  @Test(arguments: swaps) func `Swap that keeps what is in memory is told`(_ swap: Swap) async throws {
    try await Bench.run { bench in
      let root = bench.folder + "/machine"
      var files = swap.files
      files["/proc/swaps"] =
        (["Filename\tType\tSize"] + swap.swaps.map { "\($0)\tpartition\t9" }).joined(separator: "\n") + "\n"
      for (path, text) in files {
        let file = URL(fileURLWithPath: root + path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let check = SwapCheck(root: root).check()
      #expect(check.isFine == swap.isFine)
      #expect(check.detail.contains(swap.words), "\(check.detail)")
      let (output, talk) = (Recorded(), Recorded())
      var host = bench.tool(["doctor"] + bench.keys, Script(""), isTerminal: false, talk, output).host
      host.systemRoot = root
      let code = await CommandLineTool(arguments: ["doctor"] + bench.keys, host: host).run()
      #expect(code.rawValue == (swap.isFine ? 0 : 1))
      #expect(
        output.text.contains("\(swap.isFine ? "ok   " : "WRONG") swap           \(check.detail)\n"), "\(output.text)")
    }
  }

  /// Older versions took any key; a store of theirs opens all the same.
  @Test func `A key that could be guessed is told, before a store is made and after`() async throws {
    try await Bench.run { bench in
      let words = try bench.clinic()
      try Data("#!/bin/sh\necho fixture-key\n".utf8).write(to: URL(fileURLWithPath: bench.folder + "/print-key"))
      let sentence =
        "shorter than 32 characters and could be guessed; let it run openssl rand -hex 32 and print the result"
      let before = await bench.run(["doctor"] + words)
      #expect(
        before.output.contains("WRONG local store    The local store cannot be used: the output of key_command is "))
      #expect(before.output.contains(sentence))
      let place = bench.storePlace.folder
      try FileManager.default.createDirectory(
        atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("CaseStoreTests/Fixtures/store-2").path
      for name in ["key", "drafts.sqlite", "cache.sqlite"] {
        try FileManager.default.copyItem(atPath: fixture + "/" + name, toPath: place + "/" + name)
        chmod(place + "/" + name, 0o600)
      }
      let after = await bench.run(["doctor"] + words)
      #expect(after.output.contains("WRONG local store    it opens, but the output of key_command is " + sentence))
      #expect(await bench.run(["recents"] + words).code == 0)
    }
  }

  /// Where nothing can be kept writes are refused: that is not fine.
  @Test(
    .enabled(
      if: ForeignProcess.canBeAnotherUser,
      "this user cannot become another one, or that one may not run this build"))
  func `A data folder that cannot be made is told`() async throws {
    try await Bench.run { bench in
      let home = try bench.home(of: 65534)
      try FileManager.default.createDirectory(
        atPath: home + "/.local", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
      chown(home + "/.local", 0, 0)
      let ran = try await ForeignProcess(["doctor"] + bench.keys(in: home), home: home, uid: 65534).end()
      #expect(ran.code == 1)
      #expect(
        ran.text.contains(
          "WRONG folders        \(home)/.local/share/casedesk cannot be made: this user does not have permission to write to \(home)/.local."
        ),
        "\(ran.text)")
    }
  }

  @Test func `A clock that is off is told`() async throws {
    try await Bench.run { bench in
      let (output, talk) = (Recorded(), Recorded())
      let tool = bench.tool(
        ["doctor", "--json"] + bench.keys, Script(""), isTerminal: false, talk, output,
        now: { Date().addingTimeInterval(-600) })
      #expect(await tool.run().rawValue == 1)
      let clock = try checks(output.text)["clock"]
      #expect(clock?.isFine == false)
      #expect(clock?.detail.contains("s behind the service's: set it with NTP") == true)
    }
  }

  @Test(arguments: [(-60.0, false, "expired at"), (600, false, "get a new one soon"), (3_600, true, "expires at")])
  func `The end of a JWT is told`(seconds: Double, isFine: Bool, words: String) async throws {
    try await Bench.run { bench in
      let end = Int(Date().timeIntervalSince1970 + seconds)
      let payload = Data("{\"exp\":\(end)}".utf8).base64EncodedString().filter { $0 != "=" }
      let path = try bench.file("jwt", "e30.\(payload).x")
      let ran = await bench.run(["doctor", "--json", "--token-file", path] + bench.key)
      let token = try checks(ran.output)["access token"]
      #expect(token?.isFine == isFine)
      #expect(token?.detail.hasPrefix("not tried (only adding products uses it); fingerprint ") == true)
      #expect(token?.detail.contains(words) == true, "\(token?.detail ?? "")")
    }
  }

  @Test func `No connection is told, and folders open to others`() async throws {
    try await Bench.run { bench in
      let data = bench.folder + "/casedesk"
      try FileManager.default.createDirectory(
        atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
      await bench.server.stop()
      let checks = try checks(await bench.run(["doctor", "--json"] + bench.keys).output)
      #expect(checks["service"]?.isFine == false)
      #expect(checks["folders"]?.detail.contains("run: chmod 700 \(data)") == true)
    }
  }

  @Test(arguments: [
    (FileSystemKind.memory, "in memory: drafts, recents and the record are gone when this machine restarts"),
    (.network, "on a network file system: only one session of yours can use it at a time"),
  ])
  func `A home that is no disk of this machine is said`(_ kind: FileSystemKind, _ words: String) async throws {
    try await Bench.run { bench in
      let (output, talk) = (Recorded(), Recorded())
      let tool = bench.tool(["doctor", "--json"] + bench.keys, Script(""), isTerminal: false, talk, output)
      var host = tool.host
      host.fileSystem = { path in FolderCheck.exists(path) ? kind : .local }
      _ = await CommandLineTool(arguments: tool.arguments, host: host).run()
      let folders = try checks(output.text)["folders"]
      #expect(folders?.isFine == true && folders?.detail.hasSuffix(words) == true, "\(folders?.detail ?? "")")
    }
  }

  @Test func `A SQLite that is too old stops the start, and doctor names it`() async throws {
    try await Bench.run { bench in
      func run(_ words: [String], _ number: Int32) async -> Ran {
        let (output, talk) = (Recorded(), Recorded())
        let tool = bench.tool(words, Script(""), isTerminal: false, talk, output)
        var host = tool.host
        host.sqliteVersion = { SQLiteVersion(number: number) }
        let code = await CommandLineTool(arguments: words, host: host).run()
        return Ran(code: code.rawValue, output: output.text, talk: talk.text)
      }
      let sentence = "This machine's SQLite is 3.36.2; CaseDesk needs 3.37.0 or newer: update libsqlite3-0."
      for words in [
        ["lookup", "avery@example.com"] + bench.key, ["--accessible", "--sandbox"], ["recents", "--sandbox"],
      ] {
        let ran = await run(words, 3_036_002)
        #expect(ran.code == 1)
        #expect(ran.talk == "casedesk: \(sentence)\n")
      }
      #expect(bench.requests == 0)
      let doctor = await run(["doctor", "--json"] + bench.keys, 3_036_002)
      #expect(doctor.code == 1)
      #expect(try checks(doctor.output)["SQLite"]?.detail == sentence)
      #expect(bench.requests == 0)
      #expect(await run(["manual"], 3_036_002).code == 0)
      #expect(await run(["lookup", "avery@example.com"] + bench.key, 3_037_000).code == 0)
      let fine = try checks(await bench.run(["doctor", "--json"] + bench.keys).output)["SQLite"]
      #expect(fine?.detail == SQLiteVersion.loaded.description)
      #expect(SQLiteVersion(number: 3_040_001).description == "3.40.1")
    }
  }

  @Test func `Settings that cannot be used keep doctor from sending anything`() async throws {
    try await Bench.run { bench in
      let config = try bench.file("config.toml", "[profiles.clinic]\nread_only = 1\n")
      let ran = await bench.run(["doctor", "--config", config] + bench.keys)
      #expect(ran.code == 1)
      #expect(ran.output.contains("WRONG configuration  "))
      #expect(bench.requests == 0)
    }
  }
}
