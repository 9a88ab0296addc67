import Care360
import FoundationEssentials

extension Desk {
  func caseLines(at now: Date) -> [CaseLine] { builtLines(at: now)?.lines ?? [] }

  /// Nil where there is no case whose lines may be shown.
  func builtLines(at now: Date) -> CaseLines.Built? {
    guard let shown, !shown.needsIdentityCheck, !shown.isNew else { return nil }
    return shown.lines.built(
      from: CaseLines.Source(
        detail: shown.detail, isNewest: isNewest(shown), activity: shown.activity,
        time: TimeText(zone: settings.zone, now: now, isSpoken: settings.naming == .names), mask: maskText,
        maskHint: shown.isAllRevealed || settings.naming == .names
          ? nil : "\(name(.revealAll, in: .caseDetail)) shows it",
        timeline: shown.timeline, isAllRevealed: shown.isAllRevealed, revealed: shown.revealed))
  }

  /// The text that replaces health data. Lines that are read aloud have no cursor to reveal a single line with.
  private var maskText: String {
    settings.naming == .names ? "•••••• (\(name(.revealAll, in: .caseDetail)) shows)" : "••••••"
  }

  mutating func caseInput(_ input: Input, at now: Date) -> [Effect] {
    switch input {
    case .moved(let movement, let page): moveInCase(movement, page: page, at: now)
    case .command(let command): return caseCommand(command, at: now)
    case .pasted: pasteOutside()
    default: break
    }
    return []
  }

  private mutating func caseCommand(_ command: Command, at now: Date) -> [Effect] {
    switch command {
    case .back:
      if let effects = cancelRunning() { return effects }
      if clearFind() { return [] }
      if newerCase != nil { return confirmShownAgain(at: now) }
      // A case of the worklist goes back to its row.
      if placeInWorklist != nil { return openWorklist(at: now) }
      setFocus(.lookup)
      lookup.goToList()
    case .accept:
      if shown?.isNew == true { return openNewPatient() }
      if let newer = newerCase { return openByID(newer, query: query, at: now) }
      if let shown, shown.needsIdentityCheck {
        patient.changeShown { $0.needsIdentityCheck = false }
        lookup.recents.noteCheck(of: shown.detail.id, unchecked: nil)
        patient.selectFirstLine()
      } else if shown?.selectedID == CaseSections.earlierID {
        showTimeline(TimelineView(kind: shown?.timeline.kind, isWhole: true), at: now)
      } else if let shown, let line = shown.selectedID, let file = CaseSections.file(ofLine: line, in: shown.detail) {
        guard let reason = fileReason else { return askForLink(of: file) }
        say(Span("The file cannot be opened: \(reason).", .warning))
      }
    case .nextField: setFocus(openDraft == nil ? .lookup : .form)
    case .previousField: setFocus(.lookup)
    case .previousSection: moveToSection(forward: false, at: now)
    case .nextSection: moveToSection(forward: true, at: now)
    case .reveal, .revealAll: return reveal(all: command == .revealAll)
    case .copy:
      guard let line = selectedLine(at: now), let value = line.value else {
        say(Span("Nothing to copy on this line; \(name(.copyMenu)) lists the values to copy.", .warning))
        return []
      }
      return copy(value, isID: line.isID)
    case .showAlone: showLineAlone(at: now)
    case .qrCode: return showCodeOfLastLink()
    default: break
    }
    return []
  }

  /// The person stays with the older case: it has to be confirmed live by its id before anything may act on it.
  private mutating func confirmShownAgain(at now: Date) -> [Effect] {
    patient.stayWithOlder()
    guard let shown, case .notConfirmed = shown.standing else { return [] }
    return refresh(at: now)
  }

  func selectedLine(at now: Date) -> CaseLine? {
    builtLines(at: now)?.line(shown?.selectedID)
  }

  private mutating func moveInCase(_ movement: Movement, page: Int, at now: Date) {
    let goal = builtLines(at: now)?.stop(after: movement, from: shown?.selectedID, page: page)
    if let goal { select(goal) }
  }

  /// A line that was revealed by itself is masked again when the cursor leaves it.
  mutating func select(_ id: String) {
    patient.changeShown { shown in
      if id != shown.selectedID { shown.revealed = [] }
      shown.selectedID = id
    }
  }

  private mutating func moveToSection(forward: Bool, at now: Date) {
    guard let built = builtLines(at: now) else { return }
    let lines = built.lines
    let current = built.drawn.index(of: shown?.selectedID) ?? 0
    let sections = lines.indices.filter { lines[$0].line.kind == .section }
    let target = forward ? sections.first { $0 > current } : sections.last { $0 < current && landing($0) != current }
    if let target {
      let goal = landing(target)
      leap(to: lines[goal].line.id, goal == target ? .top : .third)
    }

    /// The line of a section that is gone to.
    func landing(_ section: Int) -> Int {
      built.drawn.index(of: landingID(of: lines[section].line.id)) ?? section
    }
  }

  /// Sections that are read aloud start at their title.
  private func landingID(of section: String) -> String {
    guard settings.naming == .keys, let detail = shown?.detail else { return section }
    return CaseSections.landing(section, in: detail)
  }

  private mutating func reveal(all: Bool) -> [Effect] {
    guard let selected = shown?.selectedID, shown?.needsIdentityCheck == false else { return [] }
    if !all, selectedLine(at: lastKeyAt)?.isPHI != true {
      say(Span("Nothing is hidden on this line; \(name(.revealAll)) shows or hides all health data.", .muted))
      return []
    }
    patient.changeShown { all ? $0.revealAll() : $0.reveal(selected) }
    return maskLater() + (shown?.isMasked == false ? noteReveal() : [])
  }

  /// Records that health data was unmasked: of the shown case once for each opening.
  mutating func noteReveal() -> [Effect] {
    let id = caseOnTop
    if let shown, shown.detail.id == id {
      guard !shown.isRevealNoted else { return [] }
      patient.changeShown { $0.isRevealNoted = true }
    }
    return [.record(.disclosed(.revealed, id))]
  }

  mutating func openSections() {
    let lines = caseLines(at: lastKeyAt).filter { $0.line.kind == .section }
    let items = lines.map { line in
      Picker.Item(RowPresentation(id: line.line.id, spans: line.line.spans)) { desk, _ in
        desk.setFocus(.caseDetail)
        let goal = desk.landingID(of: line.line.id)
        desk.leap(to: goal, goal == line.line.id ? .top : .third)
        return []
      }
    }
    overlays.open(.picker(Picker(Picker.ID("sections"), title: "Sections", items: items)), about: aboutShown)
  }

  /// Opens the list of event kinds in the timeline, with the number of each.
  mutating func openTimelineKinds() {
    guard let shown, !shown.needsIdentityCheck else { return }
    let time = TimeText(zone: settings.zone, now: lastKeyAt)
    var own: [ActivityEntry] = []
    if case .success(let entries)? = shown.activity { own = entries }
    let counts = Dictionary(grouping: Timeline(shown.detail, activity: own, time: time).entries, by: \.kind)
      .mapValues(\.count)
    let kinds: [TimelineKind?] = [nil] + TimelineKind.allCases.filter { counts[$0] != nil }
    let items = kinds.map { kind in
      let count = kind.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
      return Picker.Item(
        RowPresentation(
          id: kind?.rawValue ?? "all", spans: [Span(kind?.plural ?? "everything")],
          trailing: Span("\(count)", .muted))
      ) { desk, now in
        desk.setFocus(.caseDetail)
        desk.showTimeline(TimelineView(kind: kind, isWhole: true), at: now)
        return []
      }
    }
    overlays.open(.picker(Picker(Picker.ID("timeline"), title: "Timeline", items: items)), about: aboutShown)
  }

  mutating func showTimeline(_ view: TimelineView, at now: Date) {
    let selected = shown?.selectedID
    patient.changeShown { $0.timeline = view }
    if selected == CaseSections.earlierID {
      // Puts the cursor on the first of the lines that were hidden.
      let lines = caseLines(at: now).drop { $0.line.id != CaseSections.timelineID }
      if let first = lines.dropFirst(TimelineView.fewest + 1).first { select(first.line.id) }
    } else {
      leap(to: CaseSections.timelineID, .top)
    }
  }

  mutating func openCopyMenu() {
    guard let shown, !shown.needsIdentityCheck else { return }
    let detail = shown.detail
    let tracking = detail.newestOrder?.trackingID
    let link = links.last(of: detail.id)?.link
    let values: [(name: String, value: String?, isID: Bool)] = [
      ("case id", detail.id.text, true), ("short id", detail.shortID, true),
      ("e-mail", detail.submitter.email, false), ("phone", detail.submitter.phoneNumber, false),
      ("name", detail.submitter.fullName, false), ("birth date", detail.submitter.birthDate, false),
      ("tracking number", tracking, true), ("last refill link", link, true),
    ]
    let items = values.compactMap { name, value, isID in
      value.map { value in
        Picker.Item(RowPresentation(id: name, spans: [Span("\(name)  ", .label), Span(value)])) { desk, _ in
          desk.copy(value, isID: isID)
        }
      }
    }
    overlays.open(.picker(Picker(Picker.ID("copy menu"), title: "Copy", items: items)), about: aboutShown)
  }
}
