package import Sealing

extension StoreProblem {
  init(_ problem: SealingProblem) {
    self =
      switch problem {
      case .noMemory: .unavailable(.noMemory)
      case .wiped: .locked
      case .tampered: .tampered
      }
  }

  /// Runs `body`; its problem becomes the store's.
  package static func told<Result>(
    _ body: () throws(SealingProblem) -> Result
  ) throws(StoreProblem) -> Result {
    do throws(SealingProblem) { return try body() } catch { throw StoreProblem(error) }
  }
}

extension SealedBox {
  static func binding(_ parts: [UInt8]...) -> [UInt8] { binding(of: "CaseDesk store 1", parts) }
}
