import ArgumentParser
import Care360Sandbox
import CaseStore
import Foundation
import Testing

import Desk
@testable import DeskApp
@testable import DeskCommands

/// The screen is told of store, lock and policy.
@Suite struct StorePlanTests {
  private func launch(_ bench: Bench, _ words: [String]) throws -> ScreenLaunch {
    let tool = bench.tool([], Recorded(), Recorded())
    return try ScreenLaunch(try Invocation(try GlobalOptions.parse(words), tool.host))
  }

  private func plan(_ bench: Bench, _ words: [String]) throws -> StorePlan { storePlan(try launch(bench, words)) }

  private func config(_ bench: Bench, _ text: String) throws -> [String] {
    let path = try bench.file("plan.toml", text + "[profiles.clinic]\nbase_url = \"https://api.example.com\"\n")
    return ["--config", path, "--profile", "clinic"]
  }

  enum Kind { case memory, passphrase, keyCommand }

  private func kind(_ plan: StorePlan) -> Kind {
    switch plan.kind {
    case .memory: .memory
    case .passphrase: .passphrase
    case .keyCommand: .keyCommand
    }
  }

  @Test func `Only a sandbox asks for nothing`() async throws {
    try await Bench.run { bench in
      let embedded = try plan(bench, ["--sandbox"])
      #expect(kind(embedded) == .memory && !embedded.asksForSecret)
      let separate = try plan(bench, bench.key)
      #expect(kind(separate) == .memory && !separate.asksForSecret && separate.idleLockMinutes == 10)

      let real = try plan(bench, try config(bench, ""))
      #expect(kind(real) == .passphrase && real.asksForSecret)
      // A real key on a loopback host goes through a gateway to a real service.
      let key = try bench.file("real-key", "ck_live_0123456789")
      let gateway = try plan(bench, bench.base + ["--api-key-file", key])
      #expect(kind(gateway) == .passphrase && gateway.asksForSecret)
      let none = try plan(bench, bench.base + ["--api-key-file", "\(bench.folder)/none"])
      #expect(kind(none) == .passphrase && none.asksForSecret)
      // With a key command the PIN locks.
      let keyed = try plan(bench, try config(bench, "[store]\nkey_command = [\"true\"]\n"))
      #expect(kind(keyed) == .keyCommand && keyed.asksForSecret)
      let ofGateway = try bench.file(
        "gateway.toml",
        "[store]\nkey_command = [\"true\"]\n[profiles.gateway]\nbase_url = \"\(bench.server.baseURL)\"\n"
          + "api_key_command = [\"echo\", \"sandbox-key-\"]\n")
      let commanded = try plan(bench, ["--config", ofGateway, "--profile", "gateway"])
      #expect(kind(commanded) == .keyCommand && commanded.asksForSecret)
    }
  }

  @Test func `Days, number and idle minutes of the settings hold`() async throws {
    try await Bench.run { bench in
      let words = try config(
        bench, "[store]\nretention_days = 2\nretention_count = 5\nidle_lock_minutes = 15\n")
      let plan = try plan(bench, words)
      #expect(plan.retention == (days: 2, count: 5))
      #expect(plan.idleLockMinutes == 15)
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `The policy bounds the minutes until the lock`() async throws {
    try await Bench.run { bench in
      try bench.policy("idle_lock_max = 3\n")
      for (configured, minutes) in [(15, 3), (2, 2)] {
        let words = try config(bench, "[store]\nidle_lock_minutes = \(configured)\n")
        #expect(try plan(bench, words).idleLockMinutes == minutes)
      }
      let words = try config(bench, "")
      #expect(try plan(bench, words).idleLockMinutes == 3)
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `The screen's store follows the site's recovery key`() async throws {
    try await Bench.run { bench in
      #expect(try plan(bench, try config(bench, "")).options.recoveryKey == nil)
      try bench.policy("recovery_public_key = \"\(String(repeating: "0f", count: 32))\"\n")
      let words = try config(bench, "")
      #expect(try plan(bench, words).options.recoveryKey == [UInt8](repeating: 15, count: 32))
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `The screen is told the purposes, and who is a lead`() async throws {
    try await Bench.run { bench in
      func policy(lead: String) throws {
        try bench.policy(
          """
          operator = "login"
          record_purposes = ["treatment", "payment"]
          team_store = "sqlite:/srv/team/team.db"
          team_leads = ["\(lead)"]
          team_lead_after_hours = 2

          """)
      }
      try policy(lead: "tester")
      let lead = try launch(bench, try config(bench, "") + ["--purpose", "payment"])
      let desk = FrontEndPlan(lead).desk
      #expect(desk.purposes == ["treatment", "payment"] && desk.purpose == "payment")
      #expect(desk.leadAfterHours == 2 && storePlan(lead).team?.leadAfter == .seconds(7200))
      try policy(lead: "robin")
      let other = try launch(bench, try config(bench, ""))
      #expect(FrontEndPlan(other).desk.leadAfterHours == nil && FrontEndPlan(other).desk.purpose == nil)
      #expect(storePlan(other).team?.leadAfter == nil)
      #expect(FrontEndPlan(try launch(bench, ["--sandbox"])).desk.purposes.isEmpty)
    }
  }

  /// The keys of the policy, and what the screen is told of each.
  static let permissions: [(key: String, value: @Sendable (DeskSettings) -> Bool)] = [
    ("clipboard", { $0.allowsClipboard }), ("qr", { $0.allowsQR }), ("export", { $0.allowsExport }),
    ("suspend", { $0.allowsSuspend }),
  ]

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"), arguments: permissions.indices)
  func `No setting loosens what the policy forbids`(_ index: Int) async throws {
    let (key, value) = Self.permissions[index]
    try await Bench.run { bench in
      for clipboard in ["auto", "osc52", "off"] {
        let words = try config(bench, "[general]\nclipboard = \"\(clipboard)\"\n")
        #expect(value(FrontEndPlan(try launch(bench, words)).desk))
        try bench.policy("\(key) = false\n")
        let plan = FrontEndPlan(try launch(bench, words)).desk
        #expect(!value(plan), "\(clipboard)")
        for (other, value) in Self.permissions where other != key { #expect(value(plan), "\(other)") }
        try FileManager.default.removeItem(atPath: bench.folder + "/etc/policy.toml")
      }
    }
  }
}
