/// What an operator can act on. Holds ids of rules and numbers, no text of a library, no PHI, no secret.
public enum Care360Error: Error, Hashable, Sendable {
  /// No case for these details, whatever the HTTP status (documented as 400 on lookup, 404 on actions).
  case notFound(httpStatus: Int?)
  /// Key or token missing, unknown or expired.
  case notAuthorized(CredentialKind, CredentialTrouble, httpStatus: Int?)
  /// The case belongs to another organization.
  case permissionDenied(httpStatus: Int?)
  /// Refused before sending, or by a 400.
  case invalid(InvalidReason, httpStatus: Int?)
  /// A write or a read was answered with 409. The hint, worded to fit a sentence, is the likely cause for that write.
  case conflict(httpStatus: Int?, ofRead: Bool = false, hint: String? = nil)
  /// 422, of a write or of a read.
  case validationFailed(httpStatus: Int?, ofRead: Bool = false)
  /// No connection, TLS refused, 5xx on a read, 429; a write with this error was not applied.
  case unavailable(UnavailableReason, retryAfter: Int?, httpStatus: Int?)
  /// A write that may have been applied.
  /// With the host of the redirect where the answer was one that named one.
  case outcomeUnknown(httpStatus: Int?, redirectHost: String? = nil)
  /// A read's answer that is not the documented JSON, or a redirect.
  /// With the host of the redirect where the answer was one that named one.
  case malformedAnswer(httpStatus: Int?, redirectHost: String? = nil)
  case readOnly
  /// Past a cap.
  case tooLarge(httpStatus: Int?)
  /// A read past its deadline, or past that of the service or of a gateway, which then answers 408.
  case timedOut(httpStatus: Int?)
  /// A local failure, for example a journal that cannot be written.
  case failed(LocalFailure)

  public enum CredentialTrouble: Hashable, Sendable {
    case notConfigured
    /// The service says that the request carried no credential.
    case missing
    /// Unknown key, or a token that is invalid or expired.
    case refused
    /// The configured file or command gave nothing usable; the sentence says why. Has a status when the service had
    /// refused the previous secret.
    case unusable(String)
  }

  public enum InvalidReason: Hashable, Sendable {
    /// The rules of base URLs forbid to send there; nothing was sent.
    case address(RefusedAddress)
    /// Documented for the kind of write that was sent.
    case refusal(WriteRefusal)
    case action
    /// The body breaks rules; each problem is a sentence without values.
    case body([String])
    /// The body of a new case breaks rules; likewise.
    case newCase([String])
    /// A documented 400 without more detail.
    case request
    /// The request was too large for the service or a gateway in front of it, and was not processed.
    case turnedAway
    /// A page in the place of an answer says that who asks has to sign in first (401); nothing was done.
    case stopped
  }

  public enum UnavailableReason: Hashable, Sendable {
    /// A write without a connection: nothing was sent.
    case cannotConnect
    /// A read without an answer: no connection, or one that was cut. It may have been sent.
    case noAnswer
    case tlsRefused(TLSRefusal)
    case tooManyRequests
    /// The same where the whole organization shares the limit.
    case sharedLimit
    case serverError
    /// A write whose deadline passed before anything was sent.
    case timedOutBeforeSending
    case cancelled
  }

  public enum LocalFailure: Hashable, Sendable {
    /// The write journal could not be written; nothing was sent.
    case journal(String)
    /// The same write on this case is not settled; nothing was sent. The earlier attempts are named.
    case unsettledSameWrite([WriteIntent])
    case encoding
  }
}

extension Care360Error {
  /// The word for JSON output and logs.
  public var kind: String {
    switch self {
    case .notFound: "notFound"
    case .notAuthorized: "notAuthorized"
    case .permissionDenied: "permissionDenied"
    case .invalid: "invalid"
    case .conflict: "conflict"
    case .validationFailed: "validationFailed"
    case .unavailable: "unavailable"
    case .outcomeUnknown: "outcomeUnknown"
    case .malformedAnswer: "malformedAnswer"
    case .readOnly: "readOnly"
    case .tooLarge: "tooLarge"
    case .timedOut: "timedOut"
    case .failed: "failed"
    }
  }

  /// The status of the answer; nil when none came.
  public var httpStatus: Int? {
    switch self {
    case .notFound(let status), .permissionDenied(let status), .conflict(let status, _, _),
      .validationFailed(let status, _), .outcomeUnknown(let status, _), .malformedAnswer(let status, _),
      .tooLarge(let status), .timedOut(let status):
      status
    case .notAuthorized(_, _, let status), .invalid(_, let status), .unavailable(_, _, let status): status
    case .readOnly, .failed: nil
    }
  }

  /// True when a write that ended so may have been applied.
  public var mayHaveBeenApplied: Bool {
    if case .outcomeUnknown = self { true } else { false }
  }
}
