import Sealing

extension TeamProblem {
  init(_ problem: SealingProblem) {
    self =
      switch problem {
      case .noMemory: .noMemory
      case .wiped: .notMember
      case .tampered: .unreadable
      }
  }

  /// Runs `body`; its problem becomes the team's.
  static func told<Result>(_ body: () throws(SealingProblem) -> Result) throws(TeamProblem) -> Result {
    do throws(SealingProblem) { return try body() } catch { throw TeamProblem(error) }
  }
}
