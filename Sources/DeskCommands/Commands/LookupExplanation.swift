import Care360
import Terminal

/// `lookup --explain`: shows how each identifier is understood, without a request to the service.
struct LookupExplanation {
  let country: Country
  let recents: RecentShortIDs
  let isJSON: Bool

  /// Prints a line for each; the first one that is refused gives the exit code.
  func run(_ console: Console, _ next: () throws(ErrorReport) -> String?) async throws(ErrorReport) -> CommandOutcome {
    var code = ExitCode.done
    while let text = try next() {
      do throws(ErrorReport) {
        try console.print(explained(text, try await LookupQuery(text, country, recents)))
      } catch {
        guard error.kind == "invalid" else { throw error }
        if code == .done { code = error.exitCode }
        try console.print(
          isJSON ? LookupBatch.failure(of: text, error).text : Sanitiser.visible("refused: " + error.message))
      }
      if Task.isCancelled { throw .interrupted }
    }
    return .printed(code)
  }

  private func explained(_ text: String, _ query: LookupQuery) -> String {
    let (kind, sent) = (query.identifier.kind, query.identifier.sent)
    let why = [query.reason(country, typed: text)] + query.reading.remarks
    guard isJSON else { return Sanitiser.visible("\(kind) \(sent): \(why.joined(separator: " "))") }
    let result = OutputJSON.object([
      ("kind", .string(kind)), ("sent", .string(sent)), ("why", .array(why.map(OutputJSON.string))),
    ])
    return OutputJSON.object([("ok", .bool(true)), ("query", .string(text)), ("result", result)]).text
  }
}
