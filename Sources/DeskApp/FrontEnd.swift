package import Desk
package import DeskConfig
import DeskUI
import NcursesTerminal
import Terminal

/// The facts that either front end of the desk is opened with.
package struct FrontEndPlan: Sendable {
  /// Complete but for `directory`, which the keys of the front end make, and `startNotice`.
  package let desk: DeskSettings
  package var settings: Settings
  package var paths: Paths
  /// The canned texts there are.
  package var texts: TextLibrary
  package var isASCII: Bool
  package var isColourless: Bool
  package var store: StorePlan
  package var profiles: ProfileList
  /// Forms are read from and written to a folder beside the record, and nowhere else.
  package let keepsFilesWithData: Bool
  /// Problems of configuration and environment, one sentence each.
  package var problems: [String]
  private let theme: Theme
  /// Problems of the theme's file, one sentence each.
  package let themeProblems: [String]

  package init(
    desk: DeskSettings, settings: Settings, paths: Paths, texts: TextLibrary, isASCII: Bool, isColourless: Bool,
    store: StorePlan, profiles: ProfileList, keepsFilesWithData: Bool = false, problems: [String]
  ) {
    self.desk = desk
    self.settings = settings
    self.paths = paths
    self.texts = texts
    self.isASCII = isASCII
    self.isColourless = isColourless
    self.store = store
    self.profiles = profiles
    self.keepsFilesWithData = keepsFilesWithData
    self.problems = problems
    let themes = ThemeLibrary(directory: paths.themesDirectory)
    let loaded = themes.load(desk.theme)
    theme = loaded.0
    // A name that is no theme's is among the problems of the configuration.
    themeProblems = !loaded.1.isEmpty && themes.names().contains(desk.theme) ? loaded.1.map(\.description) : []
  }

  var forms: FormFiles {
    FormFiles(
      templates: paths.templatesDirectory, texts: texts, home: paths.home,
      folder: keepsFilesWithData ? paths.dataDirectory + "/files" : nil)
  }

  fileprivate var keys: KeyInterpreter { KeyInterpreter(overrides: settings.keys) }

  fileprivate func look(_ terminal: Capabilities, _ keys: KeyInterpreter) -> DeskApp.Look {
    let shelf = ThemeShelf(ThemeLibrary(directory: paths.themesDirectory), depth: terminal.colors)
    return DeskApp.Look(styles: shelf.styles(of: theme), lettering: terminal.lettering, keys: keys, themes: shelf)
  }

  fileprivate var startNotice: String? {
    let problems = problems + themeProblems
    guard let first = problems.first else { return nil }
    return problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more: quit to read them)"
  }
}

/// The desk at the real terminal.
package enum FrontEnd {
  /// Takes the terminal, runs until the person quits or a signal ends it, and gives the terminal back. Throws without
  /// changing anything when no terminal can be drawn on.
  @MainActor
  package static func runScreen(
    _ plan: FrontEndPlan, backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async throws(BackendProblem) -> DeskEnding {
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        colors: plan.isColourless ? .mono : nil, ascii: plan.isASCII, clipboard: plan.settings.general.clipboard,
        titlesWindow: plan.settings.general.windowTitle)
    } catch {
      throw BackendProblem(error.sentence)
    }
    defer { terminal.restore() }
    let keys = plan.keys
    var settings = plan.desk
    settings.directory = keys.directory
    settings.startNotice = plan.startNotice
    terminal.setMouse(settings.isMouseOn)
    terminal.setFocusReports(settings.withoutFocus != .off)
    let app = DeskApp(
      terminal: terminal, settings: settings, look: plan.look(terminal.capabilities, keys), store: plan.store,
      forms: plan.forms, profiles: plan.profiles, clock: .system)
    return await app.run(backend)
  }

  /// The same desk line by line, over standard input and output, without a screen.
  @MainActor
  package static func runLines(
    _ plan: FrontEndPlan, backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async throws(BackendProblem) -> DeskEnding {
    guard let console = StandardLineConsole() else {
      throw BackendProblem("Signals cannot be caught, so the line-by-line mode cannot start.")
    }
    defer { console.close() }
    var settings = plan.desk
    settings.directory = plan.keys.directory
    let app = LineApp(
      console: console, settings: settings, store: plan.store, forms: plan.forms, profiles: plan.profiles,
      isASCII: plan.isASCII || !TerminalEnvironment.current.asksForUTF8, clock: .system)
    return await app.run(backend)
  }
}
