package import Care360
import PrivateIO
package import TeamPlace
package import Terminal

/// The administrator's rules for this machine. They are below all other layers, which may only tighten them.
package struct SitePolicy: Hashable, Sendable {
  /// The only place it is read from: no flag and no variable leads elsewhere.
  package static let path = "/etc/casedesk/policy.toml"

  /// The site's canned texts, beside the policy.
  package static func textsDirectory(besidePolicy file: String = path) -> String { file.pathFolder + "/texts" }

  /// The site's titles of escalations, beside the policy.
  package static func escalationsFile(besidePolicy file: String = path) -> String {
    file.pathFolder + "/escalations.toml"
  }

  /// The part of the command line that may be used.
  package enum CommandLineUse: String, CaseIterable, Hashable, Sendable {
    /// No command that reaches the service or the local store but those for setting up: `doctor` and `setup`.
    case off
    /// Such commands run only after the local store was opened, as on the screen.
    case unlock
    case on
  }

  /// The values that may be sent to the terminal's clipboard.
  package enum ClipboardRule: Hashable, Sendable {
    case off
    /// Ids and links, and nothing else of a patient.
    case ids
    case on
  }

  /// A proxy for connections to the service, which sees `CONNECT host:port` and ciphertext.
  package struct Proxy: Hashable, Sendable {
    package let host: String
    package let port: Int
  }

  /// The site's own copy of the record.
  package struct RecordCopy: Hashable, Sendable {
    /// The receiver of every line.
    package enum Receiver: Hashable, Sendable {
      /// The syslog service of this machine.
      case syslog
      /// Syslog over TLS (RFC 5425).
      case tls(host: String, port: Int)
    }

    package var receiver: Receiver
    /// No write starts while more than `mostUnsent` lines wait.
    package var isRequired = false
    package var mostUnsent = defaultMostUnsent
    /// The file with the site's key for keyed hashes; absolute. Nil: the copy names no case.
    package var keyFile: String?

    package static let defaultMostUnsent = 1000
  }

  /// A group of the system whose members may read a root-owned key file.
  package struct Group: Hashable, Sendable {
    package let name: String
    package let id: UInt32
  }

  /// The allowed addresses of the service; nil allows any. The embedded sandbox is always allowed.
  package var baseURLs: [BaseURL]?
  package var isReadOnly = false
  package var clipboard = ClipboardRule.on
  package var allowsQR = true
  package var allowsExport = true
  /// True when the organization's case lists may be read, not only the case that was looked up.
  package var allowsWorklist = true
  package var commandLine = CommandLineUse.on
  package var allowsSuspend = true
  /// The program is all that a login gets: no command of the person's own is run, and files lie below `dataDirectory` alone.
  package var isKiosk = false
  package var allowsWindowTitle = true
  /// Minutes without a key until the screen locks, at most.
  package var idleLockMax: Int?
  /// The operator is the Unix login name, whatever is configured.
  package var operatorIsLogin = false
  /// The authors of messages and notes by login name; nil: those that are configured.
  package var operators: [String: MessageAuthor]?
  package var credentialGroup: Group?
  /// The public half of the site's recovery key, 64 lower-case hexadecimal digits: drafts can be read with the other one.
  package var recoveryKey: String?
  /// The words for why a patient is looked at, one of which each line of the record about a patient then has; empty: none.
  package var recordPurposes: [String] = []
  /// An absolute path. Each login has its own folder in it, instead of the folder from the environment.
  package var dataDirectory: String?
  /// The place of the team's store; it comes before that of a profile.
  package var teamStore: TeamPlace?
  /// The operators who may take a hand-over from a colleague who does not take it.
  package var teamLeads: [String] = []
  /// Hours after which a lead may do that.
  package var teamLeadAfterHours = defaultLeadAfterHours
  package var proxy: Proxy?
  /// A PEM file of further certificate authorities; absolute.
  package var caFile: String?
  /// The certificates of the file as they were when the policy was read, each in DER.
  package var authorities: [[UInt8]] = []
  /// Nil: the record stays on this machine.
  package var recordCopy: RecordCopy?

  package static let defaultLeadAfterHours = 4

  package init() {}

  /// The use in force where `use` is configured: the policy can only narrow it.
  package func clipboard(configured use: ClipboardUse) -> ClipboardUse {
    switch clipboard {
    case .on: use
    case .ids: use == .off ? .off : .ids
    case .off: .off
    }
  }
}
