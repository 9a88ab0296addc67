import Foundation
import TestSupport
import Testing

/// Nobody of the same user looks into the process, from before it reads its first secret.
@Suite(
  .timeLimit(.minutes(6)),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "strace is not installed here"))
struct SealTests {
  @Test func `The process is sealed before it opens a key file`() async throws {
    try await Bench.run { bench in
      // Nothing listens there, so that the key is read and the end comes at once.
      let ran = try await finished(
        [
          "/usr/bin/strace", "-f", "-e", "trace=prctl,prlimit64,openat", "-o", "\(bench.folder)/trace",
          BuiltProgram.path.path, "lookup", "avery@example.com", "--base-url", "http://127.0.0.1:1", "--api-key-file",
          "\(bench.folder)/key",
        ], ["HOME": bench.folder, "PATH": "/usr/bin:/bin"])
      #expect(ran.code == 7, "\(ran.talk)")
      let lines = try String(contentsOfFile: "\(bench.folder)/trace", encoding: .utf8).split(separator: "\n")
      let undumpable = try #require(lines.firstIndex { $0.contains("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE") })
      let coreless = try #require(
        lines.firstIndex { $0.contains("RLIMIT_CORE, {rlim_cur=0, rlim_max=0}") && $0.hasSuffix("= 0") })
      let key = try #require(
        lines.firstIndex { $0.contains("openat(") && $0.contains("\"key\"") || $0.contains("/key\"") })
      #expect(undumpable < key && coreless < key)
    }
  }

  @Test(arguments: ["prctl", "prlimit64"])
  func `A process that cannot be sealed reads no key and says why`(call: String) async throws {
    try await Bench.run { bench in
      let ran = try await finished(
        [
          "/usr/bin/strace", "-f", "-e", "trace=\(call),openat", "-e", "inject=\(call):error=EPERM", "-o",
          "\(bench.folder)/trace", BuiltProgram.path.path, "lookup", "avery@example.com", "--base-url",
          "http://127.0.0.1:1", "--api-key-file", "\(bench.folder)/key",
        ], ["HOME": bench.folder, "PATH": "/usr/bin:/bin"])
      #expect(ran.code == 1 && ran.talk.contains("The process cannot be sealed"), "\(ran.talk)")
      let trace = try String(contentsOfFile: "\(bench.folder)/trace", encoding: .utf8)
      #expect(trace.contains("openat(") && !trace.contains("/key\""))
    }
  }

  @Test func `What it makes is for its user alone, under whatever mask it was started`() async throws {
    try await Bench.run { bench in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "umask 000; exec \"$0\" sandbox serve --port 0 --patients 1", ForeignProcess.program]
      process.environment = ["HOME": bench.folder, "PATH": "/usr/bin:/bin"]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      defer { process.terminate() }
      #expect(!output.fileHandleForReading.availableData.isEmpty)
      let status = String(
        decoding: FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/status") ?? Data(),
        as: UTF8.self)
      #expect(status.contains("Umask:\t0077\n"), "\(status)")
    }
  }

  /// A process of the same user is looked into as a positive control.
  @Test(.enabled(if: ForeignProcess.canBeAnotherUser, "the tests cannot become another user"))
  func `A debugger of the same user cannot attach`() async throws {
    try await Bench.run { bench in
      let other = 65534
      let setpriv = ["/usr/bin/setpriv", "--reuid", "\(other)", "--regid", "\(other)", "--clear-groups"]
      let attach = setpriv + ["/usr/bin/timeout", "--signal=KILL", "1", "/usr/bin/strace", "-p"]
      let sealed = try ForeignProcess(
        ["sandbox", "serve", "--port", "0", "--patients", "1"], home: try bench.home(of: other), uid: other)
      let plain = Process()
      plain.executableURL = URL(fileURLWithPath: setpriv[0])
      plain.arguments = Array(setpriv.dropFirst()) + ["/bin/sleep", "60"]
      plain.standardOutput = FileHandle.nullDevice
      plain.standardError = FileHandle.nullDevice
      try plain.run()
      defer {
        kill(sealed.process.processIdentifier, SIGTERM)
        kill(plain.processIdentifier, SIGKILL)
      }
      // Both are the other user's programs by now.
      func status(_ process: Process) -> String {
        String(
          decoding: FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/status") ?? Data(),
          as: UTF8.self)
      }
      #expect(await until { status(plain).contains("Name:\tsleep") })
      #expect(await until { status(sealed.process).contains("Name:\tcasedesk") && owner(sealed.process) == 0 })
      #expect(status(sealed.process).contains("Uid:\t\(other)\t"))
      #expect(owner(plain) == other)
      let control = try await finished(attach + ["\(plain.processIdentifier)"], [:])
      #expect(control.talk.contains("attached"), "\(control.talk)")
      let refused = try await finished(attach + ["\(sealed.process.processIdentifier)"], [:])
      #expect(refused.talk.contains("Operation not permitted"), "\(refused.talk)")
    }
  }

  /// Of what is in its memory: root's once it is undumpable.
  private func owner(_ process: Process) -> Int? {
    var status = stat()
    return stat("/proc/\(process.processIdentifier)/environ", &status) == 0 ? Int(status.st_uid) : nil
  }
}
