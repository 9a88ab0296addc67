import Care360
import FoundationEssentials

extension Desk {
  /// The top overlay sees keys first, then commands that work everywhere, then the pane that has the focus.
  mutating func handle(_ input: Input, at now: Date) -> [Effect] {
    if screen.dropsTyping, overlays.isEmpty {
      guard case .command(let command) = input else { return [] }
      screen.takeTyping()
      if command == .back || command == .accept { return [] }
    }
    if case .command(let command) = input, let effects = everywhere(command, at: now) { return effects }
    if !overlays.isEmpty { return overlayInput(input, at: now) }
    switch focus {
    case .lookup: return lookupInput(input, at: now)
    case .worklist: return worklistInput(input, at: now)
    case .caseDetail: return caseInput(input, at: now)
    case .form: return openComposer == nil ? editorInput(input, at: now) : composerInput(input, at: now)
    }
  }

  private mutating func everywhere(_ command: Command, at now: Date) -> [Effect]? {
    switch command {
    case .redraw:
      screen.redraw()
      return [.screen(.redraw)]
    case .suspend:
      if let reason = policyReason(command) { return off(command, reason) }
      return lockNow(suspends: true, because: .suspended, at: now)
    case .lock: return lockNow(because: .hand, at: now)
    case .interrupt:
      if focus == .worklist, let effects = stopWorklist(at: now) { return effects }
      if let effects = cancelRunning() { return effects }
      return askToQuit()
    case .reloadTheme: return [.screen(.useTheme(appearance.drawn, isPreview: false))]
    case .widen:
      screen.toggleWidth()
      return []
    case .widenSide:
      if !screen.widenSide(by: 1) { say(Span("The panes on the left are as wide as they get.", .muted)) }
      return []
    case .narrowSide:
      if !screen.widenSide(by: -1) { say(Span("The panes on the left are as narrow as they get.", .muted)) }
      return []
    case .mouse: return [.screen(.setMouse(!appearance.isMouseOn))]
    case .quit:
      // q closes a view; with none open it asks.
      return overlays.isEmpty ? askToQuit() : closeTop(at: now)
    default: break
    }
    guard overlays.isEmpty else {
      guard command == .help || command == .palette else { return nil }
      openPalette(isHelp: command == .help)
      return []
    }
    return onPanes(command, at: now)
  }

  /// Commands of the panes; a confirmation or list above them keeps these away.
  private mutating func onPanes(_ command: Command, at now: Date) -> [Effect]? {
    if let reason = reason(against: command) { return off(command, reason) }
    // A command that acts on the case brings the case to the screen, however few panes fit, and it stays there.
    if let action = CaseAction.of(command) {
      if !action.staysInForm || focus == .lookup { setFocus(.caseDetail) }
      return action.begin(&self, now)
    }
    if command == .wrongPerson { setFocus(.caseDetail) }
    switch command {
    case .help, .palette: openPalette(isHelp: command == .help)
    case .find:
      setFocus(.lookup)
      lookup.focusField()
    case .focusLookupPane:
      setFocus(.lookup)
      lookup.goToList()
    case .focusCasePane: setFocus(.caseDetail)
    case .focusFormPane:
      if let open = openDraft { return openOrCreate(open.slot.kind, at: now) }
      guard let id = shown?.detail.id, drafts[id] != nil else {
        say(Span("No form is open: \(name(.addProducts)) opens one.", .warning))
        return []
      }
      return openOrCreate(.form, at: now)
    case .nextPane: nextPane()
    case .newCase: return beginNewCase(at: now)
    case .drafts: openDrafts(at: now)
    case .refresh: return focus == .worklist ? askForWorklist(at: now) : refresh(at: now)
    case .worklist: return openWorklist(at: now)
    case .nextCase: return openNeighbour(by: 1, at: now)
    case .previousCase: return openNeighbour(by: -1, at: now)
    case .worklistView: openWorklistViews()
    case .worklistWindow: openWorklistWindows()
    case .worklistStatuses: openWorklistStatuses()
    case .worklistOrder: openWorklistOrders()
    case .findInWorklist: askForTextInWorklist()
    case .token: askForToken()
    case .credentials:
      say(Span("Reading the API key and access token again …", .accent))
      return [.token(.reload)]
    case .activity: return openActivity()
    case .purpose: askForPurpose(then: nil)
    case .passphrase: ask(.oldPassphrase)
    case .templates: return openTemplates(toDelete: false)
    case .deleteTemplate: return openTemplates(toDelete: true)
    case .saveTemplate: askTemplateName()
    case .importForm: askImportPath()
    case .exportForm: askExportPath()
    case .theme: return [.screen(.listThemes)]
    case .profile: return [.screen(.listProfiles)]
    case .sections: openSections()
    case .findInCase: askForText()
    case .findNext, .findPrevious: findAgain(forward: command == .findNext)
    case .timeline: openTimelineKinds()
    case .copyMenu: openCopyMenu()
    case .files: openFiles()
    case .wrongPerson: askWrongPerson()
    case .claim: return claimCommand()
    case .handOver: handOverCommand(at: now)
    case .followUp: followUpCommand(at: now)
    case .followUpDone: followUpCommand(.finish, at: now)
    case .moveFollowUp: followUpCommand(.move, at: now)
    case .deleteFollowUp: followUpCommand(.delete, at: now)
    case .promo: askForPromo()
    case .appointments: return openAppointments()
    case .appointmentDay: askForAppointmentDay(at: now)
    default: return nil
    }
    return []
  }

  private mutating func off(_ command: Command, _ reason: String) -> [Effect] {
    say(Span("\(label(of: command)) is off: \(reason)", .warning))
    return []
  }

  private mutating func lookupInput(_ input: Input, at now: Date) -> [Effect] {
    if case .command(.back) = input, let effects = cancelRunning() { return effects }
    if case .command(.nextField) = input, lookup.isInList {
      nextPane()
      return []
    }
    let before = lookup.buffer.text
    var effects: [Effect] = []
    for outcome in lookup.handle(input) {
      switch outcome {
      case .search(let identifier): effects += search(identifier, at: now)
      case .reopen(let id): effects += reopen(id, at: now)
      case .goOn(let id): effects += openStored(id, at: now)
      case .notice(let span): say(span)
      case .pasteOutside: pasteOutside()
      }
    }
    return effects + getConnectionsReady(since: before)
  }

  mutating func pasteOutside() {
    say(Span("You can paste only into a text field: press \(name(.find)) first.", .warning))
  }

  private mutating func nextPane() {
    let panes = PaneID.allCases.filter {
      ($0 != .form || openDraft != nil) && ($0 != .worklist || worklist.isOpen)
    }
    let here = panes.firstIndex(of: focus) ?? panes.endIndex - 1
    setFocus(panes[(here + 1) % panes.count])
    if focus == .lookup { lookup.goToList() }
  }

  /// Moving the focus away from health data masks that data again.
  mutating func setFocus(_ pane: PaneID) {
    guard pane != focus else { return }
    mask()
    screen.focus(on: pane)
  }

  // MARK: Overlays

  private mutating func overlayInput(_ input: Input, at now: Date) -> [Effect] {
    guard let top = overlays.top else { return [] }
    if case .command(.back) = input { return closeTop(at: now) }
    switch top {
    case .picker(var picker):
      if case .command(.accept) = input { return choose(picker, at: now) }
      let before = picker.selected
      picker.handle(input)
      overlays.top = .picker(picker)
      filters.keep(picker, of: shown?.detail.id)
      return preview(picker, since: before)
    case .secret(var prompt):
      guard !prompt.isWaiting else { return [] }
      if case .command(.accept) = input { return submitSecret(prompt, at: now) }
      prompt.handle(input)
      overlays.top = .secret(prompt)
      return []
    case .prompt(var prompt):
      switch input {
      case .typed(let text), .pasted(let text): prompt.insert(text)
      case .pastedSecret(let text): prompt.insert(text.text)
      case .replaced(let text): prompt.replace(with: text)
      case .replacedSecret(let text): prompt.replace(with: text.text)
      case .edited(let edit): prompt.apply(edit)
      case .command(.accept): return submit(prompt, at: now)
      default: return []
      }
      overlays.top = .prompt(prompt)
      return []
    case .confirmation(let confirmation):
      // Everything but y does nothing here; Esc was handled above.
      guard case .command(.confirm) = input else { return [] }
      if let unread = screen.unread(at: door.uptime) {
        say(Span(unread.sentence, .warning))
        return []
      }
      if let reason = confirmation.reasonToWait(self) {
        say(Span("Wait: \(reason).", .warning))
        return []
      }
      return confirmed(confirmation, at: now)
    case .reading(var reading):
      if reading.isExpired(at: now), [.command(.copy), .command(.showAlone), .command(.qrCode)].contains(input) {
        say(Span("The link has expired: ask for another one.", .warning))
        return []
      }
      switch input {
      case .moved(let movement, let page):
        reading.move(movement, page: page)
        overlays.top = .reading(reading)
      case .command(.accept):
        guard let again = reading.again else { return [] }
        overlays.close()
        return again(&self, now)
      case .command(.copy):
        if let reason = policyReason(.copy) { return off(.copy, reason) }
        if let text = reading.unwrapped { return copy(text, isID: reading.isID) }
      case .command(.reveal), .command(.revealAll):
        guard reading.reveal() else { return [] }
        overlays.top = .reading(reading)
        return maskLater() + (reading.isRevealed ? noteReveal() : [])
      case .command(.showAlone):
        if let text = reading.unwrapped { showAlone(text, title: reading.title, isID: reading.isID, reading.givenAt) }
      case .command(.qrCode):
        if let reason = policyReason(.qrCode) { return off(.qrCode, reason) }
        if let text = reading.unwrapped { return showCode(of: text, reading) }
      default: break
      }
      return []
    }
  }

  private mutating func submit(_ prompt: Prompt, at now: Date) -> [Effect] {
    guard let overlay = overlays.take() else { return [] }
    switch prompt.submit(&self, prompt.buffer, now) {
    case .success(let effects): return effects
    case .failure(let refusal):
      var again = prompt
      again.problem = refusal.sentence
      overlays.open(.prompt(again), about: overlay.about)
      return []
    }
  }

  private mutating func choose(_ picker: Picker, at now: Date) -> [Effect] {
    guard let item = picker.selected else { return [] }
    if let reason = item.row.disabledReason ?? picker.reasonToWait?(self) {
      say(Span(reason, .warning))
      return []
    }
    overlays.close()
    return item.choose(&self, now)
  }

  /// Shows the selected row at once in lists that preview; nothing else happens before Enter.
  func preview(_ picker: Picker, since before: Picker.Item?) -> [Effect] {
    guard let preview = picker.preview, let selected = picker.selected, selected.row.id != before?.row.id else {
      return []
    }
    return preview(selected)
  }

  func label(of command: Command) -> String {
    settings.directory[command]?.label ?? command.rawValue
  }
}
