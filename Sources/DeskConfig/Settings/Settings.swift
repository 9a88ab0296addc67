package import Care360
package import TeamPlace
package import Terminal

/// What the configuration says, with defaults for the rest.
package struct Settings: Hashable, Sendable {
  package struct General: Hashable, Sendable {
    /// Nil: none is configured; the screen then offers setup or the sandbox, never production.
    package var defaultProfile: String?
    /// Nil: the Unix login name is used, where the profile takes that.
    package var operatorName: String?
    /// Of the author of messages and notes; the service keeps them with each.
    package var authorName: String?
    package var authorEmail: EmailAddress?
    package var theme: String?
    /// A name of the zone database, as `Europe/Stockholm`; nil: the system's.
    package var timeZone: String?
    /// Whether copied values are sent to the terminal's clipboard.
    package var clipboard = ClipboardUse.auto
    /// Whether the mouse selects in the screen from the start.
    package var mouse = false
    /// True when the title of the terminal's window says the environment and how many drafts are not saved.
    package var windowTitle = true
    package var withoutFocus = WithoutFocus.dim
  }

  /// How the screen looks while another window has the keyboard.
  package enum WithoutFocus: String, CaseIterable, Hashable, Sendable {
    case off
    case dim
    case mask
  }

  package struct Store: Hashable, Sendable {
    /// Prints the key that unwraps the store.
    package var keyCommand: [String]?
    /// Minutes without a key until the screen locks, 1 to 15.
    package var idleLockMinutes = 10
    /// Days after which a case that nobody opened is forgotten.
    package var retentionDays = 7
    /// How many recent cases are kept.
    package var retentionCount = 200
  }

  /// The names of views, reasons and columns are checked elsewhere.
  package struct Worklist: Hashable, Sendable {
    package struct View: Hashable, Sendable {
      /// `24h`, `7d`, `30d` or `60d`.
      package var window: String?
      package var statuses: [CaseStatus] = []
      package var reasons: [String] = []
      package var columns: [String]?
      package var sort: String?
    }

    package var window = "7d"
    package var view: String?
    /// After a confirmed write the next case opens by itself.
    package var goesToNext = false
    package var noOrderHours = 24
    package var noTrackingHours = 48
    package var untouchedHours = 48
    /// By name.
    package var views: [String: View] = [:]
  }

  package var general = General()
  package var store = Store()
  package var worklist = Worklist()
  /// By name.
  package var profiles: [String: ProfileSettings] = [:]
  /// Key names by command name; `KeyPress(name:)` has accepted each key. Other code checks that the command exists.
  package var keys: [String: [String]] = [:]
  /// By the name that the picker shows.
  package var products: [String: ProductPreset] = [:]
  /// The source of every value that is not a default, by section and key: `profiles.clinic.theme`.
  package var origins: [String: SettingLayer] = [:]
  /// The file that was read, whether or not it was there.
  package var file = ""
  /// The places of values and sections in the file, by section and key.
  var places: [String: TOMLPlace] = [:]

  /// A problem that only other modules can find, with its place: the key in the file, or its section when the key is
  /// missing; or the environment variable that the value came from.
  package func problem(_ section: String, _ key: String, _ sentence: String) -> ConfigProblem {
    if case .environment(let name) = origins["\(section).\(key)"] {
      return ConfigProblem(file: "environment", key: name, sentence: sentence)
    }
    let place = places["\(section).\(key)"] ?? places[section]
    return ConfigProblem(
      file: file, line: place?.line, column: place?.column, section: section, key: key, sentence: sentence)
  }

  package init() {}
}

/// An environment of the service with its credentials.
package struct ProfileSettings: Hashable, Sendable {
  /// Nil where none is configured and the name is no built-in one.
  package var baseURL: BaseURL?
  /// Absolute. At most one of file and command is set.
  package var apiKeyFile: String?
  /// Program and arguments; a single text of the file has become `/bin/sh -c TEXT`.
  package var apiKeyCommand: [String]?
  package var tokenFile: String?
  package var tokenCommand: [String]?
  package var defaultCountry: Country = .unitedStates
  package var isReadOnly = false
  /// Shared accounts: a configured operator is needed before anything of a patient is shown.
  package var operatorRequired = false
  /// The service answers `GET organization/products`, which no document names: the pickers list what it gives.
  package var listsProducts = false
  /// The place of the store that a team shares; nil: there is no team.
  package var teamStore: TeamPlace?
  package var theme: String?
  /// Seconds in total for a read; nil: the transport's own.
  package var timeout: Int?

  package init() {}

  /// The profile that holds under `name` when the configuration says nothing about it.
  package init(builtIn name: String) {
    baseURL = Self.builtInBaseURL(name)
  }

  /// The profile of the embedded sandbox; it takes no base URL and no credentials.
  package static let sandboxName = "sandbox"
  /// Profiles that are there without any configuration.
  package static let builtInNames = ["production", "staging", sandboxName]

  static func builtInBaseURL(_ name: String) -> BaseURL? {
    let text: String
    switch name {
    case "production": text = BaseURL.productionText
    case "staging": text = BaseURL.stagingText
    default: return nil
    }
    do { return try BaseURL(text) } catch { return nil }
  }
}

/// A product that the picker offers by a name of the configuration.
package struct ProductPreset: Hashable, Sendable {
  package var id: ProductID
  package var visitType: VisitType?
  package var subscription: Subscription?
  /// Name of a template of the form editor.
  package var template: String?
}
