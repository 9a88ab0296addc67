import Care360

/// Permission to act on the case on the screen: live, its identity checked, nothing else being sent. Only
/// `Patient.acting` makes one, and one write uses it up.
struct ActingCase: ~Copyable, Sendable {
  let shown: ShownCase

  fileprivate init(_ shown: ShownCase) { self.shown = shown }
}

/// Obstacles to a write that are not the patient's own.
struct ActingGate: Sendable {
  var readOnlyReason: String?
  /// The name of the command that asks for the case again.
  var refresh: String
  /// A change is being sent.
  var isSending: Bool
}

/// Why no write may begin, in the words that follow "is off: " or "Nothing was sent: ".
struct Refusal: Error, Hashable {
  let reason: String
}

extension Patient {
  /// Why no key may act on the case just now; nil when one may.
  func reasonAgainstActing(_ gate: ActingGate) -> String? {
    guard let shown else { return run == nil ? "open a case first" : "wait for the service's answer" }
    if !shown.isLive, connection != .offline {
      return run == nil
        ? "not confirmed: \(gate.refresh) asks the service again" : "not confirmed: wait for the service's answer"
    }
    if shown.needsIdentityCheck { return "check the identity first: Enter opens the case" }
    if connection == .offline { return "offline: the case cannot be confirmed" }
    if let reason = gate.readOnlyReason { return "read-only: \(reason)" }
    if gate.isSending { return "another change is being sent" }
    return nil
  }

  /// Leave to act on this case, if it is the one that is shown.
  ///
  /// - Parameter refusal: of the write itself.
  func acting(on id: CaseID, _ gate: ActingGate, refusal: Refusal? = nil) -> Result<ActingCase, Refusal> {
    if let reason = reasonAgainstActing(gate) { return .failure(Refusal(reason: reason)) }
    guard let shown, shown.isLive, shown.detail.id == id else { return .failure(Refusal(reason: "no case is open")) }
    if let refusal { return .failure(refusal) }
    return .success(ActingCase(shown))
  }
}
