import ArgumentParser
import DeskConfig

/// Looks at everything that work here depends on, and says what to fix.
struct Doctor: DeskCommand {
  static let words = "doctor"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check terminal, configuration, credentials, service and local store.",
    discussion: """
      The exit code is 0 only when all is well. The key is tried by reading the list of bundles. The token cannot be \
      tried without a write: doctor says where it comes from and, if it is a JWT, when it expires. Fingerprints are the \
      first twelve digits of `sha256sum` over the secret; two people can compare theirs. With --probe the service is also \
      asked for a list of the organization's products, which its documentation does not name; never in production.

      EXAMPLES:
        casedesk doctor
        casedesk doctor --profile staging
        casedesk doctor --profile staging --probe
        casedesk doctor --policy --json
      """)

  @Flag(help: "Ask the service also for what its documentation does not name; not in production.")
  var probe = false

  @Flag(
    help:
      "Tell which security settings are in force here and which layer each comes from, for whoever looks after many hosts."
  )
  var policy = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    if policy && probe { throw ValidationError("--policy asks the service nothing: leave --probe out.") }
  }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard !policy else { return await PolicyReport(invocation).outcome() }
    var checks = [await TerminalCheck.check(invocation)]
    checks += SettingsChecks.checks(invocation)
    // With settings that cannot be used nothing is read or sent.
    if !checks.contains(where: \.stopsTheRest) { checks += try await ServiceChecks(invocation).checks(probing: probe) }
    if Task.isCancelled { throw .interrupted }
    let result = OutputJSON.object([("checks", .array(checks.map(\.json)))])
    let failed = checks.filter { !$0.isFine }
    guard !failed.isEmpty else { return .result(result, lines: checks.map(\.line)) }
    let names = failed.map(\.name).joined(separator: ", ")
    return .faulty(result, lines: checks.map(\.line), .failed("These checks failed: \(names)."))
  }
}

/// The result of one check.
struct DoctorCheck: Sendable {
  let name: String
  let isFine: Bool
  /// The finding and, if it is not fine, what to do.
  let detail: String
  /// True when nothing may be read or sent until this is fixed.
  var stopsTheRest = false

  static func fine(_ name: String, _ detail: String) -> DoctorCheck {
    DoctorCheck(name: name, isFine: true, detail: detail)
  }

  static func bad(_ name: String, _ detail: String) -> DoctorCheck {
    DoctorCheck(name: name, isFine: false, detail: detail)
  }

  var json: OutputJSON {
    .object([("name", .string(name)), ("ok", .bool(isFine)), ("detail", .string(detail))])
  }

  var line: String {
    let mark = isFine ? "ok    " : "WRONG "
    return mark + name + String(repeating: " ", count: max(1, 15 - name.count)) + detail
  }
}
