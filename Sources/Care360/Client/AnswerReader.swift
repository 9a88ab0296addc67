/// Turns an HTTP answer into a payload or a `Care360Error`. The HTTP status counts, never the one in the body.
enum AnswerReader {
  /// A read's answer: the whole JSON object of a 2xx, or what went wrong.
  ///
  /// - Parameter takesNo: true for a question that the service may answer with `success: false`.
  static func read(
    _ response: APIResponse, of credential: CredentialKind, takesNo: Bool = false
  ) throws(Care360Error) -> JSONValue {
    let status = response.status
    switch status {
    case 200..<300:
      let json = try parsed(response)
      guard takesNo || json["success"]?.bool != false else {
        throw refusal(json, status: status, credential: credential, of: nil)
          ?? .malformedAnswer(httpStatus: status)
      }
      return json
    case 300..<400: throw .malformedAnswer(httpStatus: status, redirectHost: response.redirectHost)
    case 408: throw .timedOut(httpStatus: status)
    case 429: throw .unavailable(.tooManyRequests, retryAfter: response.retryAfter, httpStatus: status)
    case 500...: throw .unavailable(.serverError, retryAfter: response.retryAfter, httpStatus: status)
    case _ where isTurnedAway(status): throw .invalid(.turnedAway, httpStatus: status)
    default:
      let json = try parsed(response)
      guard isEnvelope(json) else {
        // A gateway in front of the service may answer 401 with JSON of its own. A web page was already refused above.
        if status == 401 { throw .notAuthorized(credential, .refused, httpStatus: status) }
        throw .malformedAnswer(httpStatus: status)
      }
      throw refusal(json, status: status, credential: credential, of: nil) ?? .malformedAnswer(httpStatus: status)
    }
  }

  /// A write's answer: 2xx with `success: true` is the payload, a 4xx with a known envelope is a refusal; 401 (RFC 9110,
  /// 15.5.2), 413, 414, 429 and 431 were not applied, whoever says so; all else is unknown.
  static func write<Write: CaseWriteSpec>(
    _ response: APIResponse, of write: Write
  ) throws(Care360Error) -> JSONValue {
    let status = response.status
    if status == 429 {
      throw .unavailable(
        Write.sharesLimit ? .sharedLimit : .tooManyRequests, retryAfter: response.retryAfter, httpStatus: status)
    }
    guard !(300..<400).contains(status) else {
      throw .outcomeUnknown(httpStatus: status, redirectHost: response.redirectHost)
    }
    if isTurnedAway(status) { throw .invalid(.turnedAway, httpStatus: status) }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: response.body)
    } catch {
      throw status == 401 ? .invalid(.stopped, httpStatus: status) : .outcomeUnknown(httpStatus: status)
    }
    switch status {
    case 200..<300:
      if Write.isRefusedWithSuccess, isNo(json) {
        throw refusal(json, status: status, credential: write.credential, of: Write.self)
          ?? .invalid(.request, httpStatus: status)
      }
      guard json["success"]?.bool == true else { throw .outcomeUnknown(httpStatus: status) }
      return json
    // 408 and 425 say nothing about whether the request was applied.
    case 400..<500 where status != 408 && status != 425:
      guard isEnvelope(json),
        let refusal = refusal(json, status: status, credential: write.credential, of: Write.self)
      else {
        throw status == 401
          ? .notAuthorized(write.credential, .refused, httpStatus: status) : .outcomeUnknown(httpStatus: status)
      }
      throw refusal
    default: throw .outcomeUnknown(httpStatus: status)
    }
  }

  /// `success: false`, or a list of errors without a `success: true` (both seen in public clients).
  private static func isNo(_ json: JSONValue) -> Bool {
    switch json["success"]?.bool {
    case true?: false
    case false?: true
    case nil: json["errors"]?.array?.isEmpty == false
    }
  }

  /// True when the request was refused for its size, before any processing (RFC 9110, 15.5.14, 15.5.15; RFC 6585, 5).
  private static func isTurnedAway(_ status: Int) -> Bool { status == 413 || status == 414 || status == 431 }

  private static func parsed(_ response: APIResponse) throws(Care360Error) -> JSONValue {
    do {
      let json = try JSONValue(parsing: response.body)
      if json.object != nil { return json }
    } catch {
      throw .malformedAnswer(httpStatus: response.status)
    }
    throw .malformedAnswer(httpStatus: response.status)
  }

  /// The documented envelopes of a refusal: `success: false` with a text, or an `error` text alone.
  private static func isEnvelope(_ json: JSONValue) -> Bool {
    if json["success"]?.bool == true { return false }
    return json["error"]?.text != nil || (json["success"]?.bool == false && json["message"]?.text != nil)
  }

  /// Goes by the documented text first, since one status means several things, and then by status. A read with an
  /// undocumented status is a foreign answer. A write refused in the documented words was refused, whatever the status.
  ///
  /// - Parameter write: the kind of write that was refused; nil: a read.
  private static func refusal(
    _ json: JSONValue, status: Int, credential: CredentialKind, of write: (any CaseWriteSpec.Type)?
  ) -> Care360Error? {
    // A case status change gets this text with 401 (documented publicly); it is about the case, not about the key. The
    // envelope is not documented, so the message counts when there is no `error`.
    if let words = json["error"]?.text ?? json["message"]?.text, words == "Permission denied!" {
      return .permissionDenied(httpStatus: status)
    }
    // An unknown user has this text in `message` alone (documented publicly).
    if let text = json["message"]?.text, let refusal = write?.refusals.first(where: { $0.isMessage(text) }) {
      return .invalid(.refusal(refusal), httpStatus: status)
    }
    if let text = json["error"]?.text {
      switch text {
      case "No Case found for provided details!", "No Case found for provided email!":
        return .notFound(httpStatus: status)
      case "Secret key not provided!": return .notAuthorized(.apiKey, .missing, httpStatus: status)
      // The middle may be a hash of the key: matched by its ends and never shown.
      case _ where text.hasPrefix("Organization with ") && text.hasSuffix(" not found!"):
        return .notAuthorized(.apiKey, .refused, httpStatus: status)
      case "Invalid action": return .invalid(.action, httpStatus: status)
      default:
        if let refusal = write?.refusals.first(where: { $0.text == text }) {
          return .invalid(.refusal(refusal), httpStatus: status)
        }
      }
    }
    if status == 400 || status == 404, let refusal = write?.refusal(in: json) {
      return .invalid(.refusal(refusal), httpStatus: status)
    }
    return switch status {
    case 400: .invalid(reason(write?.invalidHint), httpStatus: status)
    case 401: .notAuthorized(credential, .refused, httpStatus: status)
    case 403: .permissionDenied(httpStatus: status)
    case 404: .notFound(httpStatus: status)
    case 409: .conflict(httpStatus: status, ofRead: write == nil, hint: write?.conflictHint)
    case 422: .validationFailed(httpStatus: status, ofRead: write == nil)
    case 400..<500 where write != nil: .invalid(.request, httpStatus: status)
    default: nil
    }
  }

  private static func reason(_ hint: String?) -> Care360Error.InvalidReason {
    guard let hint else { return .request }
    return .refusal(WriteRefusal(sentence: "The service refused the request as invalid. " + hint))
  }
}
