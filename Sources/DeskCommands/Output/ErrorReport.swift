package import Care360
import FoundationEssentials
import Glibc

/// The error of a command as it is printed: kind, sentence, HTTP status if an answer came, exit code.
package struct ErrorReport: Error, Hashable, Sendable {
  /// The name of a `Care360Error` case, or `usage`.
  package let kind: String
  package let message: String
  package let httpStatus: Int?
  package let exitCode: ExitCode
  /// A signal ended the command before anything was sent: the process ends as that signal asks.
  package let isInterruption: Bool
  /// Seconds that the service asked to wait.
  package let retryAfter: Int?

  private init(
    kind: String, message: String, httpStatus: Int? = nil, exitCode: ExitCode, isInterruption: Bool = false,
    retryAfter: Int? = nil
  ) {
    self.retryAfter = retryAfter
    self.kind = kind
    self.message = message
    self.httpStatus = httpStatus
    self.exitCode = exitCode
    self.isInterruption = isInterruption
  }

  /// Wrong words on the command line.
  package static func usage(_ message: String) -> ErrorReport {
    ErrorReport(kind: "usage", message: message, exitCode: .usage)
  }

  /// A local failure.
  package static func failed(_ message: String) -> ErrorReport {
    ErrorReport(kind: "failed", message: message, exitCode: .failed)
  }

  /// There is no such case.
  static func notFound(_ message: String) -> ErrorReport {
    ErrorReport(kind: "notFound", message: message, exitCode: .notFound)
  }

  /// The service has something that stands in the way; nothing was sent.
  static func conflict(_ message: String) -> ErrorReport {
    ErrorReport(kind: "conflict", message: message, exitCode: .conflict)
  }

  /// Refused before anything was sent.
  package static func invalid(_ message: String) -> ErrorReport {
    ErrorReport(kind: "invalid", message: message, exitCode: .invalid)
  }

  /// A signal came while nothing was under way.
  package static let interrupted = ErrorReport(
    kind: "failed", message: "Interrupted.", exitCode: .failed, isInterruption: true)

  /// The reader of the output has enough: `casedesk manual | head`. Nothing is said, as in other tools.
  package static let closedPipe = ErrorReport(
    kind: "failed", message: "The reader of the output is gone.", exitCode: .signal(SIGPIPE))

  package init(_ problem: IdentifierProblem) { self = .invalid(problem.sentence) }

  package init(_ error: Care360Error) {
    var isInterruption = false
    if case .unavailable(.cancelled, _, _) = error { isInterruption = true }
    var message = error.sentence
    if case .failed(.unsettledSameWrite(let earlier)) = error, let first = earlier.first {
      message +=
        " It was sent at \(first.time.formatted(.iso8601)) in profile \(first.profile): `casedesk activity --unsettled`"
        + " lists it, `casedesk activity settle \(first.id)` settles it."
    }
    if case .invalid(.refusal(let refusal), _) = error, !refusal.escalations.isEmpty {
      let list = refusal.escalations.map { open in
        open.id.text + [open.kind, open.title].compactMap { $0 }.map { ", \($0)" }.joined()
      }
      message += " Open: \(list.joined(separator: "; "))."
    }
    self.init(
      kind: isInterruption ? "failed" : error.kind, message: message, httpStatus: error.httpStatus,
      exitCode: error.exitCode,
      isInterruption: isInterruption, retryAfter: error.retryAfter)
  }

  /// With a sentence more.
  func adding(_ sentence: String) -> ErrorReport {
    ErrorReport(
      kind: kind, message: message + " " + sentence, httpStatus: httpStatus, exitCode: exitCode,
      isInterruption: isInterruption)
  }

  var json: OutputJSON {
    var members: [(String, OutputJSON)] = [("kind", .string(kind)), ("message", .string(message))]
    if let httpStatus { members.append(("httpStatus", .integer(Int64(httpStatus)))) }
    return .object(members)
  }
}

extension Care360Error {
  fileprivate var retryAfter: Int? {
    if case .unavailable(_, let seconds, _) = self { seconds } else { nil }
  }

  var exitCode: ExitCode {
    switch self {
    case .notFound: .notFound
    case .notAuthorized, .permissionDenied: .notAllowed
    case .invalid, .validationFailed: .invalid
    case .conflict: .conflict
    case .unavailable, .timedOut, .malformedAnswer, .tooLarge: .unavailable
    case .outcomeUnknown: .outcomeUnknown
    case .readOnly: .readOnly
    case .failed: .failed
    }
  }
}

/// Runs a call of the client and turns its error into a report.
func reporting<Value>(_ work: () async throws(Care360Error) -> Value) async throws(ErrorReport) -> Value {
  do {
    return try await work()
  } catch {
    throw ErrorReport(error)
  }
}

/// Reads an identifier of the command line.
func checked<Value>(_ read: () throws(IdentifierProblem) -> Value) throws(ErrorReport) -> Value {
  do {
    return try read()
  } catch {
    throw ErrorReport(error)
  }
}
