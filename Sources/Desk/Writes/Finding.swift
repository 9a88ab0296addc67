import Care360
import FoundationEssentials

/// The meaning of a read of the case for a write whose outcome is not known.
enum Finding: Hashable, Sendable {
  /// The case shows the write. The intent is its entry in the record, if the record lists it.
  case seen(WriteIntent?)
  /// The case shows the write, but a later write of the same content may be the cause; carries that write's time.
  case repeated(Date)
  /// The write is not in the case yet, or the service did not answer: look again.
  case lookAgain(attempt: Int, afterSeconds: Int)
  /// The case was read often enough and does not show the write.
  case notVisible
  /// The case was read often enough, and it cannot tell.
  case cannotBeChecked
}

extension Writes {
  /// Takes in a read of the case that was made for this write; nil where the write is settled by now.
  ///
  /// - Parameter attempt: from 0.
  mutating func find(
    _ number: Int, in result: Result<Case, Care360Error>, attempt: Int, at now: Date
  ) -> (write: PendingWrite, finding: Finding)? {
    note(result, of: number, at: now)
    guard let write = self[number] else { return nil }
    let isVisible = write.isVisible(in: result)
    if isVisible == true {
      guard let time = repeated(write) else {
        // Finds the entry in the record before it disappears.
        let intent = intent(of: write)
        done(number, at: now)
        return (write, .seen(intent))
      }
      set(number, .repeated)
      return (write, .repeated(time))
    }
    let next = attempt + 1
    guard next < PendingWrite.lookAfterSeconds.count else {
      set(number, isVisible == nil ? .cannotBeChecked : .notVisible)
      return (write, isVisible == nil ? .cannotBeChecked : .notVisible)
    }
    set(number, .unknown(lookedFor: next))
    let wait = PendingWrite.lookAfterSeconds[next] - PendingWrite.lookAfterSeconds[attempt]
    return (write, .lookAgain(attempt: next, afterSeconds: wait))
  }

  /// Takes in a live case. Returns the recorded writes that it proves; of several same writes, the newest one. A write
  /// that the case does not show is noted as looked for; a case says nothing about a refill link.
  mutating func proved(by detail: Case, at now: Date) -> [WriteIntent] {
    var proved: [WriteIntent] = []
    for intent in left.reversed() where intent.caseID == detail.id {
      switch intent.target.isVisible(in: detail) {
      case nil: continue
      case false?: notSeen(intent.id, at: now)
      case true? where repeated(intent) == nil:
        seen(intent, at: now)
        proved.append(intent)
      case true?: continue
      }
    }
    return proved
  }
}
