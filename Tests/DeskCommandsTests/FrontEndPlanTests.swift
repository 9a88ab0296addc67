import ArgumentParser
import Care360
import Desk
import DeskConfig
import Foundation
import Testing

@testable import DeskApp
@testable import DeskCommands

/// The desk is opened with the same facts for the screen and line by line.
struct FrontEndPlanTests {
  private func plan(_ bench: Bench, _ words: [String]) throws -> FrontEndPlan {
    let tool = bench.tool(words, Recorded(), Recorded())
    return FrontEndPlan(try ScreenLaunch(try Invocation(try GlobalOptions.parse(words), tool.host)))
  }

  @Test func `A kiosk keeps files beside the record and runs no command`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "desk.toml",
        """
        [profiles.clinic]
        base_url = "https://api.example.com"
        api_key_command = ["echo", "key"]
        """)
      #expect(try !plan(bench, ["--sandbox", "--config", config]).keepsFilesWithData)
      try bench.policy("kiosk = true\ndata_dir = \"\(bench.folder)/data\"")
      let ran = await bench.run(["recents", "--config", config])
      #expect(ran.code == 1)
      #expect(
        ran.talk.hasSuffix(
          "[profiles.clinic] api_key_command: The site policy (kiosk) lets no command be run: use a file or, for the store, a passphrase instead.\n"
        ), "\(ran.talk)")
      let plan = try plan(bench, ["--sandbox"])
      #expect(plan.keepsFilesWithData && !plan.desk.allowsSuspend)
    }
  }

  @Test func `Flags and settings become those of the desk`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "desk.toml",
        """
        [general]
        operator = "robin"
        mouse = true
        theme = "no such theme"
        [products.sema]
        id = "\(Known.semaglutide)"
        visit_type = "async"
        """)
      let plan = try plan(bench, ["--sandbox", "--config", config, "--log-file", "\(bench.folder)/log", "--ascii"])
      #expect(plan.desk.environmentName == "SANDBOX" && plan.desk.environmentRole == .environmentSandbox)
      #expect(!plan.desk.isProduction && plan.desk.readOnlyReason == nil && plan.desk.allowsQR)
      #expect(plan.desk.operatorName == "robin" && plan.desk.isMouseOn && plan.desk.logFile == "\(bench.folder)/log")
      #expect(plan.desk.products.map(\.name) == ["sema"] && plan.desk.products.first?.id.text == Known.semaglutide)
      #expect(plan.isASCII && !plan.isColourless && !plan.desk.beginsWithSecret)
      let other = try self.plan(bench, bench.key + ["--read-only", "--theme", "dark"])
      #expect(other.desk.readOnlyReason == "--read-only" && other.desk.theme == "dark")
      #expect(other.desk.profileReason?.contains("--base-url") == true)
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func `The site's canned texts are those beside its policy, on the screen as in commands`() async throws {
    try await Bench.run { bench in
      try bench.policy("qr = false\n")
      let folder = SitePolicy.textsDirectory(besidePolicy: bench.folder + "/etc/policy.toml")
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
      let body = "title = \"Site\"\nkind = \"note\"\nbody = \"Said by the site.\"\n"
      #expect(
        FileManager.default.createFile(
          atPath: "\(folder)/said-by-the-site.toml", contents: Data(body.utf8), attributes: [.posixPermissions: 0o644]))
      let listed = await bench.run(["texts", "list"])
      #expect(listed.output.contains("said-by-the-site"), "\(listed)")
      guard case .textsListed(let texts, _) = try plan(bench, ["--sandbox"]).forms.answer(.listTexts) else {
        Issue.record("another answer")
        return
      }
      #expect(texts.contains { $0.name == "said-by-the-site" }, "\(texts.map(\.name))")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func `The site policy holds in both front ends`() async throws {
    try await Bench.run { bench in
      try bench.policy("qr = false\nclipboard = false\nsuspend = false\nexport = false\nread_only = true\n")
      let desk = try plan(bench, ["--sandbox", "--accessible"]).desk
      #expect(!desk.allowsQR && !desk.allowsClipboard && !desk.allowsSuspend && !desk.allowsExport)
      #expect(desk.readOnlyReason == "site policy")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func `A purpose is asked for except in the sandbox`() async throws {
    try await Bench.run { bench in
      try bench.policy("record_purposes = [\"treatment\", \"payment\"]\n")
      let clinic = try plan(bench, bench.key + ["--purpose", "payment"]).desk
      #expect(clinic.purposes == ["treatment", "payment"] && clinic.purpose == "payment")
      #expect(try plan(bench, bench.key).desk.purpose == nil)
      let sandbox = try plan(bench, ["--sandbox", "--purpose", "payment"]).desk
      #expect(sandbox.purposes.isEmpty && sandbox.purpose == nil)
    }
  }

  /// The desk refuses a copy first; the terminal would not send it either.
  @Test(.enabled(if: getuid() == 0, "only root can make root's files"), arguments: ["auto", "osc52", "ids", "off"])
  func `The terminal sends no more than the policy leaves of the clipboard`(_ configured: String) async throws {
    try await Bench.run { bench in
      let config = try bench.file("desk.toml", "[general]\nclipboard = \"\(configured)\"\n")
      func use() throws -> String {
        let made = try plan(bench, ["--sandbox", "--config", config])
        return "\(made.settings.general.clipboard)"
      }
      #expect(try use() == configured)
      try bench.policy("clipboard = \"ids\"\n")
      #expect(try use() == (configured == "off" ? "off" : "ids"))
      try bench.policy("clipboard = false\n")
      #expect(try use() == "off")
    }
  }

  @Test(arguments: [("", DeskSettings.WithoutFocus.dim), ("mask", .mask), ("off", .off), ("hide", .dim)])
  func `The screen without the focus is as configured`(_ word: String, _ rule: DeskSettings.WithoutFocus) async throws {
    try await Bench.run { bench in
      let config = try bench.file("desk.toml", word.isEmpty ? "" : "[general]\nwithout_focus = \"\(word)\"\n")
      let plan = try plan(bench, ["--sandbox", "--config", config])
      #expect(plan.desk.withoutFocus == rule)
      #expect(plan.problems.contains { $0.contains("off, dim, mask") } == (word == "hide"))
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func `The title of the window is off by the settings or by the site policy`() async throws {
    try await Bench.run { bench in
      func isOn(_ text: String) throws -> Bool {
        let config = try bench.file("desk.toml", text)
        return try plan(bench, ["--sandbox", "--config", config]).settings.general.windowTitle
      }
      #expect(try isOn(""))
      #expect(try !isOn("[general]\nwindow_title = false\n"))
      try bench.policy("window_title = false\n")
      #expect(try !isOn("[general]\nwindow_title = true\n"))
    }
  }
}
