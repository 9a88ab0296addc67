import Care360
import Credentials

/// Many lookups: one identifier per input line, one JSON line for each, in the order of the input. Each line is looked
/// up at once, so that a program may read an answer before it writes the next line.
struct LookupBatch: Sendable {
  let wantsDetail: Bool
  let recents: RecentShortIDs

  /// The number of requests under way at once.
  private static let width = 4
  /// The number of lines taken before the first is answered: answers wait for their turn in memory.
  private static let window = 64

  /// Prints the lines; the first one that failed gives the exit code. Empty lines are skipped.
  /// An early end of the batch is reported on standard error, because each line of output belongs to an identifier.
  func run(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await invocation.connected { (connection) throws(ErrorReport) in
      let notes = ActivityNotes(connection, invocation.console, invocation.recordCopy?.names)
      let (code, end) = await answer(invocation.console, BatchPace(pause: invocation.host.pause)) { query, pace in
        await line(query, connection, notes, pace)
      }
      return end.map { .cutShort($0, code: code) } ?? .printed(code)
    }
  }

  private enum Step: Sendable {
    case read(Result<String?, ErrorReport>)
    case answered(Int, Line)
  }

  /// The exit code from the lines, and the reason why the batch ended before its input.
  private func answer(
    _ console: Console, _ pace: BatchPace, _ ask: @escaping @Sendable (String, BatchPace) async -> Line
  ) async -> (code: ExitCode, end: ErrorReport?) {
    await withTaskGroup(of: Step.self) { group in
      let lines = LookupLines(console.input)
      var progress = BatchProgress(console: console)
      var waiting: [Int: Line] = [:]
      var (asked, answered, printed) = (0, 0, 0)
      var (isReading, isOver) = (false, false)
      var code = ExitCode.done
      var end: ErrorReport?
      var isPrinting = true
      func readOn() {
        guard !isReading, !isOver, asked - answered < Self.width, asked - printed < Self.window else { return }
        isReading = true
        group.addTask { .read(await Self.next(lines)) }
      }
      readOn()
      while let step = await group.next() {
        switch step {
        case .read(let result):
          isReading = false
          switch result {
          case .success(let query?):
            let index = asked
            asked += 1
            group.addTask { .answered(index, await ask(query, pace)) }
          case .success(nil):
            isOver = true
            progress.total = asked
          case .failure(let report) where report.kind == "invalid":
            // A line like any other, and the next one is read.
            let index = asked
            asked += 1
            group.addTask { .answered(index, Self.line(query: "", report)) }
          case .failure(let report):
            isOver = true
            end = end ?? report
          }
        case .answered(let index, let line):
          answered += 1
          waiting[index] = line
          do throws(ErrorReport) {
            while isPrinting, let line = waiting.removeValue(forKey: printed) {
              // After a signal the remaining lines are not looked up; answers that came are printed.
              if let report = line.report, report.isInterruption { throw report }
              printed += 1
              try progress.clear()
              try console.print(line.text)
              try progress.show(printed)
              if code == .done, let report = line.report { code = report.exitCode }
            }
          } catch {
            // The output has no reader, or it must end: no further request starts.
            isPrinting = false
            end = end ?? (error.isInterruption ? .interrupted : error)
            group.cancelAll()
          }
        }
        if end != nil || Task.isCancelled { isOver = true }
        readOn()
      }
      do throws(ErrorReport) { try progress.clear() } catch { end = end ?? error }
      return (code, end ?? (Task.isCancelled ? .interrupted : nil))
    }
  }

  /// The next line of the input, read on its own thread, so that a caller can cancel the wait.
  private static func next(_ input: LookupLines) async -> Result<String?, ErrorReport> {
    let (lines, feed) = AsyncStream.makeStream(of: Result<String?, ErrorReport>.self)
    Task {
      feed.yield(
        await OwnThread.run { () -> Result<String?, ErrorReport> in
          do throws(ErrorReport) { return .success(try input.next()) } catch { return .failure(error) }
        })
      feed.finish()
    }
    for await line in lines { return line }
    return .failure(.interrupted)
  }

  private struct Line: Sendable {
    let text: String
    let report: ErrorReport?
  }

  private func line(
    _ query: String, _ connection: Connection, _ notes: ActivityNotes, _ pace: BatchPace
  ) async -> Line {
    do throws(ErrorReport) {
      let understood = try await LookupQuery(query, connection.environment.country, recents)
      let answer = try await pace.keep { () async throws(ErrorReport) -> LookupAnswer in
        try await LookupAnswer.fetch(understood.identifier, wantsDetail: wantsDetail, connection, notes)
      }
      var members: [(String, OutputJSON)] = [
        ("ok", .bool(true)), ("query", .string(query)), ("result", answer.json),
      ]
      let remarks = understood.reading.remarks
      if !remarks.isEmpty { members.append(("remarks", .array(remarks.map(OutputJSON.string)))) }
      return Line(text: OutputJSON.object(members).text, report: nil)
    } catch {
      return Self.line(query: query, error)
    }
  }

  private static func line(query: String, _ error: ErrorReport) -> Line {
    Line(text: failure(of: query, error).text, report: error)
  }

  /// The JSON line for an identifier without an answer.
  static func failure(of query: String, _ error: ErrorReport) -> OutputJSON {
    .object([("ok", .bool(false)), ("query", .string(query)), ("error", error.json)])
  }
}
