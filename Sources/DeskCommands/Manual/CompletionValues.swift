import DeskConfig
import Glibc

// The values that a shell offers. The shell runs the program for them; problems of the files are reported when the
// files are used, not between two keys.

/// The profiles of the configuration file, and the sandbox.
@Sendable func profileNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let environment = ProcessEnvironment.variables
  let file = words.firstIndex(of: "--config").flatMap { words.dropFirst($0 + 1).first }
  let settings = Settings.load(file: file, paths: ownPaths, environment: environment).0
  return Set(settings.profiles.keys).union([ProfileSettings.sandboxName]).sorted()
}

@Sendable func themeNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  ThemeLibrary(directory: ownPaths.themesDirectory).names()
}

@Sendable func textNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  TextLibrary(own: ownPaths.textsDirectory, site: SitePolicy.textsDirectory()).read().entries.map(\.name)
}

@Sendable func purposeWords(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  SitePolicy.load().0.recordPurposes
}

private var ownPaths: Paths {
  let home = (getpwuid(getuid())?.pointee.pw_dir).map { String(cString: $0) }
  return Paths(environment: ProcessEnvironment.variables, home: home)
}
