package import Care360
package import FoundationEssentials

/// A reminder of the operator to look at a case again. The service knows nothing of it.
package struct FollowUpRecord: Hashable, Sendable {
  /// The operator's name for it, as the caller chose it.
  package let id: String
  package let caseID: CaseID
  package let shortID: String
  package let patientName: String
  package var due: Date
  /// One line; empty where nothing was written.
  package let text: String
  package let madeAt: Date
  /// The operator who made it.
  package let author: String
  /// When it was made or, later, moved: a message of the patient from before that wakes nobody.
  package var setAt: Date
  /// The time of a message that the patient wrote since.
  package var wokenBy: Date?
  /// Nil while it is open.
  package var doneAt: Date?
  package var waiting: WaitingHandOver?

  package init(
    id: String, caseID: CaseID, shortID: String, patientName: String, due: Date, text: String, madeAt: Date,
    author: String, setAt: Date? = nil, wokenBy: Date? = nil, doneAt: Date? = nil,
    waiting: WaitingHandOver? = nil
  ) {
    self.waiting = waiting
    self.id = id
    self.caseID = caseID
    self.shortID = shortID
    self.patientName = patientName
    self.due = due
    self.text = text
    self.madeAt = madeAt
    self.author = author
    self.setAt = setAt ?? madeAt
    self.wokenBy = wokenBy
    self.doneAt = doneAt
  }
}

/// All follow-ups, done ones among them, the earliest due first, and how many rows were refused as changed from outside.
/// Those stay in the file.
package struct FollowUpList: Hashable, Sendable {
  package let records: [FollowUpRecord]
  package let unreadable: Int
}

/// The contents of a sealed row of follow-ups.
struct FollowUpBody: Codable {
  let id: String
  let caseID: String
  let shortID: String
  let patientName: String
  let due: Int64
  let text: String
  let madeAt: Int64
  let author: String
  let setAt: Int64
  let wokenBy: Int64?
  let doneAt: Int64?
  let waiting: WaitingHandOver?

  init(_ record: FollowUpRecord) {
    id = record.id
    caseID = record.caseID.text
    shortID = record.shortID
    patientName = record.patientName
    due = record.due.milliseconds
    text = record.text
    madeAt = record.madeAt.milliseconds
    author = record.author
    setAt = record.setAt.milliseconds
    wokenBy = record.wokenBy?.milliseconds
    doneAt = record.doneAt?.milliseconds
    waiting = record.waiting
  }

  var record: FollowUpRecord? {
    guard let caseID = CaseID(stored: caseID) else { return nil }
    return FollowUpRecord(
      id: id, caseID: caseID, shortID: shortID, patientName: patientName, due: Date(milliseconds: due), text: text,
      madeAt: Date(milliseconds: madeAt), author: author, setAt: Date(milliseconds: setAt),
      wokenBy: wokenBy.map(Date.init(milliseconds:)), doneAt: doneAt.map(Date.init(milliseconds:)),
      waiting: waiting)
  }
}
