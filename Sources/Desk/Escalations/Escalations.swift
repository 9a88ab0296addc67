import Care360

/// An escalation, or an update of one, as it is put together.
struct EscalationPlan: Hashable, Sendable {
  var wish: EscalationChange.Wish
  var details = EscalationDetails()

  /// "support · Price question".
  func words(_ open: [OpenEscalation]) -> String {
    switch wish {
    case .add(let kind, let title): "\(kind.rawValue) · \(title)"
    case .update(let id): "update of \(open.first { $0.id == id }?.words ?? id.text)"
    }
  }
}

extension OpenEscalation {
  /// "support · Price question"; its id where the service names neither.
  var words: String {
    let words = [kind, title].compactMap { $0 }.joined(separator: " · ")
    return words.isEmpty ? id.text : words
  }
}

/// Escalations that were put together and not sent, so that nothing typed for them is lost, and the open ones that the
/// service listed. In memory only.
struct Escalations: Sendable {
  private var plans: [CaseID: EscalationPlan] = [:]
  private var listed: [CaseID: [OpenEscalation]] = [:]

  func plan(of id: CaseID) -> EscalationPlan? { plans[id] }

  mutating func keep(_ plan: EscalationPlan, of id: CaseID) { plans[id] = plan }

  /// It was sent and done; a plan that was changed since stays.
  mutating func sent(_ write: EscalationChange) {
    guard plans[write.caseID] == EscalationPlan(wish: write.wish, details: write.details) else { return }
    plans[write.caseID] = nil
  }

  /// Empty where the service listed none so far.
  func open(of id: CaseID) -> [OpenEscalation] { listed[id] ?? [] }

  mutating func list(_ open: [OpenEscalation], of id: CaseID) { listed[id] = open }

  mutating func forget(_ id: CaseID) {
    plans[id] = nil
    listed[id] = nil
  }
}
