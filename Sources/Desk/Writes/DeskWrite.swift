import Care360
import FoundationEssentials

/// The parts of a write on the desk that are not common to all writes. The conformance is next to the action that asks
/// for the write, and the list in `CaseAction` names it.
protocol DeskWrite: CaseWriteSpec {
  /// The list that the write was chosen from, where its filter is kept.
  var list: Picker.ID? { get }
  /// False where a case tells nothing of it, so that an unknown outcome stays unknown.
  var canBeSeen: Bool { get }

  /// The sentence while the write is under way.
  func underWay(_ write: PendingWrite) -> String

  /// The reason why the write may not be sent, in addition to the reasons for every write.
  func refusal(_ desk: Desk) -> Refusal?
  /// Called when the write is under way.
  func began(_ desk: inout Desk)
  /// The service did it.
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect]
  /// Called when the write was not sent, was refused, or has an unknown outcome: nothing that was typed for it is lost.
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk)
  /// Called when the service refused the write for its contents (409, 422).
  func refused(_ desk: inout Desk)
  /// Called when a fresh read of the case shows the write.
  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect]
  /// Called when the search for the write ended, or a person settled it; the sentence says how.
  func gaveUp(_ write: PendingWrite, saying sentence: Span, _ desk: inout Desk)
  /// The last fresh read of the case does not show it, or cannot tell.
  func notSeen(_ write: PendingWrite, _ desk: inout Desk)
}

extension DeskWrite {
  var list: Picker.ID? { nil }
  var canBeSeen: Bool { true }

  func underWay(_ write: PendingWrite) -> String { "Sending the \(write.name) for \(write.shortID) …" }
  func refusal(_ desk: Desk) -> Refusal? { nil }
  func began(_ desk: inout Desk) {}
  func cameBack(_ write: PendingWrite, _ error: Care360Error, saying sentence: Span, _ desk: inout Desk) {}
  func refused(_ desk: inout Desk) {}
  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] { [] }
  func gaveUp(_ write: PendingWrite, saying sentence: Span, _ desk: inout Desk) {}
  func notSeen(_ write: PendingWrite, _ desk: inout Desk) {}
}
