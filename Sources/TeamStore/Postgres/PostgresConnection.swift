import CPostgres
import PrivateIO
import TeamPlace

/// The one connection of a session, made when it is first needed. libpq's calls do not wait here, but for the name of a host
/// and for files of certificates; those have a thread of their own.
actor PostgresConnection {
  private let executor = SerialQueueExecutor(label: "casedesk.team")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let place: PostgresPlace
  private let login: String
  private let limits: PostgresLimits
  private let libraryName: String
  private var library: PostgresLibrary?
  private var handle: PostgresHandle?

  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ place: PostgresPlace, login: String, limits: PostgresLimits, libraryName: String) {
    self.place = place
    self.login = login
    self.limits = limits
    self.libraryName = libraryName
  }

  /// Runs `script`, one at a time, however many ask.
  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    await take()
    defer { give() }
    let handle = try await connected()
    do throws(TeamProblem) {
      return try await transaction(script, on: handle)
    } catch {
      // After any problem the connection may be in the midst of a transaction, or of an answer that came too late.
      self.handle = nil
      throw error
    }
  }

  func close() async {
    await take()
    handle = nil
    give()
  }

  private func take() async {
    guard isTaken else {
      isTaken = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func give() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
  }

  // MARK: - Connecting

  private func connected() async throws(TeamProblem) -> PostgresHandle {
    if let handle {
      // A server that has gone has said so or closed its end, which nobody looked at in between. The first look may take its
      // last words, and the second finds the end.
      let looks = (0..<2).map { _ in handle.functions.PQconsumeInput(handle.pointer) == 1 && handle.isOpen }
      if looks.allSatisfy(\.self) { return handle }
      self.handle = nil
    }
    let library = try opened()
    let settings = try PostgresSettings(place, login: login, statement: limits.statement)
    let deadline = ContinuousClock.now + limits.connect
    let handle = try start(library, settings)
    try await negotiate(handle, until: deadline)
    guard handle.functions.PQserverVersion(handle.pointer) >= 150_000 else { throw .serverTooOld }
    guard handle.functions.PQsetnonblocking(handle.pointer, 1) == 0 else { throw .away }
    self.handle = handle
    return handle
  }

  private func opened() throws(TeamProblem) -> PostgresLibrary {
    if let library { return library }
    let opened = try PostgresLibrary(libraryName)
    library = opened
    return opened
  }

  private func start(_ library: PostgresLibrary, _ settings: PostgresSettings) throws(TeamProblem) -> PostgresHandle {
    let names = settings.values.map { Array($0.name.utf8CString) }
    let values = settings.values.map { Array($0.value.utf8CString) }
    let pointer = names.withPointers { names in
      values.withPointers { values in library.functions.PQconnectStartParams(names, values, 0) ?? nil }
    }
    guard let pointer else { throw .noMemory }
    let handle = PostgresHandle(library, pointer)
    _ = library.functions.PQsetNoticeProcessor(pointer, cpostgres_drop_notice, nil)
    // Of an error only its code comes, which is the same in every language and holds no names.
    _ = library.functions.PQsetErrorVerbosity(pointer, UInt32(CPOSTGRES_CODES_ONLY))
    guard library.functions.PQstatus(pointer) != UInt32(CPOSTGRES_BAD) else { throw .away }
    return handle
  }

  private func negotiate(_ handle: PostgresHandle, until deadline: ContinuousClock.Instant) async throws(TeamProblem) {
    let functions = handle.functions
    var direction = Readiness.Direction.writing
    while true {
      guard await Readiness.wait(for: functions.PQsocket(handle.pointer), direction, until: deadline) else {
        throw .slow
      }
      let wasInTLS = functions.PQstatus(handle.pointer) == UInt32(CPOSTGRES_TLS)
      switch functions.PQconnectPoll(handle.pointer) {
      case UInt32(CPOSTGRES_POLL_OK): return
      case UInt32(CPOSTGRES_POLL_READ): direction = .reading
      case UInt32(CPOSTGRES_POLL_WRITE): direction = .writing
      default:
        throw Self.code(functions.PQerrorMessage(handle.pointer)).map(TeamProblem.init(sqlState:))
          ?? (wasInTLS ? .notTrusted : .away)
      }
    }
  }

  /// The code at the end of a message that has only codes.
  private static func code(_ message: UnsafeMutablePointer<CChar>?) -> String? {
    guard let message else { return nil }
    let last = String(cString: message).utf8.split { $0 == 0x20 || $0 == 0x0A }.last.map(Array.init) ?? []
    guard last.count == 5, last.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }) else {
      return nil
    }
    return String(decoding: last, as: UTF8.self)
  }

  // MARK: - Statements

  private func transaction(
    _ script: TeamScript, on handle: PostgresHandle
  ) async throws(TeamProblem) -> TeamOutcome {
    // A statement is a transaction by itself, and one that answers without a row has changed nothing.
    if script.steps.count == 1, let step = script.steps.first, step.rows ?? 1 == 1 {
      let rows = try await answer(step, on: handle)
      return step.rows ?? rows.count == rows.count ? .done([rows]) : .stopped(at: 0)
    }
    let begin = script.kind == .read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN"
    _ = try await answer(TeamStep(begin), on: handle)
    var answers: [[[TeamValue]]] = []
    for (index, step) in script.steps.enumerated() {
      let rows = try await answer(step, on: handle)
      guard step.rows == nil || step.rows == rows.count else {
        _ = try await answer(TeamStep("ROLLBACK"), on: handle)
        return .stopped(at: index)
      }
      answers.append(rows)
    }
    _ = try await answer(TeamStep("COMMIT"), on: handle)
    return .done(answers)
  }

  private func answer(_ step: TeamStep, on handle: PostgresHandle) async throws(TeamProblem) -> [[TeamValue]] {
    let deadline = ContinuousClock.now + limits.statement
    guard PostgresParameters(step.values).send(step.sql, on: handle) else { throw .away }
    let functions = handle.functions
    let socket = functions.PQsocket(handle.pointer)
    while true {
      let left = functions.PQflush(handle.pointer)
      guard left >= 0 else { throw .away }
      if left == 0 { break }
      guard await Readiness.wait(for: socket, .writing, until: deadline) else { throw .slow }
      guard functions.PQconsumeInput(handle.pointer) == 1 else { throw .away }
    }
    var rows: [[TeamValue]] = []
    var problem: TeamProblem?
    while true {
      while functions.PQisBusy(handle.pointer) == 1 {
        guard await Readiness.wait(for: socket, .reading, until: deadline) else { throw .slow }
        guard functions.PQconsumeInput(handle.pointer) == 1 else { throw problem ?? .away }
      }
      guard let result = functions.PQgetResult(handle.pointer) else { break }
      defer { functions.PQclear(result) }
      do throws(TeamProblem) { rows = try PostgresRows.of(result, functions) } catch { problem = error }
    }
    if let problem { throw problem }
    return rows
  }
}

/// The longest times of a connection.
package struct PostgresLimits: Hashable, Sendable {
  package let connect: Duration
  /// Of each statement, at the server and here.
  package let statement: Duration

  package init(connect: Duration = .seconds(5), statement: Duration = .seconds(5)) {
    self.connect = connect
    self.statement = statement
  }
}

extension Array where Element == [CChar] {
  /// The texts, each ended by NUL, as a list that is ended by a null pointer.
  fileprivate func withPointers(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> OpaquePointer?
  ) -> OpaquePointer? {
    func step(_ rest: ArraySlice<[CChar]>, _ pointers: [UnsafePointer<CChar>?]) -> OpaquePointer? {
      guard let first = rest.first else {
        return (pointers + [nil]).withUnsafeBufferPointer { list in list.baseAddress.flatMap { body($0) } }
      }
      return first.withUnsafeBufferPointer { step(rest.dropFirst(), pointers + [$0.baseAddress]) }
    }
    return step(self[...], [])
  }
}
