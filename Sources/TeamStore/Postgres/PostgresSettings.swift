import Glibc
import PrivateIO
import TeamPlace

/// The parameters of a connection. Everything that libpq would else take from the environment is given. A login's own
/// certificate and its key may lie in `~/.postgresql`, so that one line of a policy serves several logins.
struct PostgresSettings: Sendable {
  let values: [(name: String, value: String)]

  /// Variables that libpq obeys and that no parameter here overrides.
  private static let refused = [
    "PGHOSTADDR", "PGPASSWORD", "PGSERVICE", "PGSERVICEFILE", "PGREQUIREPEER", "PGREQUIRESSL", "PGSSLCERT", "PGSSLKEY",
    "PGSSLROOTCERT", "PGSSLCRL", "PGSSLCRLDIR", "PGSSLMINPROTOCOLVERSION", "PGSSLMAXPROTOCOLVERSION", "PGSSLSNI",
    "PGTARGETSESSIONATTRS", "PGKRBSRVNAME", "PGGSSLIB", "PGCHANNELBINDING",
  ]

  /// Judges the file of passwords and the environment.
  ///
  /// - Parameters:
  ///   - login: the login name of the person, for a place that names no user.
  ///   - isSet: says which variables the environment has.
  init(
    _ place: PostgresPlace, login: String, statement: Duration, isSet: (String) -> Bool = { getenv($0) != nil }
  ) throws(TeamProblem) {
    if let name = Self.refused.first(where: isSet) { throw .environment(name) }
    var files = place.files
    if let file = files["passfile"] {
      try Self.judge(passfile: file)
    } else {
      // Without a name libpq would read ~/.pgpass. This one cannot exist.
      files["passfile"] = "/dev/null/none"
    }
    let limit = statement / .milliseconds(1)
    let server = [
      "statement_timeout=\(Int(limit))", "lock_timeout=\(Int(limit))",
      "idle_in_transaction_session_timeout=\(Int(limit * 2))",
    ].map { "-c \($0)" }.joined(separator: " ")
    var values = [
      ("host", place.host), ("port", "\(place.port)"), ("dbname", place.database), ("user", place.user ?? login),
      ("application_name", "casedesk"), ("client_encoding", "UTF8"), ("options", server),
      ("sslmode", place.isSocket ? "disable" : "verify-full"),
      // Encryption by GSS would come before TLS and check no certificate.
      ("gssencmode", "disable"),
    ]
    if let peer = place.peer { values.append(("requirepeer", peer)) }
    values += files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.values = values.map { (name: $0.0, value: $0.1) }
  }

  private static func judge(passfile path: String) throws(TeamProblem) {
    do throws(IOFailure) {
      guard let file = try PrivateFile.open(path, O_RDONLY) else { throw IOFailure.system(ENOENT) }
      file.close()
    } catch {
      switch error {
      case .openToOthers: throw .passfile(.openToOthers)
      case .ofAnotherUser: throw .passfile(.notYours)
      case .notRegular, .symbolicLink, .hasSecondName: throw .passfile(.noFile)
      case .system(ENOENT): throw .passfile(.missing)
      default: throw .passfile(.unreachable)
      }
    }
  }
}
