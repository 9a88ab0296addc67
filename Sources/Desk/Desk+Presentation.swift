import Care360
package import FoundationEssentials

extension Desk {
  /// The presentation to draw at `now`.
  ///
  /// - Parameter offered: the commands that the front end offers here; it says of them alone why they are off.
  package func presentation(at now: Date, offered: [Command] = Command.allCases) -> ScreenPresentation {
    guard !door.isCovering else { return covered(at: now, offered: offered) }
    return ScreenPresentation(
      header: header(at: now),
      lookup: lookup.presentation(
        at: now, zone: settings.zone, hidesRecents: isKeyRefused, answered: answered, isFocused: focus == .lookup,
        isSpoken: settings.naming == .names),
      casePane: casePane(at: now), editor: editorPane(at: now), focus: focus,
      overlays: overlays.stack.map { present($0, at: now) },
      notice: notice, unavailable: reasons(against: offered), context: context, redraws: screen.redraws,
      worklist: worklistPresentation(at: now), front: screen.front, isWide: screen.isWide,
      sideSteps: screen.sideSteps, isDimmed: isDimmed)
  }

  private var answered: (query: LookupIdentifier, at: Date)? {
    guard let shown, let query, case .live(let since) = shown.standing else { return nil }
    return (query, since)
  }

  /// The text of the editor that has the cursor; nil: none has.
  package var textWithCursor: TextFieldPresentation? {
    guard overlays.isEmpty, focus == .form else { return nil }
    switch openDraft {
    case .form(let editor)?: return editor.review == nil ? editor.textWithCursor : nil
    case .text(let composer)?: return composer.text.presentation()
    case nil: return nil
    }
  }

  /// The topmost overlay above the panes, as it would be drawn now.
  package var topOverlay: OverlayPresentation? {
    door.isCovering ? lockOverlay : overlays.last.map { present($0, at: lastKeyAt) }
  }

  private var lockOverlay: OverlayPresentation {
    door.lock.presentation(environment: environment, operatorName: settings.operatorName, at: door.uptime)
  }

  /// The screen under the lock. Nothing in it is about a patient: no name, no title, no count of rows.
  private func covered(at now: Date, offered: [Command]) -> ScreenPresentation {
    let empty = TextFieldPresentation(text: "", cursor: 0)
    return ScreenPresentation(
      header: header(at: now),
      lookup: LookupPresentation(field: empty, hint: nil, listTitle: "", rows: [], selectedID: nil, emptyText: ""),
      casePane: CasePresentation(
        title: "", badge: nil, banners: [], summary: [], lines: [], selectedID: nil, emptyText: []),
      editor: nil, focus: focus, overlays: [lockOverlay], notice: nil, unavailable: reasons(against: offered),
      context: context, redraws: screen.redraws)
  }

  private func present(_ overlay: Overlay, at now: Date) -> OverlayPresentation {
    switch overlay.body {
    case .picker(let picker): picker.presentation
    case .prompt(let prompt): prompt.presentation
    case .secret(let prompt): prompt.presentation(at: door.uptime)
    case .reading(let reading): reading.presentation(at: now)
    case .confirmation(let confirmation): present(confirmation, number: overlay.number)
    }
  }

  private func present(_ confirmation: Confirmation, number: Int) -> OverlayPresentation {
    let text = confirmation.lines.map { $0.map(\.text).joined() }.joined(separator: "\n")
    let warning = LookAlikes.warning(about: text).map { [[Span($0, .warning)]] } ?? []
    let reason = confirmation.reasonToWait(self)
    // Lines take no yes that was typed before the question either, but have no place to say so.
    let isEarly = settings.naming == .keys && screen.unread(at: door.uptime) == .early
    return .confirmation(
      ConfirmationPresentation(
        number: number, title: confirmation.title, environment: environment, lines: confirmation.lines + warning,
        isHidden: isMaskedWithoutFocus,
        accept: reason.map { "wait: \($0)" } ?? confirmation.presentedAccept, isLive: reason == nil && !isEarly))
  }

  private var environment: Span { Span(settings.environmentName, settings.environmentRole) }

  private func header(at now: Date) -> HeaderPresentation {
    var notices: [Span] = []
    let sending = writes.sendingCount
    if sending > 0 { notices.append(Span("sending", .accent)) }
    let unsettled = writes.pending.count - sending + writes.left.count
    if unsettled > 0 { notices.append(Span("\(unsettled) unsettled", .warning)) }
    if let countdown = door.lock.countdown(at: door.uptime) { notices.insert(Span(countdown, .warning), at: 0) }
    notices += draftNotices + dueNotice(at: now)
    notices += reminderNotice + handOverNotice + teamNotice(at: now)
    if let unsent = writes.unsent { notices.append(unsent.notice(TimeText(zone: settings.zone, now: now))) }
    if let reason = settings.readOnlyReason { notices.append(Span("read-only: \(reason)", .readonly)) }
    if let purpose = purpose.chosen { notices.append(Span("purpose: \(purpose)", .muted)) }
    if screen.isProgramReplaced {
      notices.append(Span("new version installed: restart when convenient", .muted))
    }
    let connection =
      switch connection {
      case .notYet: Span("○ not asked yet", .muted)
      case .connected where isKeyRefused: Span("○ KEY REFUSED", .error)
      case .connected: Span("● connected", .success)
      case .offline: Span("○ OFFLINE", .error)
      }
    return HeaderPresentation(
      environment: environment, connection: connection, notices: notices, unsavedDrafts: notKept.count)
  }

  /// The context that decides what each key means now.
  package var context: InputContext {
    guard !door.isCovering else { return .prompt }
    switch overlays.top {
    case .picker: return .picker
    case .prompt, .secret: return .prompt
    case .confirmation: return .confirmation
    case .reading(let reading): return .reading(copies: reading.unwrapped != nil)
    case nil: break
    }
    if screen.dropsTyping { return .prompt }
    switch focus {
    case .lookup: return lookup.context
    case .worklist: return .worklist
    case .caseDetail: return .caseDetail
    case .form: return openDraft?.context ?? .caseDetail
    }
  }

  /// True where the text that is typed or pasted now is masked, or meant for a question that is still to come.
  package var takesSecret: Bool {
    guard !door.isCovering else { return true }
    return switch overlays.top {
    case .secret: true
    case .prompt(let prompt): prompt.isSecret
    case .picker, .confirmation, .reading: false
    case nil: screen.dropsTyping || willAskForSecret
    }
  }

  /// True until the store has said that it needs a passphrase.
  var willAskForSecret: Bool { door.store == .notYet && settings.beginsWithSecret }

  /// Those of `commands` that are off just now, each with its reason.
  private func reasons(against commands: [Command]) -> [Command: String] {
    commands.reduce(into: [:]) { reasons, command in reasons[command] = reason(against: command) }
  }

  /// Why a command is off just now; nil where it is not. The site policy counts before all that is done here.
  func reason(against command: Command) -> String? {
    guard !door.isCovering else {
      switch command {
      case .accept, .redraw, .suspend: return nil
      // Esc clears the typed text from the field.
      case .back: return door.lock.secret != .nothing ? nil : "locked"
      default: return "locked"
      }
    }
    guard let row = CommandRow.of(command) else { return nil }
    return row.policy(self) ?? row.off(self)
  }

  // MARK: The case pane

  private func casePane(at now: Date) -> CasePresentation {
    let time = TimeText(zone: settings.zone, now: now)
    guard let shown else {
      return CasePresentation(
        title: "Case", badge: nil, banners: recordBanners + parkedBanners, summary: [], lines: [], selectedID: nil,
        emptyText: patient.message + unsettledLines(time: time) + leftOpenLine(time: time))
    }
    if shown.isNew { return newCasePane(shown, at: now) }
    let birthDate = shown.detail.submitter.birthDate ?? "birth date not given"
    let place = placeInWorklist.map { "\($0) · " } ?? ""
    let title = "Case \(place)\(shown.shortID) · \(shown.patientName) · \(birthDate)"
    let badge: Span =
      switch shown.standing {
      case .live(let since): Span("checked \(time.stamp(since)) \(time.zoneName)", .success)
      case .notConfirmed(let since): Span("not confirmed, from \(time.stamp(since)) \(time.zoneName)", .stale)
      }
    let built = builtLines(at: now)
    if shown.needsIdentityCheck { return identityCheck(shown, title: "Case \(shown.shortID)", badge: badge, at: now) }
    return CasePresentation(
      title: title, badge: badge, banners: banners(shown, at: now),
      summary: built?.summary ?? [],
      lines: built?.drawn ?? [], columns: built?.columns ?? [], selectedID: shown.selectedID,
      leap: shown.leap, found: found(at: now), emptyText: [],
      accept: newerCase == nil ? nil : "open the newer case", decline: decline)
  }

  /// True when the service gave this case as the patient's newest one.
  func isNewest(_ shown: ShownCase) -> Bool {
    guard shown.isLive, newerCase == nil, let query else { return false }
    if case .caseID = query { return false }
    return true
  }

  var decline: String? { newerCase == nil ? nil : "stay with this case" }

  func banners(_ shown: ShownCase, at now: Date) -> [Span] {
    var banners = recordBanners
    if newerCase != nil {
      banners.append(Span("There is a newer case of this patient: Enter opens it, Esc stays.", .warning))
    }
    if run != nil { banners.append(Span("not confirmed: asking the service …", .stale)) }
    if let query {
      if let difference = difference(of: query, from: shown.detail) { banners.append(difference) }
    }
    banners += teamBanners(shown, at: now)
    for write in writes.pending where write.caseID == shown.detail.id && write.state != .sending {
      banners.append(Span("\(write.name): \(write.sentence)", .warning))
    }
    if let banner = nextCaseBanner { banners.append(banner) }
    for kind in DraftSlot.Kind.allCases where !shown.needsIdentityCheck && !isKeyRefused {
      guard let draft = drafts.stored[StoredDraftID(DraftSlot(shown.detail.id, kind))] else { continue }
      let whose = draft.holder.map { "open in \($0.terminal)" } ?? "saved by \(draft.author)"
      let what = kind == .form ? "A draft" : "A draft of a \(kind.word)"
      banners.append(Span("\(what) for this case is kept, \(whose): \(name(kind.command)) opens it.", .accent))
    }
    return banners + followUpBanners(shown, at: now) + parkedBanners
  }

  /// Shows both when the case's own phone or e-mail is not the one that the person looked up.
  private func difference(of query: LookupIdentifier, from detail: Case) -> Span? {
    switch query {
    case .email(let email):
      let own = detail.submitter.email
      guard own?.lowercased() != email.text.lowercased() else { return nil }
      return Span("asked for \(email.text); the case's e-mail is \(own ?? "not given")", .warning)
    case .phone(let phone):
      let own = detail.submitter.phoneNumber
      guard own.map(phone.isWritten) != true else { return nil }
      // The number stays hidden until the caller's identity is checked.
      let hidden = shown?.needsIdentityCheck == true && own != nil
      let words = hidden ? "another phone number" : own.map { "phone \($0)" } ?? "no phone number"
      return Span("asked for \(phone.e164); the case has \(words)", .warning)
    case .caseID: return nil
    }
  }

  private var parkedBanners: [Span] {
    let open = openDraft?.slot
    return drafts.slots.filter { $0 != open }.compactMap { drafts[$0] }.filter(\.isDirty)
      .map { Span("parked: \(summary(of: $0)), \(name(.drafts))", .accent) }
  }
}
