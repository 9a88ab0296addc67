import ArgumentParser
import Care360
import Desk
import DeskApp
import Foundation
import Testing

@testable import DeskCommands

/// The desk is opened with the same facts for the screen and line by line.
struct FrontEndPlanTests {
  private func plan(_ bench: Bench, _ words: [String]) throws -> FrontEndPlan {
    let tool = bench.tool(words, Recorded(), Recorded())
    return FrontEndPlan(try ScreenLaunch(try Invocation(try GlobalOptions.parse(words), tool.host)))
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
  func `The site policy holds in both front ends`() async throws {
    try await Bench.run { bench in
      try bench.policy("qr = false\nclipboard = false\nsuspend = false\nexport = false\nread_only = true\n")
      let desk = try plan(bench, ["--sandbox", "--accessible"]).desk
      #expect(!desk.allowsQR && !desk.allowsClipboard && !desk.allowsSuspend && !desk.allowsExport)
      #expect(desk.readOnlyReason == "site policy")
    }
  }
}
