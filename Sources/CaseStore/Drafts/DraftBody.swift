import Care360
import FoundationEssentials

/// The contents of a sealed row of drafts.
struct DraftBody: Codable {
  let caseID: String
  /// Nil means a form, the only kind that earlier versions kept. A kind from a later version makes the row unreadable
  /// here, never a form.
  let kind: DraftKind?
  let form: Int
  let copy: Int
  let body: Data
  let patientName: String
  let shortID: String
  let summary: String
  let place: String
  var lastKeyAt: Int64
  let operatorID: String
  /// A takeover changes this.
  var sessionID: String
  var terminal: String
  /// The session it was taken over from; so that it learns of it at its next save.
  var takenFrom: String?
  let createdAt: Int64
  let savedAt: Int64
  let waiting: WaitingHandOver?

  init(
    _ content: DraftContent, _ id: DraftID, holder: DraftHolder, takenFrom: String?, createdAt: Date,
    savedAt: Date
  ) {
    caseID = id.caseID.text
    kind = id.kind == .form ? nil : id.kind
    form = id.form
    copy = id.copy
    body = Data(content.body)
    patientName = content.patientName
    shortID = content.shortID
    summary = content.summary
    place = content.place
    lastKeyAt = content.lastKeyAt.milliseconds
    operatorID = holder.operatorID
    sessionID = holder.sessionID
    terminal = holder.terminal
    self.takenFrom = takenFrom
    self.createdAt = createdAt.milliseconds
    self.savedAt = savedAt.milliseconds
    waiting = content.waiting
  }

  func record(version: Int64) -> DraftRecord? {
    guard let caseID = CaseID(stored: caseID) else { return nil }
    return DraftRecord(
      id: DraftID(caseID: caseID, kind: kind ?? .form, form: form, copy: copy),
      content: DraftContent(
        body: Array(body), patientName: patientName, shortID: shortID, summary: summary, place: place,
        lastKeyAt: Date(milliseconds: lastKeyAt), waiting: waiting),
      operatorID: operatorID, sessionID: sessionID, terminal: terminal, createdAt: Date(milliseconds: createdAt),
      savedAt: Date(milliseconds: savedAt), version: version,
      takenFrom: takenFrom)
  }
}

/// Who has a draft open.
struct DraftHolder: Hashable, Sendable {
  let operatorID: String
  let sessionID: String
  let terminal: String
}
