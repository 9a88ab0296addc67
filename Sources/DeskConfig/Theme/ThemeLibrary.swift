import Glibc
import Terminal
import Themes

/// The themes there are: those that come with the program, and the files of a folder, which win by name.
package struct ThemeLibrary: Sendable {
  /// The one that is used when none is named.
  package static let defaultName = "dark"
  /// Stands for the first of `autoNames` where the terminal's background is dark or not known, else for the second.
  package static let autoName = "auto"
  package static let autoNames = [defaultName, "light"]

  private let directory: String?

  /// - Parameter directory: of the person's own theme files; nil looks nowhere.
  package init(directory: String?) {
    self.directory = directory
  }

  /// Names of the themes that come with the program.
  package static var builtInNames: [String] { Themes.all.map(\.name) }

  /// A theme there is, and where it comes from.
  package struct Listed: Hashable, Sendable {
    package let name: String
    /// The person's own file; nil for one that comes with the program.
    package let file: String?
  }

  /// `auto`, the built-in ones, then those of the folder.
  package func list() -> [Listed] {
    let own = ownNames.filter { $0 != Self.autoName }
    let given = [Self.autoName] + Self.builtInNames
    let names = given + own.filter { !given.contains($0) }
    return names.map { name in Listed(name: name, file: own.contains(name) ? path(name) : nil) }
  }

  private var ownNames: [String] { directory.map(ConfigFile.names(ofTOMLFilesIn:)) ?? [] }

  /// A theme of the person's own that can never be chosen; nil when there is none.
  package var takenName: ConfigProblem? {
    guard let path = path(Self.autoName), access(path, F_OK) == 0 else { return nil }
    return ConfigProblem(
      file: path,
      sentence: "The name auto is taken (dark or light, like the terminal): give your theme another name.")
  }

  /// The names of `list`.
  package func names() -> [String] { list().map(\.name) }

  private func path(_ name: String) -> String? { directory.map { "\($0)/\(name).toml" } }

  /// The theme of this name with what is wrong in its file. An unknown name, or a file that cannot be read, gives the
  /// default theme and a problem. `auto` gives the one for a dark background.
  package func load(_ name: String) -> (Theme, [ConfigProblem]) {
    if name == Self.autoName { return load(Self.defaultName) }
    do throws(ConfigProblem) {
      return try file(name).theme(name: name)
    } catch {
      let theme = Self.builtInFile(Self.defaultName)?.theme(name: Self.defaultName).0
      return (theme ?? Theme(name: Self.defaultName, entries: [:]), [error])
    }
  }

  /// The file of a built-in theme; nil for other names.
  static func builtInFile(_ name: String) -> ThemeFile? {
    guard let found = Themes.all.first(where: { $0.name == name }) else { return nil }
    do throws(ConfigProblem) {
      return try ThemeFile(String(decoding: found.toml, as: UTF8.self), file: name + ".toml")
    } catch {
      return nil
    }
  }

  private func file(_ name: String) throws(ConfigProblem) -> ThemeFile {
    let allowed = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    guard allowed, !name.isEmpty else {
      throw ConfigProblem(file: "theme", sentence: "A theme's name is made of letters, digits, - and _.")
    }
    if let path = path(name), let text = try ConfigFile.read(path, mustExist: false, isSecurity: false) {
      return try ThemeFile(text, file: path)
    }
    guard let found = Self.builtInFile(name) else {
      throw ConfigProblem(
        file: "theme", key: name,
        sentence: "There is no theme with this name; choose one of \(names().joined(separator: ", ")).")
    }
    return found
  }
}
