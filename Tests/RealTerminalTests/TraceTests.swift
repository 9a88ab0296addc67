import Foundation
import TestSupport
import Testing

extension RealTerminalTests {
  /// What the program leaves in files and in the process list.
  @Suite(.serialized) struct TraceTests {
    @Test func `A write without an answer is found by the re-read, done once, and recorded without the patient`()
      async throws
    {
      try await SandboxProcess.run(faults: ["products:drop-after"]) { sandbox in
        try await TmuxScreen.run(sandbox.connection) { screen in
          screen.lookUpAvery()
          screen.press("a")
          screen.waitFor("Intake · Avery Lindqvist ADA-TOSXM")
          screen.press("Enter")
          screen.waitFor("Product for Avery Lindqvist")
          screen.type(Self.product)
          screen.waitFor("as a product id")
          screen.press("Enter")
          screen.waitForNo("Product for")
          screen.press("F10")
          screen.waitFor("Review · Avery Lindqvist")
          screen.press("F10")
          screen.waitFor("Add \(Self.product)")
          screen.confirm(expecting: "ot known whether it was done")
          screen.waitFor("It went through")
          screen.confirm(expecting: "Products · 2")
          screen.waitForNo("unsettled")

          let entries = try Folder.entries(screen.home)
          #expect(entries.contains { !$0.isFolder })
          for entry in entries {
            #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(entry)")
            guard !entry.isFolder else { continue }
            let text = String(decoding: FileManager.default.contents(atPath: entry.path) ?? Data(), as: UTF8.self)
            for trace in [canary, "Avery", "avery", "1988-04-02", "2025550142"] { #expect(!text.contains(trace)) }
          }
        }
        let answer = try sandbox.command(["lookup", "avery@example.com", "--detail", "--json"])
        #expect(answer.code == 0)
        #expect(answer.text.matches(of: try Regex(Self.product)).count == 1, "\(answer.text)")
      }
    }

    /// A file without a name, or one that is gone again, is found by no search.
    @Test(
      .enabled(
        if: ProfileTests.canTrace, "strace is not installed here, or the tests may not look into a sealed process"))
    func `What is typed and shown is written into no file outside the home folder`() async throws {
      try await Clinic.run { clinic in
        let trace = try TestFolder()
        var shape = clinic.shape
        shape.launcher = ["/usr/bin/strace", "-f", "-y", "-o", trace.path + "/trace", "-e", "trace=open,openat,creat"]
        try await TmuxScreen.run([], shape) { screen in
          screen.typeAnswer("138 lbs")
          screen.waitFor("─ saved ")
          screen.press("Escape")
          screen.waitFor("parked: ")
          screen.press("L")
          screen.waitFor("Hidden")
          screen.press("Enter")
          screen.waitFor("Avery Lindqvist")
          screen.press("q")
          screen.waitFor("Quit CaseDesk?")
          screen.confirm(expecting: "ended with 0")
        }
        let written = Self.written(try String(contentsOfFile: trace.path + "/trace", encoding: .utf8))
        #expect(written.contains { $0.hasSuffix("/drafts.sqlite-wal") })
        let outside = written.filter { file in
          !file.hasPrefix(clinic.home + "/") && (!file.hasPrefix("/dev/") || file.hasPrefix("/dev/shm"))
        }
        #expect(outside.isEmpty, "\(outside)")
      }
    }

    /// The files that were opened to be written into.
    private static func written(_ trace: String) -> Set<String> {
      var begun: [Substring: String] = [:]
      var files: Set<String> = []
      for line in trace.split(separator: "\n") {
        // A call that another thread's came between stands in two lines.
        let task = line.prefix { $0 != " " }
        guard !line.hasSuffix("<unfinished ...>") else {
          begun[task] = String(line)
          continue
        }
        let call = (line.contains(" resumed>") ? begun.removeValue(forKey: task) ?? "" : "") + line
        guard call.contains(/O_WRONLY|O_RDWR|O_CREAT|creat\(/), let file = call.firstMatch(of: /= \d+<([^>]*)>/) else {
          continue
        }
        files.insert(String(file.1))
      }
      return files
    }

    @Test func `An identifier among the arguments is overwritten`() async throws {
      try await SandboxProcess.run(faults: ["latest:slow=60000"]) { sandbox in
        try await TmuxScreen.run(["lookup", "avery@example.com"] + sandbox.connection) { screen in
          let process = try screen.process()
          // Until the program itself stands in the list, the shell that becomes it does.
          let isGone = Patience.wait {
            let line = Self.commandLine(process)
            return line.contains("\0lookup\0") && !line.contains("avery")
          }
          #expect(isGone, "\(Self.commandLine(process))")
          #expect(Self.commandLine(process).contains(sandbox.url))
          kill(process, SIGINT)
          screen.waitFor("ended with 130")
        }
      }
    }

    private static let product = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"

    private static func commandLine(_ process: Int32) -> String {
      String(decoding: FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data(), as: UTF8.self)
    }
  }
}
