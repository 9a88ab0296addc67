package import Care360
package import Desk
package import DeskConfig
import DeskUI
import FoundationEssentials
import Glibc
import NcursesTerminal
import Terminal

/// What the screen is told by whoever opens it.
package struct ScreenPlan: Sendable {
  /// The word in header and confirmations: "SANDBOX", "PRODUCTION".
  package var environmentName: String
  /// `environmentProduction`, `environmentSandbox` or `environmentOther`.
  package var environmentRole: Role
  /// What refuses every write; nil: nothing does.
  package var readOnlyReason: String?
  /// What the site policy leaves on.
  package var allowsClipboard: Bool
  package var allowsQR = true
  package var allowsSuspend: Bool
  package var allowsExport: Bool
  /// Who works here, as configured or the login name.
  package var operatorName: String
  package var country: Country
  package var settings: Settings
  package var paths: Paths
  /// Nil: the default theme.
  package var theme: String?
  package var isASCII: Bool
  package var isColourless: Bool
  package var store: StorePlan
  /// Where the log is written; nil: nowhere.
  package var logFile: String?
  package var profiles = ProfileList.none
  /// What is wrong in configuration and environment, one sentence each.
  package var problems: [String] = []

  package init(
    environmentName: String, environmentRole: Role, readOnlyReason: String?, allowsClipboard: Bool = true,
    allowsSuspend: Bool = true,
    allowsExport: Bool = true,
    operatorName: String, country: Country, settings: Settings, paths: Paths, theme: String?, isASCII: Bool,
    isColourless: Bool, store: StorePlan
  ) {
    self.allowsClipboard = allowsClipboard
    self.allowsSuspend = allowsSuspend
    self.allowsExport = allowsExport
    self.store = store
    self.environmentName = environmentName
    self.environmentRole = environmentRole
    self.readOnlyReason = readOnlyReason
    self.operatorName = operatorName
    self.country = country
    self.settings = settings
    self.paths = paths
    self.theme = theme
    self.isASCII = isASCII
    self.isColourless = isColourless
  }
}

/// The real screen.
package enum Screen {
  /// Takes the terminal, runs until the person quits or a signal ends it, and gives the terminal back. Throws, with
  /// nothing changed, where there is no terminal that can be drawn on.
  @MainActor
  package static func run(
    _ plan: ScreenPlan, backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async throws(BackendProblem) -> DeskEnding {
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        colors: plan.isColourless ? .mono : nil, ascii: plan.isASCII, clipboard: plan.settings.general.clipboard)
    } catch {
      throw BackendProblem(error.sentence)
    }
    defer { terminal.restore() }
    let keys = KeyInterpreter(overrides: plan.settings.keys)
    let shelf = themes(plan, depth: terminal.capabilities.colors)
    var settings = sessionSettings(plan, keys: keys)
    settings.theme = plan.theme ?? ThemeLibrary.defaultName
    settings.allowsQR = plan.allowsQR
    settings.isMouseOn = plan.settings.general.mouse
    settings.startNotice = startNotice(plan)
    terminal.setMouse(settings.isMouseOn)
    let app = DeskApp(
      terminal: terminal, settings: settings,
      look: DeskApp.Look(
        styles: shelf.load(settings.theme).styles, glyphs: terminal.capabilities.unicode ? .unicode : .ascii,
        keys: keys, themes: shelf),
      store: plan.store, forms: FormFiles(plan.paths), profiles: plan.profiles, clock: .system)
    return await app.run(backend)
  }

  /// The same desk line by line, over standard input and output, without a screen.
  @MainActor
  package static func runLines(
    _ plan: ScreenPlan, backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async throws(BackendProblem) -> DeskEnding {
    guard let console = StandardLineConsole() else {
      throw BackendProblem("Signals cannot be caught, so the line-by-line mode cannot start.")
    }
    defer { console.close() }
    let app = LineApp(
      console: console, settings: sessionSettings(plan, keys: KeyInterpreter(overrides: plan.settings.keys)),
      store: plan.store, forms: FormFiles(plan.paths), profiles: plan.profiles,
      isASCII: plan.isASCII || !TerminalEnvironment.current.asksForUTF8, clock: .system)
    return await app.run(backend)
  }

  /// What is wrong in the theme's file, one sentence each.
  package static func themeProblems(_ plan: ScreenPlan) -> [String] {
    let library = ThemeLibrary(directory: plan.paths.themesDirectory)
    guard let theme = plan.theme, library.names().contains(theme) else { return [] }
    return library.load(theme).1.map(\.description)
  }

  private static func startNotice(_ plan: ScreenPlan) -> String? {
    let problems = plan.problems + themeProblems(plan)
    guard let first = problems.first else { return nil }
    return problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more: quit to read them)"
  }

  private static func themes(_ plan: ScreenPlan, depth: ColorDepth) -> ThemeShelf {
    ThemeShelf(ThemeLibrary(directory: plan.paths.themesDirectory), depth: depth)
  }

  private static func sessionSettings(_ plan: ScreenPlan, keys: KeyInterpreter) -> DeskSettings {
    let products = plan.settings.products.sorted { $0.key < $1.key }
      .map { name, preset in
        DeskSettings.KnownProduct(
          id: preset.id, name: name, visitType: preset.visitType, subscription: preset.subscription,
          template: preset.template)
      }
    var settings = DeskSettings(
      environmentName: plan.environmentName, environmentRole: plan.environmentRole,
      isProduction: plan.environmentRole == .environmentProduction, readOnlyReason: plan.readOnlyReason,
      allowsClipboard: plan.allowsClipboard, allowsSuspend: plan.allowsSuspend,
      allowsExport: plan.allowsExport, country: plan.country,
      directory: keys.directory, products: products, zone: .system(named: plan.settings.general.timeZone),
      operatorName: plan.operatorName,
      lock: LockRule(idleMinutes: plan.store.idleLockMinutes, asksForSecret: plan.store.asksForSecret))
    settings.logFile = plan.logFile
    settings.beginsWithSecret = plan.store.beginsWithSecret
    settings.profileReason = plan.profiles.reason
    return settings
  }
}
