import Care360
import CaseStore
import Credentials
import DeskConfig
import PrivateIO
import Terminal

/// The questions of setup, in plain words; each is asked until the answer can be used.
struct SetupQuestions {
  private let invocation: Invocation
  private var console: Console { invocation.console }

  init(_ invocation: Invocation) { self.invocation = invocation }

  func say(_ line: String) throws(ErrorReport) { try console.say(Sanitiser.visible(line)) }

  /// - Parameter taken: names that the file has already.
  func environment(taken: [String]) throws(ErrorReport) -> (name: String, baseURL: BaseURL?) {
    try say("Where is the service?")
    try say("  1 staging     \(BaseURL.stagingText)")
    try say("  2 production  \(BaseURL.productionText)")
    try say("  3 somewhere else")
    while true {
      switch try asked("Number [1]: ", default: "1") {
      case "1" where taken.contains("staging"), "2" where taken.contains("production"):
        try say("config.toml already has this profile: change it there, or make another one.")
      case "1": if try isAllowed("staging") { return ("staging", nil) }
      case "2": if try isAllowed("production") { return ("production", nil) }
      case "3": return (try name(taken: taken), try address())
      default: try say("Type 1, 2 or 3.")
      }
    }
  }

  private func isAllowed(_ builtIn: String) throws(ErrorReport) -> Bool {
    guard let base = ProfileSettings(builtIn: builtIn).baseURL else { return false }
    return try isAllowed(base)
  }

  private func isAllowed(_ base: BaseURL) throws(ErrorReport) -> Bool {
    guard let allowed = invocation.policy.baseURLs, !allowed.contains(base) else { return true }
    try say(
      "The site policy does not allow this address: the service may only be at \(allowed.map(\.text).joined(separator: ", "))."
    )
    return false
  }

  /// Production becomes the default profile only when the person asks for it.
  func isDefault(_ profile: (name: String, baseURL: BaseURL?)) throws(ErrorReport) -> Bool {
    guard let base = profile.baseURL ?? ProfileSettings(builtIn: profile.name).baseURL, base.isProduction else {
      return true
    }
    return try console.confirms("Should `casedesk` without --profile open PRODUCTION?")
  }

  private func name(taken: [String]) throws(ErrorReport) -> String {
    while true {
      let name = try asked("A name for the profile [clinic]: ", default: "clinic")
      if taken.contains(name) || ProfileSettings.builtInNames.contains(name) {
        try say("A profile with this name already exists.")
      } else if let problem = Settings.problem(ofProfileName: name) {
        try say(problem)
      } else {
        return name
      }
    }
  }

  private func address() throws(ErrorReport) -> BaseURL {
    while true {
      let text = try asked("Base URL (https://...): ", default: "")
      let base: BaseURL
      do throws(BaseURLProblem) {
        base = try BaseURL(text)
      } catch {
        try say(error.sentence)
        continue
      }
      if try isAllowed(base) { return base }
    }
  }

  func key(profile: String) async throws(ErrorReport) -> SetupSecret {
    while true {
      if let source = try await secret(.apiKey, profile, "Where does the API key come from?", mayLeaveOut: false) {
        return source
      }
    }
  }

  /// Nil: none for now.
  func token(profile: String) async throws(ErrorReport) -> SetupSecret? {
    try await secret(
      .token, profile, "Where does the access token come from? Only adding products needs it.", mayLeaveOut: true)
  }

  private func secret(
    _ kind: CredentialKind, _ profile: String, _ question: String, mayLeaveOut: Bool
  ) async throws(ErrorReport) -> SetupSecret? {
    try say(question)
    try say("  1 I type or paste it now; it is kept in a file of mode 0600")
    try say("  2 a file that holds it")
    try say("  3 a command that prints it")
    if mayLeaveOut { try say("  4 nowhere yet: I paste it when it is needed") }
    let usual = mayLeaveOut ? "4" : "1"
    while true {
      switch try asked("Number [\(usual)]: ", default: usual) {
      case "1": return .typed(path: path(kind, profile), try typed(kind))
      case "2":
        if let path = try file(), try await isTaken(.file(path), kind) { return .file(path) }
      case "3":
        let command = try asked("Command: ", default: "")
        if !command.isEmpty, try await isTaken(.command(command), kind) { return .command(command) }
      case "4" where mayLeaveOut: return nil
      default: try say("Type one of the numbers.")
      }
    }
  }

  /// Nil: the person wants the choice again.
  private func file() throws(ErrorReport) -> String? {
    while true {
      let path = try asked("File: ", default: "")
      if path.isEmpty { return nil }
      if path.isWholePath || path.pathBelowHome != nil { return path }
      try say("Write the full path, beginning with / or ~/.")
    }
  }

  /// True when a secret can be read from there, or when the person wants the source anyway.
  private func isTaken(_ source: SetupSecret, _ kind: CredentialKind) async throws(ErrorReport) -> Bool {
    let origin: SecretOrigin
    switch source {
    case .typed: return true
    // As the settings read them.
    case .file(let path): origin = .file(path.pathBelowHome.map { (invocation.paths.home ?? "") + $0 } ?? path)
    case .command(let text): origin = .command(["/bin/sh", "-c", text])
    }
    let plan = CredentialPlan(
      apiKey: kind == .apiKey ? origin : nil, token: kind == .token ? origin : nil,
      readableGroup: invocation.policy.credentialGroup?.id)
    let standing = await Credentials(plan, environment: invocation.host.environment).standing(kind)
    guard case .unreadable(let sentence) = standing.state else { return true }
    if Task.isCancelled { throw .interrupted }
    try say(sentence)
    return try console.confirms("Use it anyway?")
  }

  private func path(_ kind: CredentialKind, _ profile: String) -> String {
    invocation.paths.configDirectory + "/" + profile + (kind == .apiKey ? ".key" : ".token")
  }

  private func typed(_ kind: CredentialKind) throws(ErrorReport) -> Secret {
    while true {
      guard var bytes = try console.askHidden("\(kind.name) (what you type is not shown): ") else {
        throw .failed("Nothing was kept.")
      }
      console.input.showTyping()
      defer { bytes.overwrite() }
      do throws(SecretProblem) {
        return try Secret(validating: bytes)
      } catch {
        try say("That cannot be a secret. \(error.sentence)")
      }
    }
  }

  func operatorName() throws(ErrorReport) -> String? {
    guard !invocation.policy.operatorIsLogin else { return nil }
    let login = invocation.host.loginName
    while true {
      let name = try asked("Your operator id, stamped on what you do [\(login)]: ", default: login)
      if name == login { return nil }
      guard let problem = Settings.problem(ofOperator: name) else { return name }
      try say(problem)
    }
  }

  func country() throws(ErrorReport) -> Country {
    while true {
      let text = try asked("Country of phone numbers without a country code [US]: ", default: "US")
      if let country = Country(text) { return country }
      try say("No calling code is known for \(Country.unknown(text)): type a country's two letters, such as US.")
    }
  }

  func timeZone() throws(ErrorReport) -> String {
    let machine = TimeZones.machine().map { "this machine's, \($0)" } ?? "this machine's"
    while true {
      let name = try asked(
        "Time zone for the times shown, such as America/Chicago [\(machine)]: ", default: TimeZones.auto)
      if let zone = TimeZones.checked(name) { return zone }
      try say(TimeZones.problem(with: name))
    }
  }

  /// Tries the key with a harmless read and says what came of it; false when the person then leaves.
  func tries(_ trial: Invocation) async throws(ErrorReport) -> Bool {
    try say("Trying the key: reading the list of bundles …")
    do throws(ErrorReport) {
      let (bundles, token) = try await trial.connected { (connection) throws(ErrorReport) in
        let bundles = try await reporting { () throws(Care360Error) in try await connection.client.bundles() }
        return (bundles, await connection.credentials.standing(.token))
      }
      try say("The service accepted the key; it lists \(bundles.count == 1 ? "1 bundle" : "\(bundles.count) bundles").")
      guard token.state != .notConfigured else { return true }
      // Only a write would use the token, so it is read but not sent.
      let found = ServiceChecks(trial).token(token)
      try say("The access token: \(found.detail)")
      if found.isFine { return true }
    } catch {
      if error.isInterruption { throw error }
      try say("That did not work. \(error.message)")
    }
    return try console.confirms("Keep the profile anyway?")
  }

  /// Makes the local store, so that the first start can open it. May be left to that.
  func passphrase(_ trial: Invocation) async throws(ErrorReport) {
    guard case .passphrase(let place) = StoreRule(try Environment(trial), trial.settings, trial.paths),
      try storing({ () throws(StoreProblem) in try LocalStore.unlockKind(of: place) }) == nil
    else { return }
    try say("Recents and drafts are kept on this machine, sealed under a passphrase that nobody can recover.")
    try say("The passphrase needs at least \(UnlockPolicy.shortestPassphrase) characters, for example four words.")
    while true {
      guard var first = try console.askPassphrase("Passphrase (Enter leaves it for the first start): "), !first.isEmpty
      else {
        console.input.showTyping()
        return
      }
      defer { first.overwrite() }
      guard first.count(where: { $0 & 0xC0 != 0x80 }) >= UnlockPolicy.shortestPassphrase else {
        try say("Use at least \(UnlockPolicy.shortestPassphrase) characters, for example four words.")
        continue
      }
      var again = try console.askPassphrase("The passphrase again: ") ?? []
      defer { again.overwrite() }
      console.input.showTyping()
      guard first == again else {
        try say("The two passphrases do not match.")
        continue
      }
      try storing { () throws(StoreProblem) in
        let secret = try UnlockSecret.typed(&again)
        defer { secret.wipe() }
        try LocalStore.open(place, with: secret, options: StoreOptions(invocation.host, invocation.policy)).close()
      }
      return
    }
  }

  /// The answer without blanks around it.
  private func asked(_ question: String, default usual: String) throws(ErrorReport) -> String {
    guard let line = try console.ask(question) else { throw .failed("Nothing was kept.") }
    let answer = line.trimmedOfBlanks
    return answer.isEmpty ? usual : answer
  }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
