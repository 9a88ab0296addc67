import Glibc
import PrivateIO

/// The folders of this program, from the environment. All absolute; nothing is made or looked at here.
package struct Paths: Hashable, Sendable {
  /// `$CASEDESK_CONFIG_DIR`, else `$XDG_CONFIG_HOME/casedesk`, else `~/.config/casedesk`.
  package let configDirectory: String
  /// `$XDG_DATA_HOME/casedesk`, else `~/.local/share/casedesk`; where the site policy names a folder, one in that.
  package private(set) var dataDirectory: String
  /// `$XDG_STATE_HOME/casedesk`, else `~/.local/state/casedesk`.
  package let stateDirectory: String
  /// Nil when the user has none; the folders above are then the environment's, or below a place that does not exist.
  package let home: String?

  /// - Parameter home: the user's home folder as the system knows it, for where `HOME` is missing.
  ///
  /// Values that are no absolute paths are ignored, as the XDG rules ask.
  package init(environment: [String: String], home: String? = Self.systemHome()) {
    func absolute(_ name: String) -> String? {
      guard let value = environment[name], value.isWholePath, !value.utf8.contains(0) else { return nil }
      return value.withoutEndingSlash
    }
    let home = absolute("HOME") ?? home
    self.home = home
    let base = home ?? "/nonexistent"
    func folder(_ name: String, _ below: String) -> String { (absolute(name) ?? base + below) + "/casedesk" }
    configDirectory = absolute("CASEDESK_CONFIG_DIR") ?? folder("XDG_CONFIG_HOME", "/.config")
    dataDirectory = folder("XDG_DATA_HOME", "/.local/share")
    stateDirectory = folder("XDG_STATE_HOME", "/.local/state")
  }

  /// With the folder for data that the site policy names, where it names one.
  ///
  /// - Parameter login: the Unix login name of the uid.
  package func under(_ policy: SitePolicy, login: String) -> Paths {
    guard let folder = policy.dataDirectory else { return self }
    var paths = self
    let name = login.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
    paths.dataDirectory = folder + "/" + String(decoding: name, as: UTF8.self)
    return paths
  }

  package var configFile: String { configDirectory + "/config.toml" }
  package var themesDirectory: String { configDirectory + "/themes" }
  package var textsDirectory: String { configDirectory + "/texts" }
  package var templatesDirectory: String { configDirectory + "/templates" }

  /// The home folder in the user database; nil when the user id is not in it.
  package static func systemHome() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil, let folder = entry.pw_dir
    else {
      return nil
    }
    let path = String(cString: folder)
    return path.isWholePath ? path : nil
  }
}
