/// The parts of an editor that keeping a draft needs.
extension FormEditor {
  /// The document to store.
  var document: DraftDocument {
    var document = DraftDocument(draft, focus: focus)
    if let newPatient { document.describe(newPatient) }
    return document
  }

  /// The part of the cursor that is stored.
  var keptCursor: DraftCursor { DraftCursor(field: focus.rowID, position: draft.buffer(at: focus)?.cursor) }

  /// The editor of a stored draft, with the cursor where it was.
  init(target: Target, stored: DraftDocument) throws(UnreadableForm) {
    let (draft, focus) = try stored.restored()
    self.init(target: target)
    self.draft = draft
    self.focus = focus
    if let patient = stored.patient { describe(patient) }
    enterField()
  }

  /// The place of the cursor, for the line that offers to go on: "question 7", "product 2".
  var place: String {
    switch focus {
    case .product(let id, _): return "product \((draft.productIndex(id) ?? 0) + 1)"
    case .question(_, let id, _):
      let questions = draft.products.flatMap { $0.form?.questions ?? [] }
      let index = questions.firstIndex { $0.localID == id } ?? 0
      return "question \(index + 1)"
    case .addProduct, .review: return "the end"
    }
  }
}
