import Care360

// The list of commands, in groups. As the palette it starts with recently used commands, and shows commands that are
// off only when they are typed; as help it adds a few words about the current place and what it offers.
extension Desk {
  /// The commands with their keys, and the reason why one is off.
  mutating func openPalette(isHelp: Bool) {
    // One list is enough, however often it is requested. Help on top of help shows the whole text when it was cut.
    if case .picker(let top) = overlays.top, top.id == .palette {
      guard isHelp, !top.about.isEmpty else { return }
      let lines = top.about.enumerated().map { DetailLine(id: "line.\($0)", spans: [$1]) }
      // Help of a case names the patient.
      overlays.open(.reading(Reading(title: top.title, lines: lines, selectedID: lines.first?.id)), about: aboutShown)
      return
    }
    let place = context
    let help = isHelp ? self.help : nil
    let entries = settings.directory.entries.filter { $0.command != .confirm && $0.command != .palette }
    let used = isHelp ? [] : screen.usedCommands
    let sorted =
      used.compactMap { command in entries.first { $0.command == command } }
      + Self.inOrder(entries.filter { !used.contains($0.command) }, for: place, groups: groups)
    let items = sorted.compactMap { entry -> Picker.Item? in
      let reason = reasonInList(entry.command).map { "off: \($0)" }
      guard !isHelp || reason == nil else { return nil }
      var item = Picker.Item(
        // Both rarely fit in a row; the person who wants to run the command needs the reason.
        RowPresentation(
          id: entry.command.rawValue,
          spans: [Span(entry.label)] + (reason == nil && isHelp ? [Span("  \(entry.explanation)", .muted)] : []),
          trailing: Span(entry.twoKeys(in: place), .accent), disabledReason: reason),
        alsoFound: entry.command.aliases + [entry.explanation],
        match: CommandMatch(name: entry.label, otherNames: [entry.command.rawValue] + entry.command.aliases)
      ) { desk, now in
        if !isHelp { desk.screen.used(entry.command) }
        return desk.handle(.command(entry.command), at: now)
      }
      // The words of every row take 3 kB; those of the selected one do not.
      if !isHelp { item.note = Span(entry.explanation, .muted) }
      item.group = used.contains(entry.command) ? "Used lately" : CommandRow.Group.of(entry.command).rawValue
      return item
    }
    let note = Span("Type to filter, Enter runs, Esc closes.", .muted)
    var picker = Picker(
      .palette, title: help.map { PickerPresentation.helpTitle + $0.place } ?? "Commands", items: items, note: note)
    picker.isRanked = true
    picker.showing.hidesOff = true
    // Help is to be read. The palette is for typing, and a large panel takes 8 kB to come and as much to go.
    if !isHelp { picker.showing.mostRows = 8 }
    picker.selectedID = picker.shown.first?.row.id
    picker.about = help?.lines(settings.naming) ?? []
    overlays.open(.picker(picker), about: .nobody)
  }

  /// The groups, starting with the one for the current work.
  private var groups: [CommandRow.Group] {
    let first: CommandRow.Group? = overlays.isEmpty && focus == .form ? .form : nil
    return (first.map { [$0] } ?? []) + CommandRow.Group.allCases.filter { $0 != first }
  }

  /// Sorted by group; within a group the commands of this place by use, then commands with a key here and nearly
  /// everywhere, then the others.
  private static func inOrder(
    _ entries: [CommandEntry], for place: InputContext, groups: [CommandRow.Group]
  ) -> [CommandEntry] {
    groups.flatMap { group in
      inOrder(entries.filter { CommandRow.Group.of($0.command) == group }, for: place)
    }
  }

  private static func inOrder(_ entries: [CommandEntry], for place: InputContext) -> [CommandEntry] {
    let own = entries.enumerated().filter { $1.rank(in: place) == 0 }
      .sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }
    return own.map(\.element) + entries.filter { $0.rank(in: place) == 1 } + entries.filter { $0.rank(in: place) == 2 }
  }

  /// The reason why a command of the list would do nothing; nil when it does something.
  private func reasonInList(_ command: Command) -> String? {
    guard let top = overlays.top else { return reason(against: command) }
    switch command {
    case .back, .redraw, .quit, .interrupt, .suspend, .lock, .reloadTheme, .mouse: return reason(against: command)
    default: break
    }
    guard case .reading(let reading) = top else { return "close the top panel first" }
    switch command {
    case .copy, .showAlone, .qrCode:
      return reading.unwrapped == nil ? "there is no value to copy or show alone here" : policyReason(command)
    case .reveal, .revealAll: return reading.revealed == nil ? "nothing is masked here" : nil
    default: return "close the top panel first"
    }
  }

  /// The reason of the site policy against it.
  func policyReason(_ command: Command) -> String? { CommandRow.of(command)?.policy(self) }

  // MARK: About the place

  /// Notices with more characters may not fit into the two rows of the smallest screen.
  private static let shortestCutNotice = 60

  /// The name of the place that has the keys, and what can be done there.
  private var help: Help {
    var help = overlays.top.map { self.help(over: $0) } ?? helpOfPane
    if overlays.isEmpty, focus == .form {
      // Where the pane has no room for them they are cut there.
      for banner in editorPane(at: lastKeyAt)?.banners ?? [] { help.add(banner.text, banner.role) }
    }
    if let said = screen.notices.before, said.text.count > Self.shortestCutNotice {
      help.add("Earlier notice: \(said.text)", said.role)
    }
    if let log = settings.logFile { help.add("Log (without patient data): \(log)") }
    return help
  }

  private var helpOfPane: Help {
    switch focus {
    case .lookup: lookup.isInList ? helpOfList : helpOfBox
    case .worklist: helpOfWorklist
    case .caseDetail: helpOfCase
    case .form:
      switch openDraft {
      case .form(let editor)?: editor.review == nil ? editor.helpOfField : editor.helpOfReview
      case .text(let composer)?: composer.help
      case nil: helpOfCase
      }
    }
  }

  private var helpOfBox: Help {
    var help = Help(place: "lookup box")
    if let hint = lookup.hint { help.add("Now: \(hint.text)", hint.role) }
    help.add("Type an e-mail, a phone number in any format, a case id, or a recent short id, but not a name.")
    help.add("Enter asks the service for the newest case.")
    help.add("Typing filters the list below; Down or Tab goes there.", isAboutKeys: true)
    return help
  }

  private var helpOfList: Help {
    var help = Help(place: "recent cases")
    help.add("Cases you opened before, the latest first. At first, the sandbox lists people to try.")
    help.add(
      "Enter opens the selected one and asks the service for it again. \(key(.find)) goes to the box.",
      isAboutKeys: true
    )
    return help
  }

  private var helpOfWorklist: Help {
    var help = Help(place: "worklist")
    help.add(
      "The cases that changed lately and why each is waiting, the most urgent first. The list is read when you ask for it."
    )
    let marks = WorklistMark.allCases.map { "\($0.letter) \($0.rawValue)" }.joined(separator: ", ")
    help.add("Marks: \(marks).")
    help.add(
      "No row moves while one is selected. \(key(.refresh)) reads the list again; \(key(.worklistOrder)) orders it.")
    help.add(
      "Enter opens the selected case. \(key(.nextCase)) and \(key(.previousCase)) go on to the next and the previous one.",
      isAboutKeys: true)
    return help
  }

  private var helpOfCase: Help {
    var help = Help(place: "case")
    guard let shown else {
      help.add("Nothing is open. \(key(.find)) goes to the lookup box: e-mail, phone or case id.")
      return help
    }
    if shown.needsIdentityCheck {
      help.add("Found by phone: ask the caller for name and birth date; do not read these out.", .warning)
      help.add("They match: Enter opens the case. Someone else: \(key(.back)).")
      return help
    }
    if let reason = actionReason {
      help.add("Nothing can be changed just now: \(reason).", .warning)
    } else {
      let keys = [Command.refill, .changeBundle, .addProducts].map(key).joined(separator: ", ")
      help.add("\(keys) change it; each asks before sending.")
    }
    help.add("The case of \(shown.patientName), \(shown.shortID), as the service gives it, in sections.")
    if let line = selectedLine(at: lastKeyAt), line.isPHI {
      let state = shown.isRevealed(line.line.id) ? "is shown" : "is masked"
      help.add("The selected line is health data and \(state): \(key(.reveal)) changes that.", .phi)
    } else {
      let line = settings.naming == .keys ? " \(key(.reveal)) shows a line," : ""
      help.add("Health data is masked;\(line) \(key(.revealAll)) \(line.isEmpty ? "shows it" : "all of it").")
    }
    help.add("\(key(.copy)) copies the selected value.", isAboutKeys: true)
    return help
  }

  private func help(over overlay: Overlay.Body) -> Help {
    switch overlay {
    case .picker(let picker):
      var help = Help(place: picker.title)
      help.add(
        "Typing filters this list, the arrows choose, Enter takes the selected line, Esc goes back.", isAboutKeys: true)
      if picker.takesID != nil { help.add("An id that is not listed can be typed or pasted in full.") }
      return help
    case .prompt(let prompt):
      var help = Help(place: prompt.title)
      if let problem = prompt.problem { help.add(problem, .error) }
      help.add("Type one line. Enter takes it; Esc goes back without it.", isAboutKeys: true)
      return help
    case .secret(let prompt):
      var help = Help(place: prompt.step.title)
      if let problem = prompt.problem { help.add(problem, .error) }
      help.add("Type one line. Enter takes it; Esc goes back without it.", isAboutKeys: true)
      return help
    case .confirmation(let confirmation):
      var help = Help(place: confirmation.title)
      help.add("This cannot be undone. y does what the question says, to the case it names; any other key means no.")
      help.add("Keys typed before it was drawn do not count.", isAboutKeys: true)
      return help
    case .reading(let reading):
      var help = Help(place: reading.title)
      help.add("Something to read: the arrows move, Esc closes.", isAboutKeys: true)
      if reading.unwrapped != nil {
        let ways = [Command.copy, .showAlone, .qrCode].filter { policyReason($0) == nil }
          .map { "\(key($0)) \(label(of: $0))" }
        help.add("To use the value elsewhere: \(ways.joined(separator: ", ")).")
      }
      if reading.revealed != nil { help.add("Health data is masked: \(key(.reveal)) shows it.", .phi) }
      return help
    }
  }

  /// The key of a command in the current place, for the help.
  private func key(_ command: Command) -> String { name(command, in: context) }
}

extension PickerPresentation {
  fileprivate static let helpTitle = "Help: "

  /// Every row is a command.
  package var listsCommands: Bool { !rows.isEmpty && rows.allSatisfy { Command(rawValue: $0.id) != nil } }

  /// The list of commands was asked for as help: with a few words about the place, and what each command does.
  package var isHelp: Bool { listsCommands && title.hasPrefix(Self.helpTitle) }
}

extension Picker.ID {
  static let palette = Picker.ID("palette")
}

/// A few words about a place, over the list of commands.
struct Help {
  /// "lookup box", "question 1.2".
  var place: String
  private var sentences: [(span: Span, isAboutKeys: Bool)] = []

  init(place: String) { self.place = place }

  /// - Parameter isAboutKeys: true for a sentence about keys that do not exist where commands are typed.
  mutating func add(_ sentence: String, _ role: Role = .text, isAboutKeys: Bool = false) {
    sentences.append((Span(sentence, role), isAboutKeys))
  }

  func lines(_ naming: CommandNaming) -> [Span] {
    sentences.filter { naming == .keys || !$0.isAboutKeys }.map(\.span)
  }
}

extension CommandEntry {
  /// The first two keys in this place, or else in any place.
  fileprivate func twoKeys(in context: InputContext) -> String {
    (keys(in: context) ?? keys).split(separator: " or ").prefix(2).joined(separator: " or ")
  }

  /// 0: a command of this place; 1: one with a key here as nearly everywhere; 2: any other.
  fileprivate func rank(in context: InputContext) -> Int {
    guard keys(in: context) != nil else { return 2 }
    let moves: Set<Command> = [.up, .down, .pageUp, .pageDown, .home, .end]
    return moves.contains(command) || InputContext.panes.allSatisfy { keys(in: $0) != nil } ? 1 : 0
  }
}
