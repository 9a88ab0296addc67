/// Counts the requests so far, and holds the faults that are still to act.
struct FaultLedger {
  private struct Armed {
    let fault: SandboxFault
    var left: Int?
  }

  private var armed: [Armed]
  private(set) var requests: [SandboxRoute: Int] = [:]

  init(_ faults: [SandboxFault]) {
    armed = faults.map { Armed(fault: $0, left: $0.count) }
  }

  /// The newest fault acts first.
  mutating func arm(_ fault: SandboxFault) {
    armed.insert(Armed(fault: fault, left: fault.count), at: 0)
  }

  mutating func disarm() {
    armed = []
  }

  /// Counts a request and uses up the fault that acts on it.
  mutating func admit(_ route: SandboxRoute) -> SandboxFault.Kind? {
    requests[route, default: 0] += 1
    guard let index = armed.firstIndex(where: { $0.fault.route == nil || $0.fault.route == route }) else { return nil }
    let kind = armed[index].fault.kind
    if let left = armed[index].left {
      if left == 1 { armed.remove(at: index) } else { armed[index].left = left - 1 }
    }
    return kind
  }
}
