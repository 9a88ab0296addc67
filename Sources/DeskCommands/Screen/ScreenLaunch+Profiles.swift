import Care360
import Desk
import DeskApp
import DeskConfig

/// Opens another profile from the screen. The process is replaced by a new run of the same program, not set up again
/// within: the kernel then drops every page of the old run, including the store's key, both secrets and all patient
/// data that was shown, and the other profile takes exactly the path of a fresh start. Data that a second start inside
/// the process would have to forget by hand cannot stay behind.
extension ScreenLaunch {
  var profiles: ProfileList {
    ProfileList(
      reason: reasonToStay,
      problem: { [globals, host, open = environment.profile] in
        Self.choice($0, globals, host.silent, open: open).problem
      },
      read: { [globals, host, open = environment.profile] in Self.list(globals, host, open: open) })
  }

  /// The words that open `profile` as these words opened this one, without words that concern one profile only.
  func words(opening profile: String) -> [String] { globals.words(opening: profile) }

  private var reasonToStay: String? {
    if globals.baseURL != nil { return "--base-url on the command line is for this service only" }
    let files = [globals.apiKeyFile.map { _ in "--api-key-file" }, globals.tokenFile.map { _ in "--token-file" }]
    return files.compactMap(\.self).first.map { "\($0) on the command line is for this profile only" }
  }

  /// Lists the profiles from the files as they are now. Each is checked as far as possible without secret and service.
  private static func list(_ globals: Globals, _ host: Host, open: String) -> [ProfileChoice] {
    let settings: Settings
    do throws(ErrorReport) {
      settings = try Invocation(globals.opening(open), host.silent).settings
    } catch {
      return [choice(ProfileSettings.sandboxName, globals, host.silent, open: open)]
    }
    // The open profile is listed even if config.toml no longer has it.
    let names = Set(settings.profiles.keys).union([open]).sorted()
      .filter { $0 != ProfileSettings.sandboxName }
    return (names + [ProfileSettings.sandboxName]).map { choice($0, globals, host.silent, open: open) }
  }

  private static func choice(_ name: String, _ globals: Globals, _ host: Host, open: String) -> ProfileChoice {
    do throws(ErrorReport) {
      let environment = try ScreenLaunch(try Invocation(globals.opening(name), host)).environment
      try environment.requireOperator()
      let place = environment.baseURL?.host
      let note =
        switch environment.kind {
        case .production: "PRODUCTION, \(place ?? "")"
        case .staging: "staging, \(place ?? "")"
        case .sandbox: "synthetic patients"
        case .other: place ?? ""
        }
      return ProfileChoice(
        name: name, note: note, isProduction: environment.kind == .production, isOpen: name == open,
        problem: nil)
    } catch {
      return ProfileChoice(
        name: name, note: "", isProduction: false, isOpen: name == open,
        problem: error.message.split(separator: "\n").joined(separator: " "))
    }
  }
}

extension Globals {
  /// The same with another profile.
  func opening(_ profile: String) -> Globals {
    var options = self
    options.profile = profile
    options.sandbox = false
    options.baseURL = nil
    options.apiKeyFile = nil
    options.tokenFile = nil
    // The new session asks again.
    options.purpose = nil
    return options
  }

  /// `opening` as words of a command line.
  func words(opening profile: String) -> [String] {
    var words = ["--profile=\(profile)"]
    if let config { words.append("--config=\(config)") }
    if readOnly { words.append("--read-only") }
    if json { words.append("--json") }
    if let theme { words.append("--theme=\(theme)") }
    if ascii { words.append("--ascii") }
    if noColor { words.append("--no-color") }
    if accessible { words.append("--accessible") }
    if let logFile { words += ["--log-file=\(logFile)", "--log-level=\(logLevel.rawValue)"] }
    return words
  }
}

extension Host {
  /// A host that writes nothing, because nothing may be written while the screen is open.
  fileprivate var silent: Host {
    var host = self
    host.console = Console(
      input: console.input, output: NoOutput(), talk: NoOutput(), isInputTerminal: false, isOutputTerminal: false,
      isTalkTerminal: false)
    return host
  }
}

private struct NoOutput: ConsoleOutput {
  func write(_ text: String) {}
}
