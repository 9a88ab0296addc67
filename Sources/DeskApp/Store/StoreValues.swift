import Care360
package import CaseStore
package import Desk
import FoundationEssentials

// The session's values and the store's, which know nothing of each other.

extension RecentCase {
  init(_ head: RecentHead) {
    self.init(
      label: head.label, seenAt: head.seenAt, identifiers: head.identifiers, uncheckedPhone: head.uncheckedPhone)
  }
}

extension RecentHead {
  init(_ recent: RecentCase) {
    self.init(
      label: recent.label, seenAt: recent.seenAt, identifiers: recent.identifiers,
      uncheckedPhone: recent.uncheckedPhone)
  }
}

extension RecentRecord {
  init(_ recent: RecentCase, _ detail: Case) {
    self.init(
      detail: detail, seenAt: recent.seenAt, identifiers: recent.identifiers, uncheckedPhone: recent.uncheckedPhone)
  }
}

extension RefillLink {
  init(_ record: RefillLinkRecord) {
    self.init(
      caseID: record.caseID, patientName: record.patientName, shortID: record.shortID, requestedAt: record.requestedAt,
      link: record.link, product: record.product)
  }
}

extension RefillLinkRecord {
  init(_ link: RefillLink) {
    self.init(
      caseID: link.caseID, patientName: link.patientName, shortID: link.shortID, requestedAt: link.requestedAt,
      link: link.link, product: link.product)
  }
}

extension FollowUp {
  init(_ record: FollowUpRecord) {
    self.init(
      id: record.id, caseID: record.caseID, shortID: record.shortID, patientName: record.patientName, due: record.due,
      text: record.text, madeAt: record.madeAt, author: record.author, setAt: record.setAt, wokenBy: record.wokenBy,
      waiting: record.waiting.map(Waiting.init))
  }
}

extension FollowUpRecord {
  init(_ followUp: FollowUp) {
    self.init(
      id: followUp.id, caseID: followUp.caseID, shortID: followUp.shortID, patientName: followUp.patientName,
      due: followUp.due, text: followUp.text, madeAt: followUp.madeAt, author: followUp.author, setAt: followUp.setAt,
      wokenBy: followUp.wokenBy, waiting: followUp.waiting.map(WaitingHandOver.init))
  }
}

extension Waiting {
  package init(_ waiting: WaitingHandOver) {
    self.init(id: waiting.id, receiver: waiting.receiver, givenAt: waiting.givenAt)
  }
}

extension WaitingHandOver {
  init(_ waiting: Waiting) { self.init(id: waiting.id, receiver: waiting.receiver, givenAt: waiting.givenAt) }
}

extension ProductName {
  init(_ record: ProductNameRecord) { self.init(id: record.id, name: record.name) }
}

extension ProductNameRecord {
  init(_ product: ProductName) { self.init(id: product.id, name: product.name) }
}

extension StoredDraftID {
  init(_ id: DraftID) {
    self.init(DraftSlot(id.caseID, DraftSlot.Kind(id.kind)), formNumber: id.form, copy: id.copy)
  }
}

extension DraftID {
  init(_ id: StoredDraftID) {
    self.init(caseID: id.caseID, kind: DraftKind(id.slot.kind), form: id.formNumber, copy: id.copy)
  }
}

extension DraftSlot.Kind {
  fileprivate init(_ kind: DraftKind) {
    switch kind {
    case .form: self = .form
    case .message: self = .message
    case .note: self = .note
    }
  }
}

extension DraftKind {
  fileprivate init(_ kind: DraftSlot.Kind) {
    switch kind {
    case .form: self = .form
    case .message: self = .message
    case .note: self = .note
    }
  }
}

extension StoredDraft {
  init(_ record: DraftRecord) {
    self.init(
      id: StoredDraftID(record.id), body: record.content.body, patientName: record.content.patientName,
      shortID: record.content.shortID, summary: record.content.summary, place: record.content.place,
      author: record.operatorID, version: Int(record.version), savedAt: record.savedAt)
    waiting = record.content.waiting.map(Waiting.init)
  }
}

extension DraftContent {
  /// Nil where the text cannot be encoded.
  init?(_ draft: StoredDraft, lastKeyAt: Date) {
    guard let body = draft.body else { return nil }
    self.init(
      body: body, patientName: draft.patientName, shortID: draft.shortID, summary: draft.summary,
      place: draft.place, lastKeyAt: lastKeyAt, waiting: draft.waiting.map(WaitingHandOver.init))
  }
}
