package import Care360
import Care360Sandbox
package import Credentials
import DeskConfig
package import TeamPlace

/// The kind of an environment, which decides how prominently the screen and every confirmation name it.
package enum EnvironmentKind: String, Hashable, Sendable {
  case production
  case staging
  /// The embedded one.
  case sandbox
  case other
}

/// The environment that flags and settings choose: the service, the identity and the rules. Nothing is opened yet.
package struct Environment: Sendable {
  /// The profile's name as it stands in the record of writes; `adhoc` with its base URL when flags alone made it.
  package let profile: String
  package let kind: EnvironmentKind
  /// Nil for the embedded sandbox, which gets a port of its own.
  package let baseURL: BaseURL?
  package let credentials: CredentialPlan
  /// Completes phone numbers that are typed without a country code.
  package let country: Country
  package var isReadOnly: Bool { readOnlyReason != nil }
  /// The strictest reason why every write is refused, in the header's words; nil when writes are allowed.
  package let readOnlyReason: String?
  /// The configured operator, else the Unix login name.
  package let operatorName: String
  /// The author of messages and notes, or why nobody can write one.
  package private(set) var author: Author
  /// The profile wants a configured operator and there is none: nothing of a patient may be shown.
  package let isOperatorMissing: Bool
  /// True when an interrupted command gives up on the answer to a write that was sent; the screen waits for it.
  package var cancelEndsSentWrites = true
  /// The service lists the organization's products.
  package let listsProducts: Bool
  /// The place of the store that a team shares; nil where there is none.
  package let teamStore: TeamPlace?
  /// Seconds for a read in total; nil: the transport's own.
  package let timeout: Int?
  /// A proxy for connections to hosts other than loopback hosts.
  let proxy: SitePolicy.Proxy?
  /// Certificate authorities beside the system's.
  let authorities: [[UInt8]]

  init(_ invocation: Invocation) throws(ErrorReport) {
    let globals = invocation.globals
    let (name, settings) = try Self.chosen(invocation)
    let policy = invocation.policy
    let isSandbox = name == ProfileSettings.sandboxName
    let base = isSandbox ? nil : try Self.base(name, settings, globals)
    // Flags that name a service loosen nothing that a profile says of it.
    let isConfigured = name.map { invocation.settings.profiles[$0] != nil } ?? false
    let rules =
      isConfigured || isSandbox
      ? [settings]
      : invocation.settings.profiles.values.filter { $0.baseURL != nil && $0.baseURL?.origin == base?.origin }
    readOnlyReason = Self.readOnlyReason(policy, globals, isConfigured: rules.contains(where: \.isReadOnly))
    authorities = policy.authorities
    country = settings.defaultCountry
    timeout = settings.timeout ?? invocation.host.readSeconds
    listsProducts = settings.listsProducts
    teamStore = isSandbox ? nil : policy.teamStore ?? settings.teamStore
    let configured = invocation.configuredOperator
    operatorName = invocation.operatorName
    isOperatorMissing = rules.contains(where: \.operatorRequired) && configured == nil && !policy.operatorIsLogin

    author = Author(invocation, isSandbox: isSandbox)

    guard let base else {
      guard globals.baseURL == nil, globals.apiKeyFile == nil, globals.tokenFile == nil else {
        throw .usage(
          "The embedded sandbox has its own base URL, key and token: leave out --base-url and the key files.")
      }
      profile = ProfileSettings.sandboxName
      kind = .sandbox
      baseURL = nil
      proxy = nil
      credentials = CredentialPlan()
      return
    }
    if let allowed = policy.baseURLs, !allowed.contains(base) {
      let list = allowed.map(\.text).joined(separator: ", ")
      throw .invalid(
        "The site policy does not allow \(base.text): the service may only be at \(list). Nothing was sent: choose another"
          + " profile or base URL.")
    }
    let goesByLogin = policy.operatorIsLogin || policy.operators != nil || policy.credentialGroup != nil
    guard !invocation.host.hasForeignIDs || !goesByLogin else {
      throw .failed(
        "The site policy depends on who you are (operator, operators, credential_group), and in its own user namespace a process"
          + " can be anyone: start CaseDesk outside the namespace.")
    }
    baseURL = base
    proxy = base.isLoopback ? nil : policy.proxy
    profile = name ?? "adhoc \(base.text)"
    kind = Self.kind(of: base)
    credentials = CredentialPlan(
      apiKey: Self.origin(globals.apiKeyFile, settings.apiKeyFile, settings.apiKeyCommand),
      token: Self.origin(globals.tokenFile, settings.tokenFile, settings.tokenCommand),
      readableGroup: policy.credentialGroup?.id)
    if isSeparateSandbox { author = Author(invocation, isSandbox: true) }
  }

  /// True for a loopback host whose key a sandbox made. With any other key there may be a real service behind it.
  var isSeparateSandbox: Bool {
    guard baseURL?.isLoopback == true, case .file(let path)? = credentials.apiKey else { return false }
    return Credentials.isAPIKey(inFile: path, startingWith: Sandbox.keyStart)
  }

  private static func readOnlyReason(
    _ policy: SitePolicy, _ globals: Globals, isConfigured: Bool
  ) -> String? {
    if policy.isReadOnly { return "site policy" }
    if globals.readOnly { return "--read-only" }
    return isConfigured ? "config.toml" : nil
  }

  /// Throws when a patient would be shown to an unnamed operator.
  func requireOperator() throws(ErrorReport) {
    guard !isOperatorMissing else {
      throw .failed("This profile shows patients to named operators only: set operator in config.toml.")
    }
  }

  /// In the words of a confirmation.
  func words(_ base: BaseURL) -> String {
    switch kind {
    case .production: "PRODUCTION (\(profile), \(base.host))"
    case .staging: "staging (\(profile), \(base.host))"
    case .sandbox: "sandbox, synthetic patients"
    case .other: profile.hasSuffix(base.text) ? profile : "\(profile), \(base.text)"
    }
  }

  /// The profile's name (nil when flags alone made it) and its settings. Production is never chosen by default.
  private static func chosen(_ invocation: Invocation) throws(ErrorReport) -> (String?, ProfileSettings) {
    let globals = invocation.globals
    let profiles = invocation.settings.profiles
    let asked = globals.sandbox ? ProfileSettings.sandboxName : globals.profile
    if asked == nil, globals.baseURL != nil { return (nil, ProfileSettings()) }
    guard let name = asked ?? invocation.settings.general.defaultProfile else {
      throw .usage(
        "No profile is chosen: give --base-url with --api-key-file, --profile NAME, or --sandbox for synthetic patients."
      )
    }
    if let settings = profiles[name] { return (name, settings) }
    let builtIn = ProfileSettings(builtIn: name)
    if name == ProfileSettings.sandboxName || builtIn.baseURL != nil { return (name, builtIn) }
    let known = Set(profiles.keys).union(ProfileSettings.builtInNames).sorted().joined(separator: ", ")
    let message = "There is no profile \(name): choose one of \(known)."
    throw asked == nil ? .failed(message) : .usage(message)
  }

  /// A profile's credentials go to its own host only: another one on the command line is refused.
  private static func base(
    _ name: String?, _ settings: ProfileSettings, _ globals: Globals
  ) throws(ErrorReport) -> BaseURL {
    guard let text = globals.baseURL else {
      guard let base = settings.baseURL else {
        throw .failed("The profile \(name ?? "") has no base_url: add it to config.toml or give --base-url.")
      }
      return base
    }
    let given: BaseURL
    do throws(BaseURLProblem) {
      given = try BaseURL(text)
    } catch {
      throw .usage(error.sentence)
    }
    if let own = settings.baseURL, own != given {
      throw .usage("The profile \(name ?? "") already has its own base URL: leave out --profile or --base-url.")
    }
    return given
  }

  private static func origin(_ flag: String?, _ file: String?, _ command: [String]?) -> SecretOrigin? {
    if let flag { return .file(flag) }
    if let file { return .file(file) }
    return command.map(SecretOrigin.command)
  }

  private static func kind(of base: BaseURL) -> EnvironmentKind {
    if base.isProduction { return .production }
    return base.isStaging ? .staging : .other
  }
}
