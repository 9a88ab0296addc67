import Desk
import DeskApp
import DeskConfig
import Terminal

extension FrontEndPlan {
  init(_ launch: ScreenLaunch) {
    let store = storePlan(launch)
    let profiles = launch.profiles
    var settings = launch.settings
    settings.general.clipboard = launch.policy.clipboard(configured: settings.general.clipboard)
    if !launch.policy.allowsWindowTitle { settings.general.windowTitle = false }
    self.init(
      desk: DeskSettings(launch, store, profiles), settings: settings, paths: launch.paths, texts: launch.texts,
      isASCII: launch.options.isASCII, isColourless: launch.options.isColourless, store: store, profiles: profiles,
      keepsFilesWithData: launch.policy.isKiosk, problems: launch.problems.all.map(\.description))
  }
}

extension DeskSettings {
  /// The plan for either front end, which then adds its own commands.
  init(_ launch: ScreenLaunch, _ store: StorePlan, _ profiles: ProfileList) {
    let environment = launch.environment
    let policy = launch.policy
    self.init(
      environmentName: environment.badge, environmentRole: environment.role,
      isProduction: environment.kind == .production, readOnlyReason: environment.readOnlyReason,
      allowsClipboard: policy.clipboard != .off, allowsSuspend: policy.allowsSuspend, allowsExport: policy.allowsExport,
      country: environment.country, directory: [], products: Self.products(launch.settings),
      zone: .system(named: launch.settings.general.shownTimeZone), operatorName: environment.operatorName,
      lock: LockRule(idleMinutes: store.idleLockMinutes, asksForSecret: store.asksForSecret))
    listsProducts = environment.listsProducts
    namesFiles = policy.isKiosk
    hasTeam = store.team != nil
    leadAfterHours = launch.leadAfterHours
    recordsSearches = environment.kind != .sandbox && policy.recordCopy?.keyFile != nil
    if environment.kind != .sandbox {
      purposes = policy.recordPurposes
      purpose = launch.globals.purpose
    }
    author = environment.author.author
    authorReason = environment.author.reason
    allowsQR = policy.allowsQR
    copiesOnlyIDs = policy.clipboard(configured: launch.settings.general.clipboard) == .ids
    worklist = WorklistSettings(launch.settings, policy, hasTeam: hasTeam)
    escalationTitles = launch.escalationTitles
    theme = launch.options.theme ?? ThemeLibrary.defaultName
    isMouseOn = launch.settings.general.mouse
    withoutFocus = WithoutFocus(launch.settings.general.withoutFocus)
    logFile = launch.options.logFile
    beginsWithSecret = store.beginsWithSecret
    profileReason = profiles.reason
  }

  /// Of the configuration, by name.
  private static func products(_ settings: Settings) -> [KnownProduct] {
    settings.products.sorted { $0.key < $1.key }.map { name, preset in
      KnownProduct(
        id: preset.id, name: name, visitType: preset.visitType, subscription: preset.subscription,
        template: preset.template)
    }
  }
}

extension DeskSettings.WithoutFocus {
  fileprivate init(_ setting: Settings.WithoutFocus) {
    self =
      switch setting {
      case .off: .off
      case .dim: .dim
      case .mask: .mask
      }
  }
}

extension Environment {
  /// The word in header and confirmations.
  fileprivate var badge: String {
    switch kind {
    case .production: "PRODUCTION"
    case .staging: "STAGING"
    case .sandbox: "SANDBOX"
    // A profile made by flags alone ("ADHOC HTTPS://HOST") is named by its host.
    case .other:
      String(decoding: Array(profile.uppercased().utf8).split(separator: Array("//".utf8)).last ?? [], as: UTF8.self)
    }
  }

  fileprivate var role: Role {
    switch kind {
    case .production: .environmentProduction
    case .sandbox: .environmentSandbox
    case .staging, .other: .environmentOther
    }
  }
}
