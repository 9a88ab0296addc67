/// The reason why `team_store` names no place that is used. No sentence repeats what could be a password.
package enum TeamPlaceProblem: Error, Hashable, Sendable {
  case unknownKind
  case unprintable
  /// A path that must begin with `/`, and the option or kind that it belongs to.
  case relativePath(String)
  case fileOptions
  case password
  case unknownOption(String)
  case optionTwice(String)
  case emptyOption(String)
  case weakTLS
  case noDatabase
  case noHost
  case twoHosts
  case badHost
  case badPort
  case badEscape
  /// An option that the other kind of connection has.
  case socketOption(String)

  package var sentence: String {
    switch self {
    case .unknownKind: "team_store must begin with sqlite:/ or postgresql://."
    case .unprintable: "team_store must be plain ASCII without spaces; write other characters as %XX."
    case .relativePath(let name): "The path of \(name) in team_store must be an absolute one, without .. in it."
    case .fileOptions: "The path of sqlite: in team_store takes no options."
    case .password: "team_store must not hold a password: use peer, GSS, a client certificate, or passfile=/PATH."
    case .unknownOption: "team_store has an option that CaseDesk does not know."
    case .optionTwice(let name): "team_store has the option \(name) twice."
    case .emptyOption(let name): "The option \(name) of team_store is empty."
    case .weakTLS: "A host in team_store needs sslmode=verify-full, so that nobody else can answer in its place."
    case .noDatabase: "team_store names no database: postgresql://HOST/DATABASE?sslmode=verify-full."
    case .noHost: "team_store names no host; for a Unix socket write postgresql:///DATABASE?host=/run/postgresql."
    case .twoHosts: "team_store names a host twice."
    case .badHost: "The host in team_store must be one name or address."
    case .badPort: "The port in team_store must be a number from 1 to 65535."
    case .badEscape: "team_store has a % that is not followed by two digits of UTF-8 text."
    case .socketOption("sslmode"): "A Unix socket has no TLS: leave sslmode out of team_store."
    case .socketOption(let name): "The option \(name) of team_store is for a Unix socket only."
    }
  }
}
