/// Every command a person can give, closed. The raw value is its name in configuration, palette and help; the front
/// end's command table adds keys, context and label.
package enum Command: String, CaseIterable, Hashable, Sendable {
  // Everywhere
  case back
  case help
  case palette
  case quit
  case interrupt
  case redraw
  case nextField = "next-field"
  case previousField = "previous-field"
  case nextPane = "next-pane"
  case widen
  case widenSide = "widen-side"
  case narrowSide = "narrow-side"
  case focusLookupPane = "pane-lookup"
  case focusCasePane = "pane-case"
  case focusFormPane = "pane-form"
  case find
  case newCase = "new-case"
  case drafts
  case refresh
  case suspend
  case token
  case credentials
  case purpose
  case lock
  case activity
  case profile
  case passphrase
  case theme
  case reloadTheme = "reload-theme"
  case mouse
  case worklist
  case nextCase = "next-case"
  case previousCase = "previous-case"

  // The worklist
  case worklistView = "worklist-view"
  case worklistWindow = "worklist-window"
  case worklistStatuses = "worklist-statuses"
  case worklistOrder = "worklist-order"
  case findInWorklist = "find-in-worklist"

  // Moving
  case up
  case down
  case pageUp = "page-up"
  case pageDown = "page-down"
  case home
  case end
  case accept

  // The case
  case refill
  case changeBundle = "bundle"
  case addProducts = "add-products"
  case caseStatus = "case-status"
  case closeProduct = "close-product"
  case contact
  case message
  case note
  case escalate
  case previousSection = "previous-section"
  case nextSection = "next-section"
  case sections
  case findInCase = "find-in-case"
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case timeline
  case copy
  case copyMenu = "copy-menu"
  case showAlone = "show-alone"
  case qrCode = "qr-code"
  case reveal
  case revealAll = "reveal-all"
  case wrongPerson = "wrong-person"
  case files
  case followUp = "follow-up"
  case followUpDone = "follow-up-done"
  case moveFollowUp = "move-follow-up"
  case deleteFollowUp = "delete-follow-up"
  case claim
  case handOver = "hand-over"
  case promo
  case appointments
  case appointmentDay = "appointment-day"

  // The editor
  case review
  case nextUnanswered = "next-unanswered"
  case questionList = "questions"
  case saveDraft = "save-draft"
  case undo
  case redo
  case addProduct = "add-product"
  case addQuestion = "add-question"
  case deleteItem = "delete-item"
  case editQuestion = "edit-question"
  case duplicateItem = "duplicate-item"
  case moveItemUp = "move-item-up"
  case moveItemDown = "move-item-down"
  case checkAll = "check-all"
  case showBody = "show-body"
  case templates
  case saveTemplate = "save-template"
  case deleteTemplate = "delete-template"
  case importForm = "import-form"
  case exportForm = "export-form"
  case discardDraft = "discard-draft"

  // A message or note
  case cannedTexts = "canned-texts"

  // Overlays
  case confirm
}

extension Command {
  /// Other names that configuration, palette and the line-by-line mode accept: names from earlier versions, and words
  /// of the program's own texts. A name is never removed from this list.
  package static let aliases: [String: Command] = [
    "refill-link": .refill, "change-bundle": .changeBundle, "add": .addProducts,
    "close": .caseStatus, "reopen": .caseStatus, "escalation": .escalate, "promo-code": .promo,
    "close-case": .caseStatus,
    "reopen-case": .caseStatus, "lookup": .find,
    "search": .findInCase,
    "section-list": .sections, "question-list": .questionList, "submit": .review, "save": .saveDraft,
    "discard": .discardDraft, "commands": .palette, "cancel": .interrupt, "escape": .back, "yes": .confirm,
    "qr": .qrCode, "attachments": .files,
    "themes": .theme, "switch-profile": .profile, "profiles": .profile,
  ]

  /// By its place in the list: as a name it would be hashed as a text, for each command of each frame.
  package func hash(into hasher: inout Hasher) { withUnsafeBytes(of: self) { hasher.combine(bytes: $0) } }

  /// The command of this name or alias.
  package init?(named name: String) {
    guard let command = Command(rawValue: name) ?? Self.aliases[name] else { return nil }
    self = command
  }

  /// The aliases of the command, in alphabetical order.
  package var aliases: [String] { Self.aliases.filter { $0.value == self }.keys.sorted() }
}
