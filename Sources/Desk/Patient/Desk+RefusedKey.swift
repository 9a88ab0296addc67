import Care360

/// As soon as the service refuses the key, data that it once gave is hidden until a later read is accepted: cases,
/// recents, links, and the names of patients in drafts and writes. None of it is thrown away.
extension Desk {
  /// Takes the state of connection and key from the answer to any read.
  mutating func noteConnection<Value>(_ result: Result<Value, Care360Error>) {
    switch result {
    case .success: patient.keyAccepted()
    case .failure(let error) where error.isKeyRefused: hide(because: error)
    case .failure(.unavailable(.cannotConnect, _, _)), .failure(.unavailable(.noAnswer, _, _)),
      .failure(.unavailable(.tlsRefused, _, _)), .failure(.timedOut):
      patient.wentOffline()
    case .failure(let error) where error.httpStatus != nil: patient.connected()
    case .failure: break
    }
  }

  mutating func hide(because error: Care360Error) {
    let wasTyping =
      overlays.last.map { $0.takesText && $0.isAboutPatient } ?? (focus == .form && openDraft != nil)
    drafts.openNothingLater()
    drafts.park(nil)
    screen.notices.clear()
    var lines = [
      Span(error.sentence, .error),
      Span("No patient data is shown. When the key is fixed, \(name(.refresh)) asks again.", .muted),
    ]
    if wasTyping {
      screen.dropTyping()
      lines.append(
        Span("Your open text is kept. Keys typed now do nothing; Esc goes on.", .warning))
    }
    patient.hide(lines)
    worklist.keyRefused()
    if focus == .form { setFocus(.caseDetail) }
    overlays.closeAll(where: \.isAboutPatient)
    // The help describes the pane's contents, which may name a patient.
    overlays.updatePickers { $0.about = [] }
  }

  /// The drafts that would be lost if the program ended now.
  func lostLine(_ lost: Set<DraftSlot>) -> [Span] {
    let what =
      lost.count == 1 ? "This \(lost.first?.kind.word ?? "draft") will be lost: " : "These drafts will be lost: "
    return [Span(what, .error), Span(summaries(of: lost))]
  }

  /// The subject of drafts, where a name may be shown.
  func summaries(of slots: Set<DraftSlot>) -> String {
    drafts.slots.filter(slots.contains).compactMap { drafts[$0].map(summary) }.joined(separator: ", ")
  }

  func summary(of editor: DraftEditor) -> String { isKeyRefused ? Self.hiddenSubject : editor.summary }

  func subject(of write: PendingWrite) -> String {
    isKeyRefused ? write.shortID : "\(write.patientName) \(write.shortID)"
  }

  /// The subject of a write in the record: names for a case that is known here, the id for any other.
  func subject(of intent: WriteIntent) -> String {
    guard intent.caseID != .notYet else { return "a patient without a case" }
    guard !isKeyRefused, let recent = lookup.recents[intent.caseID] else { return "case \(intent.caseID.text)" }
    return "\(recent.label.patientName) \(recent.label.shownShortID)"
  }

  static let hiddenSubject = "hidden: the service refuses the API key"
}

extension Care360Error {
  /// True when the service refuses the key, or none exists. A key that cannot be read here (its vault may be
  /// unreachable) says nothing against the person.
  var isKeyRefused: Bool {
    switch self {
    case .notAuthorized(.apiKey, .unusable, nil): false
    case .notAuthorized(.apiKey, _, _): true
    default: false
    }
  }
}
