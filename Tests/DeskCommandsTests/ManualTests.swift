import DeskApp
import DeskConfig
import Foundation
import Testing

@testable import DeskCommands

@Suite struct ManualTests {
  static let leaves = [
    "lookup", "refill", "bundle list", "bundle change", "products add", "products close", "case close", "case reopen",
    "case open", "escalate add", "escalate update", "case new", "patient email", "patient update", "promo",
    "appointments list", "appointments cancel",
    "message", "note", "texts list", "texts show", "texts check",
    "attachments", "followups list", "followups add", "followups done", "followups move", "followups delete",
    "recents", "drafts", "activity", "activity settle", "activity acknowledge", "cache purge", "store recovery-key",
    "store recover", "sandbox serve",
    "team status", "team migrate", "team init", "team invite", "team join", "team remove", "team rotate", "team export",
    "team import", "config path", "config show", "config check", "doctor", "setup",
    "completions", "manual",
  ]

  @Test func `Every command and option stands in the manual`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["manual"])
      #expect(ran.code == 0)
      #expect(ran.output.hasPrefix(".TH CASEDESK 1 "))
      for words in Self.leaves {
        let title = words.replacing("-", with: "\\-")
        #expect(ran.output.contains(".SS \"casedesk \(title)\"\n"), "\(words)")
      }
      // Once in each of the three commands that have it.
      #expect(ran.output.components(separatedBy: "\n\\-\\-reason TEXT\n").count == 4)
      for option in ["profile NAME", "log\\-file FILE", "detail", "dry\\-run", "older\\-than DAYS"] {
        let name = option.hasSuffix("NAME") ? "profile PROFILE" : option
        #expect(ran.output.contains(".TP\n\\-\\-\(name)\n"), "\(option)")
      }
      for (code, _) in ExitCode.meanings { #expect(ran.output.contains(".TP\n\(code)\n"), "\(code)") }
      // No text is taken for a request.
      let requests: Set = [".TH", ".SH", ".SS", ".PP", ".TP", ".br", ".nf", ".fi", ".sp"]
      for line in ran.output.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(requests.contains(String(line.prefix(3))), "\(line)")
      }
    }
  }

  @Test func `The keys are those of the command table, and a reader finds each`() async throws {
    try await Bench.run { bench in
      let page = await bench.run(["manual"]).output
      let ran = await bench.run(["manual", "keys"])
      #expect(ran.code == 0 && ran.output.hasPrefix("KEYS\n"))
      #expect(KeyManual.rows.count > 70)
      let text = Self.words(ran.output)
      for (keys, command, meaning) in KeyManual.rows {
        let shown = keys.isEmpty ? "palette" : keys.joined(separator: "  ")
        let said = (command.isEmpty ? "" : "\(command): ") + meaning
        #expect(text.contains(Self.words("\(shown) \(said)")), "\(shown)")
        #expect(page.contains(".TP\n\(Roff.escaped(shown))\n\(Roff.escaped(said))\n"), "\(shown)")
      }
    }
  }

  @Test(arguments: ManualTopic.allCases)
  func `Each topic can be read alone, and stands in the page`(topic: ManualTopic) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["manual", topic.rawValue], isTerminal: true)
      #expect(ran.code == 0)
      let section = topic.section
      #expect(ran.output.hasPrefix(section.title.uppercased() + "\n"))
      let page = await bench.run(["manual"]).output
      #expect(page.components(separatedBy: ".SH \"\(section.title.uppercased())\"\n").count == 2)
      let text = Self.words(ran.output)
      for case .item(let term, let said) in section.blocks {
        #expect(text.contains(Self.words("\(term) \(said)")), "\(term)")
      }
      let samples = section.blocks.reduce(into: "") { if case .verbatim(let text) = $1 { $0 += text + "\n" } }
      for line in ran.output.split(separator: "\n") where line.count > 80 {
        #expect(samples.contains(line.drop { $0 == " " }), "\(line)")
      }
    }
  }

  /// Without the shape of the lines.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `Every key of the site policy is explained`() {
    let explained = ManualTopic.policy.section.blocks.reduce(into: "") {
      if case .item(let term, _) = $1 { $0 += term + " " }
    }
    let keys = SampleConfiguration.policy.split(separator: "\n").filter {
      $0.first == "#" && $0.dropFirst().first != " "
    }
    .compactMap { $0.dropFirst().split(separator: " ").first }
    #expect(keys.count > 12)
    for key in keys { #expect(explained.contains(key), "\(key)") }
  }

  @Test func `A section says what is protected and what is not`() async throws {
    try await Bench.run { bench in
      let page = await bench.run(["manual"]).output
      let parts = page.components(separatedBy: ".SH \"")
      let section = try #require(
        parts.first { $0.hasPrefix("WHAT CASEDESK PROTECTS AND WHAT IT DOES NOT\"\n") })
      let halves = section.components(separatedBy: ".SS \"Not protected\"\n")
      let open = try #require(halves.count == 2 ? halves.last : nil)
      for subject in [
        "root", "Session recorders", "Scrollback", "The clipboard", "Readers of the key", "Copies of the store", "Swap",
        "User namespaces", "The site policy",
      ] {
        #expect(open.contains(".TP\n\(subject)\n"), "\(subject)")
      }
    }
  }

  @Test func `Each threat says what is stopped and what is not`() async throws {
    try await Bench.run { bench in
      let page = await bench.run(["manual"]).output
      let parts = page.components(separatedBy: ".SH \"")
      let section = try #require(parts.first { $0.hasPrefix("THREATS: ") })
      let threats = section.components(separatedBy: ".SS \"").dropFirst()
      #expect(
        threats.map { $0.prefix { $0 != "\"" } } == [
          "Another user of this machine", "Somebody with the disk or a backup", "The network",
          "The service, if it is hostile or broken into", "Text that a patient wrote", "Somebody at your unlocked desk",
          "A program that runs as you", "Those who make the parts of CaseDesk",
        ])
      for threat in threats {
        let terms = threat.components(separatedBy: ".TP\n").dropFirst().map { $0.prefix { $0 != "\n" } }
        #expect(terms == ["Stopped", "Not stopped"], "\(threat)")
      }
    }
  }

  @Test func `The reasons of the worklist and the blanks of a canned text are explained`() async throws {
    try await Bench.run { bench in
      let page = await bench.run(["manual"]).output
      let parts = page.components(separatedBy: ".SH \"")
      let worklist = try #require(parts.first { $0.hasPrefix("WORKLIST\"") })
      for word in ["payment\\-overdue\n", "look\n", "view needs\\-attention\n"] {
        #expect(worklist.contains(".TP\n\(word)"), "\(worklist)")
      }
      let messages = try #require(parts.first { $0.hasPrefix("MESSAGES, NOTES AND CANNED TEXTS\"") })
      for blank in ["{patient.firstName}\n", "{ask: a question}\n"] {
        #expect(messages.contains(".TP\n\(blank)"), "\(messages)")
      }
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man"), "man is not installed here"))
  func `man takes the page without a warning`() async throws {
    try await Bench.run { bench in
      let page = try bench.file("casedesk.1", await bench.run(["manual"]).output)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/man")
      process.arguments = ["--warnings", "-E", "UTF-8", "-l", page]
      process.environment = ["MANWIDTH": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PAGER": "cat"]
      let (output, talk) = (Pipe(), Pipe())
      process.standardOutput = output
      process.standardError = talk
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let warnings = String(decoding: talk.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(warnings.isEmpty)
      #expect(text.contains("EXIT STATUS"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `Completions know every command`(shell: String) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["completions", shell])
      #expect(ran.code == 0)
      for word in ["lookup", "doctor", "setup", "completions", "--api-key-file".dropFirst(2).description, "settle"] {
        #expect(ran.output.contains(word), "\(word)")
      }
      guard shell == "bash" else { return }
      let path = try bench.file("completions.bash", ran.output)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-n", path]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  @Test func `An unknown shell is wrong words`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(["completions", "tcsh"]).code == 64)
      #expect(await bench.run(["completions"]).code == 64)
    }
  }
}
