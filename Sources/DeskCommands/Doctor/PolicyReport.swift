import ArgumentParser
import Credentials
import DeskConfig
import FoundationEssentials

/// The security settings in force on this machine, each with the layer that it comes from, and how store, team and record are.
/// The service is asked nothing.
struct PolicyReport: Sendable {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func outcome() async -> CommandOutcome {
    let problems = ConfigProblems(invocation).all.filter(\.isSecurity)
    let rows = EffectiveSettings.rows(invocation).filter(\.isSecurity)
    var checks: [DoctorCheck] = []
    // With settings that cannot be used, nothing is opened.
    if problems.isEmpty {
      do throws(ErrorReport) {
        checks = await ServiceChecks(invocation).kept(try Environment(invocation))
      } catch {
        checks = [.bad("profile", error.message)]
      }
    }
    let file = invocation.host.policyFile
    let fingerprint = FileManager.default.contents(atPath: file).map { Fingerprint.of(Array($0)) }
    let result = OutputJSON.object([
      ("version", .string(Root.configuration.version)),
      ("policy", .object([("file", .string(file)), ("fingerprint", .optional(fingerprint))])),
      ("settings", rows.json), ("checks", .array(checks.map(\.json))),
      ("problems", .array(problems.map(\.json))),
    ])
    let head = [
      "version      \(Root.configuration.version)",
      "site policy  " + (fingerprint.map { "\(file), fingerprint \($0)" } ?? "none on this machine"),
    ]
    let lines = head + checks.map(\.line) + [""] + rows.lines
    let failed = problems.map(\.description) + checks.filter { !$0.isFine }.map { "\($0.name): \($0.detail)" }
    guard !failed.isEmpty else { return .result(result, lines: lines) }
    return .faulty(result, lines: lines, .failed(failed.joined(separator: "\n")))
  }
}
