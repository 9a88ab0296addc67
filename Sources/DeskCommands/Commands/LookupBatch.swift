import Care360

/// Many lookups: one identifier a line in, one JSON line each out, in the order of the input.
struct LookupBatch: Sendable {
  let wantsDetail: Bool

  /// How many requests are under way at once.
  private static let width = 4
  /// Bytes of standard input that are taken.
  private static let inputLimit = 4 << 20

  /// Prints the lines; the first one that failed gives the exit code. Empty lines are no identifiers and are passed over.
  func run(in invocation: Invocation) async throws(ErrorReport) -> ExitCode {
    let bytes = try invocation.console.input.all(limit: Self.inputLimit)
    // A line that is no text is one that cannot be looked up, not the end of the others.
    let lines = bytes.split { $0 == UInt8(ascii: "\n") }.map { String(decoding: $0, as: UTF8.self) }
    let queries = lines.map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 }
      .filter { !$0.allSatisfy(\.isWhitespace) }
    return try await invocation.connected { (connection) throws(ErrorReport) in
      try await answer(
        queries, connection, ActivityNotes(connection, invocation.console), invocation.console,
        BatchPace(pause: invocation.host.pause))
    }
  }

  private func answer(
    _ queries: [String], _ connection: Connection, _ notes: ActivityNotes, _ console: Console, _ pace: BatchPace
  ) async throws(ErrorReport) -> ExitCode {
    let progress = BatchProgress(total: queries.count, console: console)
    let result = await withTaskGroup(of: (Int, Line).self) { group -> Result<ExitCode, ErrorReport> in
      var waiting: [Int: Line] = [:]
      var printed = 0
      var code = ExitCode.done
      var next = 0
      func start() {
        guard next < queries.count else { return }
        let (index, query) = (next, queries[next])
        group.addTask { (index, await line(query, connection, notes, pace)) }
        next += 1
      }
      for _ in 0..<Self.width { start() }
      while let (index, line) = await group.next() {
        waiting[index] = line
        // A signal leaves the rest unasked; what was answered is printed.
        if !Task.isCancelled { start() }
        while let line = waiting.removeValue(forKey: printed) {
          printed += 1
          if let report = line.report, report.isInterruption { return .failure(report) }
          do throws(ErrorReport) {
            try progress.clear()
            try console.print(line.text)
            try progress.show(printed)
          } catch {
            group.cancelAll()
            return .failure(error)
          }
          if code == .done, let report = line.report { code = report.exitCode }
        }
      }
      do throws(ErrorReport) { try progress.clear() } catch { return .failure(error) }
      return printed == queries.count ? .success(code) : .failure(.interrupted)
    }
    return try result.get()
  }

  private struct Line: Sendable {
    let text: String
    let report: ErrorReport?
  }

  private func line(
    _ query: String, _ connection: Connection, _ notes: ActivityNotes, _ pace: BatchPace
  ) async -> Line {
    do throws(ErrorReport) {
      let answer = try await pace.keep { () async throws(ErrorReport) -> LookupAnswer in
        try await LookupAnswer.fetch(query, wantsDetail: wantsDetail, connection, notes)
      }
      let json = OutputJSON.object([("ok", .bool(true)), ("query", .string(query)), ("result", answer.json)])
      return Line(text: json.text, report: nil)
    } catch {
      let json = OutputJSON.object([("ok", .bool(false)), ("query", .string(query)), ("error", error.json)])
      return Line(text: json.text, report: error)
    }
  }
}
