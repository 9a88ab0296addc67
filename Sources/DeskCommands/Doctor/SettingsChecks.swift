import CaseStore
import DeskConfig
import PrivateIO

/// Policy, configuration, folders: everything that can be looked at without a secret or a connection.
enum SettingsChecks {
  static func checks(_ invocation: Invocation) -> [DoctorCheck] {
    let problems = ConfigProblems(invocation).all
    let ofPolicy = problems.filter { $0.file == invocation.host.policyFile }
    let others = problems.filter { $0.file != invocation.host.policyFile }
    return [
      sqlite(invocation.host.sqliteVersion()), check("site policy", ofPolicy, fine: policyWords(invocation)),
      check("configuration", others, fine: configurationWords(invocation)), folders(invocation),
      SwapCheck(root: invocation.host.systemRoot).check(),
    ]
  }

  private static func check(_ name: String, _ problems: [ConfigProblem], fine: String) -> DoctorCheck {
    guard !problems.isEmpty else { return .fine(name, fine) }
    var check = DoctorCheck.bad(name, problems.map(\.description).joined(separator: " · "))
    check.stopsTheRest = problems.contains(where: \.isSecurity)
    return check
  }

  private static func sqlite(_ version: SQLiteVersion) -> DoctorCheck {
    guard let problem = version.problem else { return .fine("SQLite", version.description) }
    var check = DoctorCheck.bad("SQLite", problem)
    check.stopsTheRest = true
    return check
  }

  private static func policyWords(_ invocation: Invocation) -> String {
    FolderCheck.exists(invocation.host.policyFile) ? invocation.host.policyFile : "none on this machine"
  }

  private static func configurationWords(_ invocation: Invocation) -> String {
    FolderCheck.exists(invocation.configFile)
      ? invocation.configFile : "\(invocation.configFile) does not exist: defaults and flags apply"
  }

  private static func folders(_ invocation: Invocation) -> DoctorCheck {
    let paths = invocation.paths
    let problems = [
      DataFolder.problem(paths.dataDirectory), DataFolder.problem(paths.stateDirectory),
      FolderCheck.problem(ofKeepingIn: paths.dataDirectory),
    ].compactMap { $0 }
    guard problems.isEmpty else { return .bad("folders", problems.joined(separator: " · ")) }
    let remark =
      switch invocation.host.fileSystem(FolderCheck.nearest(to: paths.dataDirectory)) {
      case .local: ""
      case .network: ", on a network file system: only one session of yours can use it at a time"
      case .memory: ", in memory: drafts, recents and the record are gone when this machine restarts"
      }
    return .fine("folders", "data in \(paths.dataDirectory)\(remark)")
  }
}
