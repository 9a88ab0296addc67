import Care360

extension Communication.Kind {
  /// The addressee, in capitals, so that it is clear without colour.
  var whom: Span {
    switch self {
    case .message: Span("TO THE PATIENT", .accent)
    case .note: Span("INTERNAL: the patient does not see it", .warning)
    }
  }

  /// "message to the patient".
  var name: String {
    switch self {
    case .message: WriteIntent.Action.sendMessage.name
    case .note: WriteIntent.Action.addNote.name
    }
  }
}

extension Composer {
  static let rowID = "text"
  /// Lines of the text that are in view at most.
  private static let rows = 20

  /// - Parameter hasFocus: keys go to it, so that the text is shown.
  func presentation(hasFocus: Bool) -> EditorPresentation {
    let whom = [target.patientName, target.shortID].filter { !$0.isEmpty }.joined(separator: " ")
    let heading = kind == .message ? "Message TO THE PATIENT" : "INTERNAL note"
    var banners = [kind.whom]
    if let banner { banners.append(banner) }
    if isSending { banners.append(Span("Sending …", .accent)) }
    if target.isClosed == true { banners.append(Desk.closedWarning) }
    var row = EditorRow(
      id: Self.rowID, label: "Text", marks: [counter],
      kind: hasFocus || text.isEmpty ? .text(text.presentation(placeholder: placeholder)) : .hidden,
      state: problem != nil ? .invalid : text.isBlank ? .empty : .answered, problem: problem)
    row.tallest = Self.rows
    return EditorPresentation(
      id: "\(kind.rawValue) \(target.caseID.text)", title: "\(heading) · \(whom)",
      badge: Span("NOT SAVED (memory only)", .warning), banners: banners, rows: [row], focusedID: Self.rowID)
  }

  private var placeholder: String {
    kind == .message ? "Text for the patient" : "Text for colleagues"
  }

  /// Counts Unicode scalars, as the service's client does.
  private var counter: Span {
    let count = text.characters.reduce(0) { $0 + $1.unicodeScalars.count }
    return Span("\(count) of \(MessageText.longest) characters", count > MessageText.longest ? .error : .muted)
  }
}
