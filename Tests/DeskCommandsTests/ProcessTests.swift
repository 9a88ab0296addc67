import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// The built program as a process of its own: what its arguments, its limits and its signals are.
@Suite struct ProcessTests {
  /// Beside the program of the tests, where the build leaves both.
  private static var program: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("casedesk")
  }

  private func start(_ words: [String], _ bench: Bench, input: Pipe = Pipe()) throws -> Process {
    let process = Process()
    process.executableURL = Self.program
    // A read that gives up after 15 s, as is usual, could end the program before a busy machine gets to the signal.
    let patient = try bench.file(
      "patient.toml", "[profiles.patient]\nbase_url = \"\(bench.server.baseURL)\"\ntimeout = 300\n")
    process.arguments = words + ["--config", patient, "--profile", "patient"]
    process.environment = ["XDG_DATA_HOME": bench.folder, "XDG_CONFIG_HOME": bench.folder, "HOME": bench.folder]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func proc(_ process: Process, _ file: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/\(file)") ?? Data(),
      as: UTF8.self)
  }

  /// Sends the signal and gives the exit code.
  private func end(_ process: Process, _ signal: Int32) async -> Int32 {
    kill(process.processIdentifier, signal)
    let isDone = await until { !process.isRunning }
    #expect(isDone)
    if !isDone { kill(process.processIdentifier, SIGKILL) }
    return isDone && process.terminationReason == .exit ? process.terminationStatus : -1
  }

  @Test func `An identifier among the arguments is gone from the process list`() async throws {
    try await Bench.run(faults: ["latest:slow=60000"]) { bench in
      let process = try start(["lookup", "avery@example.com"] + bench.key, bench)
      #expect(await until { bench.sandbox.requestCount(.latest) == 1 })
      let line = proc(process, "cmdline")
      #expect(line.contains("lookup"))
      #expect(line.contains(bench.server.baseURL))
      #expect(!line.contains("avery"))
      #expect(proc(process, "limits").contains(/Max core file size\s+0\s+0\s/))
      #expect(await end(process, SIGINT) == 130)
    }
  }

  /// Both are in its memory while the service is waited for, and only there.
  @Test(
    .enabled(if: getuid() == 0, "only root reads the environment of a sealed process"), arguments: ["key", "token"])
  func `Key and token stand neither among the arguments nor in the environment`(secret: String) async throws {
    try await Bench.run(faults: ["all:slow=60000"]) { bench in
      let body = try bench.file("products.json", #"{"products":[{"id":"\#(Known.metformin)"}]}"#)
      let words =
        secret == "key"
        ? ["lookup", "avery@example.com", "--detail"] : ["products", "add", Known.avery, "--file", body, "--yes"]
      let process = try start(words + bench.keys, bench)
      #expect(await until { bench.requests > 0 })
      let places = [proc(process, "cmdline"), proc(process, "environ")]
      #expect(places[0].contains("--api-key-file") && places[1].contains("XDG_DATA_HOME="))
      for place in places {
        #expect(!place.contains(bench.sandbox.apiKey) && !place.contains(bench.sandbox.token))
      }
      let children = proc(process, "task/\(process.processIdentifier)/children")
      #expect(children.isEmpty)
      _ = await end(process, SIGINT)
    }
  }

  /// A link that nobody can read is not asked for twice by a script that takes it for a failure.
  @Test(arguments: [">/dev/full", ">&-", "<&- >&-"])
  func `A write that was done says so where its output cannot be written`(streams: String) async throws {
    try await Bench.run { bench in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments =
        ["-c", "\"$@\" \(streams)", "sh", Self.program.path, "refill", Known.avery, "--yes"] + bench.key
      process.environment = ["XDG_DATA_HOME": bench.folder, "XDG_CONFIG_HOME": bench.folder, "HOME": bench.folder]
      let talk = Pipe()
      process.standardError = talk
      try process.run()
      let isDone = await until { !process.isRunning }
      #expect(isDone && process.terminationStatus == 1)
      let said = String(decoding: talk.fileHandleForReading.availableData, as: UTF8.self)
      #expect(said.contains("It WAS done, but the output cannot be written."))
      #expect(bench.sandbox.requestCount(.refill) == 1)
    }
  }

  /// What they could do is tried in a private network, where the HTTP client is.
  @Test func `Variables that rename hosts are gone before the first look-up`() async {
    await #expect(processExitsWith: .success) {
      let names = ["HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "RESOLV_HOST_CONF"]
      for name in names { setenv(name, "x", 1) }
      setenv("CASEDESK_KEPT", "x", 1)
      Program.prepare()
      for name in names { #expect(getenv(name) == nil, "\(name)") }
      #expect(getenv("CASEDESK_KEPT") != nil)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `A signal after a write was sent ends with 8`(signal: Int32) async throws {
    try await Bench.run(faults: ["refill:slow=60000"]) { bench in
      let process = try start(["refill", Known.avery, "--yes"] + bench.key, bench)
      #expect(await until { bench.sandbox.requestCount(.refill) == 1 })
      #expect(await end(process, signal) == 8)
    }
  }

  @Test func `SIGTERM while standard input is awaited ends with 143`() async throws {
    try await Bench.run { bench in
      let input = Pipe()
      let process = try start(["lookup", "-"] + bench.key, bench, input: input)
      // The signal is caught from here on: bit 14 of the mask of caught signals.
      #expect(
        await until {
          let line = proc(process, "status").split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
          let mask = line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" || $0 == " " }, radix: 16) } ?? 0
          return mask & (1 << 14) != 0
        })
      #expect(await end(process, SIGTERM) == 143)
      try input.fileHandleForWriting.close()
    }
  }
}
