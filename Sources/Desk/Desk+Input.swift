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
    case .caseDetail: return caseInput(input, at: now)
    case .form: return editorInput(input, at: now)
    }
  }

  private mutating func everywhere(_ command: Command, at now: Date) -> [Effect]? {
    switch command {
    case .redraw:
      screen.redraw()
      return [.screen(.redraw)]
    case .suspend:
      guard settings.allowsSuspend else {
        say(Span("\(label(of: .suspend)) is off: the site policy keeps suspending off", .warning))
        return []
      }
      return lockNow(suspends: true, at: now)
    case .lock: return lockNow(at: now)
    case .interrupt:
      if let effects = cancelRunning() { return effects }
      return askToQuit()
    case .reloadTheme: return [.screen(.useTheme(looks.theme, isPreview: false))]
    case .mouse: return [.screen(.setMouse(!looks.isMouseOn))]
    case .quit:
      // q closes a view; with none open it asks.
      return overlays.isEmpty ? askToQuit() : closeTop()
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
    if let reason = unavailable[command] {
      say(Span("\(label(of: command)) is off: \(reason)", .warning))
      return []
    }
    // What acts on the case has it on the screen below, however few panes there is room for, and stays there afterwards.
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
      lookup.isInList = true
    case .focusCasePane: setFocus(.caseDetail)
    case .focusFormPane:
      guard let id = shown?.detail.id, drafts[id] != nil else {
        say(Span("No form is open: a opens one.", .warning))
        return []
      }
      return openOrCreateEditor(at: now)
    case .nextPane: nextPane()
    case .drafts:
      openDrafts(at: now)
      // Other sessions and the command line settle writes too.
      return [.record(.listUnsettled)]
    case .refresh: return refresh(at: now)
    case .token: overlays.open(.prompt(Prompt(purpose: .token)), about: .nobody)
    case .credentials:
      say(Span("Reading API key and access token again …", .accent))
      return [.token(.reload)]
    case .activity: return openActivity()
    case .passphrase: ask(.oldPassphrase)
    case .templates: return openTemplates(toDelete: false)
    case .deleteTemplate: return openTemplates(toDelete: true)
    case .saveTemplate: askTemplateName()
    case .importForm: overlays.open(.prompt(Prompt(purpose: .importPath)), about: .nobody)
    case .exportForm: askExportPath()
    case .theme: return [.screen(.listThemes)]
    case .profile: return [.screen(.listProfiles)]
    case .sections: openSections()
    case .findInCase: overlays.open(.prompt(Prompt(purpose: .findInCase)), about: aboutShown)
    case .copyMenu: openCopyMenu()
    case .wrongPerson: askWrongPerson()
    default: return nil
    }
    return []
  }

  private mutating func lookupInput(_ input: Input, at now: Date) -> [Effect] {
    if case .command(.back) = input, let effects = cancelRunning() { return effects }
    if case .command(.nextField) = input, lookup.isInList {
      nextPane()
      return []
    }
    var effects: [Effect] = []
    for outcome in lookup.handle(input) {
      switch outcome {
      case .search(let identifier): effects += search(identifier, at: now)
      case .reopen(let id): effects += reopen(id, at: now)
      case .goOn(let id): effects += openStored(id, at: now)
      case .notice(let span): say(span)
      }
    }
    return effects
  }

  private mutating func nextPane() {
    switch focus {
    case .lookup: setFocus(.caseDetail)
    case .caseDetail where openEditor != nil: setFocus(.form)
    case .caseDetail, .form:
      setFocus(.lookup)
      lookup.isInList = true
    }
  }

  /// Health data is masked again when the focus leaves it.
  mutating func setFocus(_ pane: PaneID) {
    guard pane != focus else { return }
    mask()
    screen.focus(on: pane)
  }

  // MARK: Overlays

  private mutating func overlayInput(_ input: Input, at now: Date) -> [Effect] {
    guard let top = overlays.top else { return [] }
    if case .command(.back) = input { return closeTop() }
    switch top {
    case .picker(var picker):
      if case .command(.accept) = input { return choose(picker, at: now) }
      let before = picker.selected
      picker.handle(input)
      overlays.top = .picker(picker)
      filters.keep(picker, of: shown?.detail.id)
      return preview(picker, since: before)
    case .prompt(var prompt):
      guard !prompt.isWaiting else { return [] }
      switch input {
      case .typed(let text), .pasted(let text): prompt.insert(text)
      case .replaced(let text): prompt.replace(with: text)
      case .edited(let edit): prompt.apply(edit)
      case .command(.accept): return submit(prompt, at: now)
      default: return []
      }
      overlays.top = .prompt(prompt)
      return []
    case .confirmation(let confirmation):
      // Everything but y does nothing here; Esc was handled above.
      guard case .command(.confirm) = input else { return [] }
      return confirmed(confirmation, at: now)
    case .reading(var reading):
      switch input {
      case .moved(let movement, let page):
        reading.move(movement, page: page)
        overlays.top = .reading(reading)
      case .command(.copy):
        if let reason = unavailable[.copy], !settings.allowsClipboard {
          say(Span("\(label(of: .copy)) is off: \(reason)", .warning))
        } else if let text = reading.unwrapped {
          return [.screen(.copy(text))]
        }
      case .command(.reveal), .command(.revealAll):
        guard reading.reveal() else { return [] }
        overlays.top = .reading(reading)
        return [.timer(.mask(seconds: Self.maskAfterSeconds))]
      case .command(.showAlone):
        if let text = reading.unwrapped { showAlone(text, title: reading.title) }
      case .command(.qrCode):
        if let reason = unavailable[.qrCode], !settings.allowsQR {
          say(Span("\(label(of: .qrCode)) is off: \(reason)", .warning))
          return []
        }
        if let text = reading.unwrapped { showCode(of: text, reading) }
      default: break
      }
      return []
    }
  }

  private mutating func submit(_ prompt: Prompt, at now: Date) -> [Effect] {
    switch prompt.purpose {
    case .findInCase:
      overlays.close()
      findInCase(prompt.buffer.text)
      return []
    case .closeReason:
      guard let problem = closeReasonTyped(prompt.buffer.text, at: now) else { return [] }
      var again = prompt
      again.problem = problem
      overlays.top = .prompt(again)
      return []
    case .token:
      do {
        _ = try Secret(validating: prompt.buffer.text.utf8)
      } catch {
        var again = prompt
        again.problem = "That cannot be a token. \(error.sentence)"
        overlays.top = .prompt(again)
        return []
      }
      overlays.close()
      return [.token(.replace(prompt.buffer.text))]
    case .templateName, .importPath, .exportPath:
      switch submitFile(prompt) {
      case .success(let effects):
        overlays.close()
        return effects
      case .failure(let refusal):
        var again = prompt
        again.problem = refusal.sentence
        overlays.top = .prompt(again)
        return []
      }
    case .secret(let step): return submitSecret(prompt, step)
    }
  }

  private mutating func choose(_ picker: Picker, at now: Date) -> [Effect] {
    guard let item = picker.selected else { return [] }
    if let reason = item.row.disabledReason {
      say(Span(reason, .warning))
      return []
    }
    if case .bundle = item.choice, !bundleChoice.isReady {
      say(Span("Wait: the case and the bundles are being read before the bundle is changed.", .warning))
      return []
    }
    overlays.close()
    switch item.choice {
    case .run(let command): return handle(.command(command), at: now)
    case .line(let id):
      setFocus(.caseDetail)
      patient.look { $0.selectedID = id }
    case .copy(let text): return [.screen(.copy(text))]
    case .theme(let name): return [.screen(.useTheme(name, isPreview: false))]
    case .profile(let name): return switchProfile(name, at: now)
    case .refill(let product, let name): confirmRefill(product, name: name, at: now)
    case .bundle(let id): confirmBundle(id, at: now)
    case .caseStatus(let wish): caseStatusChosen(wish, at: now)
    case .product(let id, let name): return productPicked(id, name: name)
    case .question(let id):
      if let shownID = shown?.detail.id { drafts.edit(shownID) { $0.jump(to: id) } }
    case .template(let template):
      if let shownID = shown?.detail.id, drafts.takenOver(shownID) == nil {
        drafts.edit(shownID) { $0.apply(template) }
      }
    case .templateToDelete(let name): askToDeleteTemplate(name)
    case .draft(let id):
      // The two texts are decided about where the patient may be named.
      guard drafts.keeper(of: id)?.disputed == nil || isKeyRefused else {
        openConflict(id, at: now)
        return []
      }
      return openDraft(id, at: now)
    case .stored(let id): return openStored(id, at: now)
    case .keepMine(let id): askToKeepMine(id, at: now)
    case .takeOther(let id): askToTakeOther(id, at: now)
    case .unsettled(let number): askToSettle(number, at: now)
    case .earlierUnsettled(let id): askToSettle(earlier: id, at: now)
    case .lookAgain(let target): return lookAgain(target, at: now)
    case .settle(let target, let outcome): return settle(target, as: outcome)
    case .nothing: break
    case .link(let index): if links.all.indices.contains(index) { show(links.all[index]) }
    }
    return []
  }

  func label(of command: Command) -> String {
    settings.directory.first { $0.command == command }?.label ?? command.rawValue
  }
}
