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
    process.arguments = words
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

  @Test func `SIGINT after a write was sent ends with 8`() async throws {
    try await Bench.run(faults: ["refill:slow=60000"]) { bench in
      let process = try start(["refill", Known.avery, "--yes"] + bench.key, bench)
      #expect(await until { bench.sandbox.requestCount(.refill) == 1 })
      #expect(await end(process, SIGINT) == 8)
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
