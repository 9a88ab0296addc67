package import Care360
package import FoundationEssentials

/// The settings that the session gets at its start.
package struct DeskSettings: Sendable {
  /// "SANDBOX", "PRODUCTION", "STAGING" or a profile's name.
  package var environmentName: String
  package var environmentRole: Role
  /// False outside production, where a refill link is not for patients.
  package var isProduction: Bool
  /// The reason why every write is refused, in a word or two; nil when writes are allowed.
  package var readOnlyReason: String?
  package var isReadOnly: Bool { readOnlyReason != nil }
  /// The features that the site policy leaves on.
  package var allowsClipboard: Bool
  package var allowsSuspend: Bool
  package var allowsExport: Bool
  /// Files of forms lie in a folder of the site's choice, and go by their names.
  package var namesFiles = false
  package var country: Country
  package var directory: CommandDirectory
  package var naming = CommandNaming.keys
  /// Products of the site, for the pickers.
  package var products: [KnownProduct]
  /// The service lists the organization's products.
  package var listsProducts = false
  /// A team's store is set up.
  package var hasTeam = false
  /// Hours after which this operator, a lead of the team, may take a hand-over from a colleague; nil: no lead.
  package var leadAfterHours: Int?
  /// The record names what was looked up, by a hash.
  package var recordsSearches = false
  /// The words for why a patient is looked at; empty: nobody is asked.
  package var purposes: [String] = []
  /// The one that the program was started with.
  package var purpose: String?
  package var zone: Zone
  /// The person who works here: the configured operator or the login name.
  package var operatorName: String
  /// The author of messages and notes; nil when none can be written, and then the reason says why.
  package var author: MessageAuthor?
  package var authorReason: String?
  package var lock: LockRule
  /// The site policy lets QR codes be drawn.
  package var allowsQR = true
  /// True when only ids and links may go to the clipboard.
  package var copiesOnlyIDs = false
  /// Why no other profile can be opened from here; nil: it can.
  package var profileReason: String?
  /// The theme that the screen starts in; `auto` for the one that fits the terminal's background.
  package var theme = ""
  package var withoutFocus = WithoutFocus.off
  /// The terminal reports the mouse from the start.
  package var isMouseOn = false
  /// A passphrase or a PIN is asked for as soon as it is known which.
  package var beginsWithSecret = false
  /// Where the log is written; nil: nowhere.
  package var logFile: String?
  package var worklist = WorklistSettings()
  package var escalationTitles = EscalationTitles()
  /// A sentence for the first screen about a problem with the key map or the theme.
  package var startNotice: String?

  /// How the screen looks while another window has the keyboard.
  package enum WithoutFocus: Hashable, Sendable {
    /// As always: the terminal does not report it.
    case off
    case dim
    case mask
  }

  package struct Suggestion: Hashable, Sendable {
    package var identifier: String
    package var name: String
    package var note: String

    package init(identifier: String, name: String, note: String) {
      self.identifier = identifier
      self.name = name
      self.note = note
    }
  }

  package struct KnownProduct: Hashable, Sendable {
    package var id: ProductID
    package var name: String
    /// The usual visit type of the product, used when nothing was chosen.
    package var visitType: VisitType?
    package var subscription: Subscription?
    /// Name of the template that a form of it begins with.
    package var template: String?

    package init(
      id: ProductID, name: String, visitType: VisitType? = nil, subscription: Subscription? = nil,
      template: String? = nil
    ) {
      self.id = id
      self.name = name
      self.visitType = visitType
      self.subscription = subscription
      self.template = template
    }
  }

  package init(
    environmentName: String, environmentRole: Role, isProduction: Bool, readOnlyReason: String?,
    allowsClipboard: Bool = true, allowsSuspend: Bool = true, allowsExport: Bool = true,
    country: Country,
    directory: CommandDirectory, products: [KnownProduct], zone: Zone, operatorName: String, lock: LockRule
  ) {
    self.environmentName = environmentName
    self.environmentRole = environmentRole
    self.isProduction = isProduction
    self.readOnlyReason = readOnlyReason
    self.allowsClipboard = allowsClipboard
    self.allowsSuspend = allowsSuspend
    self.allowsExport = allowsExport
    self.country = country
    self.directory = directory
    self.products = products
    self.zone = zone
    self.operatorName = operatorName
    self.lock = lock
  }
}

/// Time zones, injected: this module has no clock and no zone of its own.
package struct Zone: Sendable {
  /// Seconds east of UTC and the short name at a time.
  package var local: @Sendable (Date) -> (seconds: Int, name: String)
  /// The same for an IANA zone; nil when it is not known here.
  package var named: @Sendable (String, Date) -> (seconds: Int, name: String)?

  package init(
    local: @escaping @Sendable (Date) -> (seconds: Int, name: String),
    named: @escaping @Sendable (String, Date) -> (seconds: Int, name: String)?
  ) {
    self.local = local
    self.named = named
  }
}
