/// The part of a draft that one edit changed, no more than undo and redo need, so that thousands of steps stay small in a form
/// of any length. It fits exactly the draft before the edit and the draft after it, no other.
enum DraftChange: Sendable {
  case text(EditorField, TextChange)
  case question(product: Int, before: QuestionDraft, after: QuestionDraft)
  /// The questions before and after the edit in one place of a product's form.
  case questions(product: Int, at: Int, before: [QuestionDraft], after: [QuestionDraft])
  /// A change of a product outside its questions, which are left out.
  case head(before: ProductDraft, after: ProductDraft)
  case products(at: Int, before: [ProductDraft], after: [ProductDraft])

  /// Nil where both read the same.
  static func between(_ before: SubmissionDraft, _ after: SubmissionDraft) -> DraftChange? {
    guard let range = differing(before.products, after.products, { $0.hasSameContent(as: $1) }) else { return nil }
    let (old, new) = (Array(before.products[range.before]), Array(after.products[range.after]))
    guard old.count == 1, new.count == 1 else { return .products(at: range.before.lowerBound, before: old, after: new) }
    return inside(old[0], new[0]) ?? .products(at: range.before.lowerBound, before: old, after: new)
  }

  /// Nil unless the edit changed either the questions or the rest of one product.
  private static func inside(_ before: ProductDraft, _ after: ProductDraft) -> DraftChange? {
    guard before.localID == after.localID, (before.form == nil) == (after.form == nil) else { return nil }
    let (oldQuestions, newQuestions) = (before.form?.questions ?? [], after.form?.questions ?? [])
    guard let range = differing(oldQuestions, newQuestions, { $0.hasSameContent(as: $1) }) else {
      return .head(before: before.withoutQuestions, after: after.withoutQuestions)
    }
    guard before.withoutQuestions.hasSameContent(as: after.withoutQuestions) else { return nil }
    let (old, new) = (Array(oldQuestions[range.before]), Array(newQuestions[range.after]))
    if old.count == 1, new.count == 1, old[0].localID == new[0].localID {
      return .question(product: before.localID, before: old[0], after: new[0])
    }
    return .questions(product: before.localID, at: range.before.lowerBound, before: old, after: new)
  }

  /// The range where two lists differ, without the parts that both begin and end with; nil when they are the same.
  private static func differing<Element>(
    _ before: [Element], _ after: [Element], _ isSame: (Element, Element) -> Bool
  ) -> (before: Range<Int>, after: Range<Int>)? {
    let shorter = min(before.count, after.count)
    let head = zip(before, after).prefix { isSame($0, $1) }.count
    guard head < max(before.count, after.count) else { return nil }
    let tail = zip(before.reversed(), after.reversed()).prefix(shorter - head).prefix { isSame($0, $1) }.count
    return (head..<before.count - tail, head..<after.count - tail)
  }

  /// Takes it back in the draft it led to, or makes it again in the one it was made of.
  func travel(in draft: inout SubmissionDraft, back: Bool) {
    switch self {
    case .text(let field, let change): draft.editText(at: field) { $0.travel(change, back: back) }
    case .question(let product, let before, let after):
      draft.editQuestion(product: product, before.localID) { $0 = back ? before : after }
    case .questions(let product, let place, let before, let after):
      guard let index = draft.productIndex(product) else { return }
      let (old, new) = back ? (after, before) : (before, after)
      draft.products[index].editForm { $0.questions.replaceSubrange(place..<place + old.count, with: new) }
    case .head(let before, let after):
      guard let index = draft.productIndex(before.localID) else { return }
      draft.products[index].takeHead(of: back ? before : after)
    case .products(let place, let before, let after):
      let (old, new) = back ? (after, before) : (before, after)
      draft.products.replaceSubrange(place..<place + old.count, with: new)
    }
  }

  /// An estimate in bytes. For whole questions that were added or removed, texts shared with the draft count in full.
  var cost: Int {
    switch self {
    case .text(_, let change): 256 + MemoryLayout<Character>.size * change.count
    case .question, .head: 2_048
    case .questions(_, _, let before, let after): (before + after).reduce(256) { $0 + $1.cost }
    case .products(_, let before, let after): (before + after).reduce(256) { $0 + $1.cost }
    }
  }
}

extension ProductDraft {
  fileprivate var withoutQuestions: ProductDraft {
    var head = self
    head.form?.questions = []
    return head
  }

  /// Everything but the questions.
  fileprivate mutating func takeHead(of other: ProductDraft) {
    let questions = form?.questions ?? []
    self = other
    form?.questions = questions
  }

  fileprivate var cost: Int {
    let texts = count.count + (form.map { $0.title.count + $0.description.count } ?? 0)
    return (form?.questions ?? []).reduce(512 + MemoryLayout<Character>.size * texts) { $0 + $1.cost }
  }
}

extension QuestionDraft {
  fileprivate var cost: Int {
    512 + MemoryLayout<Character>.size * (text.count + optionLines.count + answer.count + other.count)
  }
}
