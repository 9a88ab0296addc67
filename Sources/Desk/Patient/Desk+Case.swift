import Care360
import FoundationEssentials

extension Desk {
  func caseLines(at now: Date) -> [CaseLine] { builtLines(at: now)?.lines ?? [] }

  /// Nil where there is no case whose lines may be shown.
  func builtLines(at now: Date) -> CaseLines.Built? {
    guard let shown, !shown.needsIdentityCheck else { return nil }
    return shown.lines.built(
      from: CaseLines.Source(
        detail: shown.detail, activity: shown.activity, time: TimeText(zone: settings.zone, now: now), mask: maskText,
        isAllRevealed: shown.isAllRevealed, revealed: shown.revealed))
  }

  /// Said in place of health data. Lines that are read out have no cursor, which one of them could be revealed by.
  private var maskText: String {
    "•••••• (\(name(settings.naming == .names ? .revealAll : .reveal, in: .caseDetail)) shows)"
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
      if newerCase != nil { return confirmShownAgain(at: now) }
      setFocus(.lookup)
      lookup.goToList()
    case .accept:
      if let newer = newerCase { return openByID(newer, query: query, at: now) }
      if let shown, shown.needsIdentityCheck {
        patient.changeShown { $0.needsIdentityCheck = false }
        lookup.recents.noteCheck(of: shown.detail.id, unchecked: nil)
        patient.selectFirstLine()
      }
    case .nextField: setFocus(openDraft == nil ? .lookup : .form)
    case .previousField: setFocus(.lookup)
    case .previousSection: moveToSection(forward: false, at: now)
    case .nextSection: moveToSection(forward: true, at: now)
    case .reveal, .revealAll: return reveal(all: command == .revealAll)
    case .copy:
      guard let line = selectedLine(at: now), let value = line.value else {
        say(Span("Nothing to copy on this line; \(name(.copyMenu)) lists what can be copied.", .warning))
        return []
      }
      return copy(value, isID: line.isID)
    case .showAlone: showLineAlone(at: now)
    case .qrCode: showCodeOfLastLink()
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
    let lines = caseLines(at: now)
    return lines.first { $0.line.id == shown?.selectedID }
  }

  private mutating func moveInCase(_ movement: Movement, page: Int, at now: Date) {
    let lines = caseLines(at: now).filter { $0.line.kind != .blank }
    guard !lines.isEmpty else { return }
    let index = lines.firstIndex { $0.line.id == shown?.selectedID } ?? 0
    select(lines[movement.index(from: index, count: lines.count, page: page)].line.id)
  }

  /// A line that was revealed by itself is masked again when the cursor leaves it.
  mutating func select(_ id: String) {
    patient.changeShown { shown in
      if id != shown.selectedID { shown.revealed = [] }
      shown.selectedID = id
    }
  }

  private mutating func moveToSection(forward: Bool, at now: Date) {
    let lines = caseLines(at: now)
    let current = lines.firstIndex { $0.line.id == shown?.selectedID } ?? 0
    let sections = lines.indices.filter { lines[$0].line.kind == .section }
    let target = forward ? sections.first { $0 > current } : sections.last { $0 < current && landing($0) != current }
    if let target { select(lines[landing(target)].line.id) }

    /// The line of a section that is gone to.
    func landing(_ section: Int) -> Int {
      let id = landingID(of: lines[section].line.id)
      return lines.firstIndex { $0.line.id == id } ?? section
    }
  }

  /// Where sections are read out, they are so from their title.
  private func landingID(of section: String) -> String {
    guard settings.naming == .keys, let detail = shown?.detail else { return section }
    return CaseSections.landing(section, in: detail)
  }

  private mutating func reveal(all: Bool) -> [Effect] {
    guard let selected = shown?.selectedID, shown?.needsIdentityCheck == false else { return [] }
    patient.changeShown { all ? $0.revealAll() : $0.reveal(selected) }
    return [.timer(.mask(seconds: Self.maskAfterSeconds))]
  }

  mutating func openSections() {
    let lines = caseLines(at: lastKeyAt).filter { $0.line.kind == .section }
    let items = lines.map { line in
      Picker.Item(RowPresentation(id: line.line.id, spans: line.line.spans)) { desk, _ in
        desk.setFocus(.caseDetail)
        desk.select(desk.landingID(of: line.line.id))
        return []
      }
    }
    overlays.open(.picker(Picker(Picker.ID("sections"), title: "Sections", items: items)), about: aboutShown)
  }

  mutating func askForText() {
    let prompt = Prompt(
      "Find in case", placeholder: "text that is shown; masked text is not searched",
      ["Enter goes to the next line that has it."]
    ) { desk, typed, _ in
      desk.findInCase(typed.trimmedText)
      return .success([])
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  /// The next line below the cursor, or from the top, whose visible text has `text`.
  private mutating func findInCase(_ text: String) {
    let needle = SearchText(text)
    let lines = caseLines(at: lastKeyAt)
    guard !needle.isEmpty, !lines.isEmpty else { return }
    let current = lines.firstIndex { $0.line.id == shown?.selectedID } ?? 0
    let order = Array(lines.indices.dropFirst(current + 1)) + Array(lines.indices.prefix(current + 1))
    let hit = order.first { index in
      SearchText(lines[index].line.spans.map(\.text).joined()).contains(needle)
    }
    guard let hit else {
      say(Span("Not found in what is shown; masked text is not searched.", .warning))
      return
    }
    setFocus(.caseDetail)
    select(lines[hit].line.id)
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
