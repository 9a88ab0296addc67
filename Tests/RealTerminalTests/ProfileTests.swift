import Foundation
import Testing

extension RealTerminalTests {
  /// Another profile in the same terminal: nothing of the one is left in the other.
  @Suite(.serialized) struct ProfileTests {
    private static let answer = "138 lbs CANARY-7X"

    /// Adds `annex` beside `clinic`: the same sandbox, read-only, another theme.
    private func addAnnex(_ clinic: Clinic) throws {
      let path = clinic.home + "/.config/casedesk/config.toml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let profile = text.split(separator: "\n").drop { $0 != "[profiles.clinic]" }.dropFirst().prefix {
        $0.first != "["
      }
      try Clinic.write(
        path,
        text + "\n[profiles.annex]\nread_only = true\ntheme = \"mono\"\n" + profile.joined(separator: "\n") + "\n",
        mode: 0o600)
    }

    private func list(_ screen: TmuxScreen, showing words: String = "opens the selected profile") {
      screen.press("C-p")
      screen.waitFor("Commands")
      screen.type("switch profile")
      screen.waitFor("closes the case and opens")
      screen.press("Enter")
      screen.waitFor(words)
    }

    private func open(_ profile: String, _ screen: TmuxScreen) {
      list(screen)
      screen.type(profile)
      screen.waitFor("> \(profile)")
      screen.press("Enter")
      screen.waitFor("CaseDesk  \(profile.uppercased()) ")
    }

    @Test func `A half-typed form and a write without an outcome stay with their profile`() async throws {
      try await Clinic.run(faults: ["refill:drop-after"]) { clinic in
        try addAnnex(clinic)
        var shape = clinic.shape
        // What was ever drawn can be scrolled back to.
        shape.alternateScreen = false
        try await TmuxScreen.run([], shape) { screen in
          screen.lookUpAvery()
          screen.press("r")
          screen.waitFor("Refill link for")
          screen.press("Enter")
          screen.waitFor("CLINIC")
          screen.confirm(expecting: "1 unsettled")
          screen.press("a")
          screen.waitFor("Intake · Avery")
          screen.press("Enter")
          screen.waitFor("Product for Avery")
          screen.type("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
          screen.waitFor("as a product id")
          screen.press("Enter", "C-n")
          screen.waitFor("1.1 Question")
          screen.type(Self.answer)
          screen.waitFor(Self.answer)
          let process = try screen.process()

          open("annex", screen)
          screen.waitFor("read-only: config.toml")
          let shown = screen.lines(history: true)
          for text in [canary, "avery", "CANARY-7X", "1 draft", "unsettled", "TOSXM"] {
            #expect(!shown.contains(text), "\(text)")
          }
          // The process goes on as a new run of the program, sealed again, and holds nothing of the old one.
          #expect(try screen.process() == process)
          #expect(screen.commandLine(of: process).contains("--profile=annex"))
          if ProcessMemory.canBeRead {
            // What was typed; names of the synthetic patients stand in the program itself.
            #expect(try ProcessMemory.count(of: Array("CANARY-7X".utf8), in: process) == 0)
          }
          #expect(try FileManager.default.contentsOfDirectory(atPath: clinic.data + "/stores").count == 2)

          open("clinic", screen)
          screen.waitFor("1 unsettled")
          screen.waitFor("1 draft")
          screen.lookUpAvery()
          screen.waitFor("A draft for this case is kept")
          // Not before it is confirmed.
          screen.waitFor("checked ")
          screen.press("a")
          screen.waitFor(Self.answer)
          screen.press("C-c")
          screen.confirm(expecting: "ended with 0")
          #expect(Patience.wait { screen.note("before") == screen.note("after") })
        }
      }
    }

    /// The system forgets the seal when a process becomes another program.
    @Test(.enabled(if: Self.canTrace, "strace is not installed here, or the tests may not trace a sealed process"))
    func `The new run is sealed before it opens its key`() async throws {
      try await Clinic.run { clinic in
        try addAnnex(clinic)
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.lookUpAvery()
          let process = try screen.process()
          let trace = screen.folder + "/trace"
          let tracer = Process()
          tracer.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
          tracer.arguments = [
            "-f", "-e", "trace=execve,prctl,prlimit64,openat", "-o", trace, "-p", "\(process)",
          ]
          tracer.standardError = FileHandle.nullDevice
          try tracer.run()
          #expect(
            Patience.wait {
              let status = FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data()
              return String(decoding: status, as: UTF8.self).contains("TracerPid:\t\(tracer.processIdentifier)\n")
            })
          open("annex", screen)
          screen.waitFor("read-only: config.toml")
          screen.lookUpAvery()
          // It inherits what this thread blocks, SIGTERM among it; the one it traced goes on.
          kill(tracer.processIdentifier, SIGKILL)
          tracer.waitUntilExit()
          let limits = FileManager.default.contents(atPath: "/proc/\(process)/limits") ?? Data()
          #expect(String(decoding: limits, as: UTF8.self).contains(/Max core file size\s+0\s+0\s/))
          let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
          let begun = try #require(lines.firstIndex { $0.contains("execve(") && $0.contains("--profile=annex") })
          let new = lines[begun...]
          let undumpable = try #require(
            new.firstIndex { $0.contains("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE") && $0.hasSuffix("= 0") })
          let coreless = try #require(
            new.firstIndex { $0.contains("RLIMIT_CORE, {rlim_cur=0, rlim_max=0}") && $0.hasSuffix("= 0") })
          // The configuration is read after it too.
          let config = try #require(new.firstIndex { $0.contains("config.toml\"") })
          let key = try #require(new.firstIndex { $0.contains("api-key\"") })
          #expect(undumpable < config && coreless < config && undumpable < key && coreless < key)
        }
      }
    }

    static let canTrace = getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

    @Test func `A profile that has gone since it was listed leaves the screen as it is`() async throws {
      try await Clinic.run { clinic in
        let path = clinic.home + "/.config/casedesk/config.toml"
        let before = try String(contentsOfFile: path, encoding: .utf8)
        try addAnnex(clinic)
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.lookUpAvery()
          list(screen)
          screen.type("annex")
          screen.waitFor("> annex")
          try Clinic.write(path, before, mode: 0o600)
          screen.press("Enter")
          screen.waitFor("The profile was not switched: There is no profile annex: choose one of")
          screen.waitFor("Avery Lindqvist")
          // Not even a file that cannot be read hides why nothing else can be opened.
          try Clinic.write(path, "[[", mode: 0o600)
          list(screen, showing: "not valid TOML")
          screen.press("Escape")
          screen.waitFor("Avery Lindqvist")
        }
      }
    }

    @Test func `Line by line the other profile begins with its own first page`() async throws {
      try await Clinic.run { clinic in
        try addAnnex(clinic)
        try await TmuxScreen.run(["--accessible", "--ascii"], clinic.shape) { screen in
          screen.waitFor("[CLINIC]")
          screen.type(":profile")
          screen.press("Enter")
          screen.waitFor("Switch profile")
          screen.type("1")
          screen.press("Enter")
          screen.waitFor("[ANNEX]")
          let process = try screen.process()
          #expect(screen.commandLine(of: process).contains("--ascii --accessible"))
        }
      }
    }

    @Test func `Flags that made the profile keep it`() async throws {
      try await SandboxProcess.run(faults: []) { sandbox in
        try await TmuxScreen.run(sandbox.connection, TmuxScreen.Shape()) { screen in
          screen.waitFor("e-mail, phone or case id")
          screen.press("C-p")
          screen.waitFor("Commands")
          screen.type("switch profile")
          screen.waitFor("--base-url on the command line")
        }
      }
    }
  }
}

extension TmuxScreen {
  /// The words of a process, with spaces between them.
  func commandLine(of process: Int32) -> String {
    String(decoding: FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data(), as: UTF8.self)
      .replacing("\0", with: " ")
  }
}
