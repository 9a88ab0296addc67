extension Care360Error {
  /// What to tell the operator: what happened and what to do, without values.
  public var sentence: String {
    switch self {
    case .notFound: "The service has no case for these details."
    case .notAuthorized(let kind, .unusable(let sentence), .some):
      Self.credentialSentence(kind, .refused) + " Reading it again failed: " + sentence
    case .notAuthorized(let kind, let trouble, _): Self.credentialSentence(kind, trouble)
    case .permissionDenied: "This case belongs to another organization: the service denied access."
    case .invalid(let reason, _): Self.invalidSentence(reason)
    case .conflict(_, ofRead: true, _): "The service refused to answer because of a conflict."
    case .conflict(_, _, let hint):
      "The service reports a conflict\(hint.map { ": \($0)" } ?? ""). Look at the case before sending again."
    case .validationFailed(_, ofRead: true): "The service refused to answer because of its own rules."
    case .validationFailed:
      "The service says this request breaks one of its rules. Look at the case before sending again."
    case .unavailable(let reason, let retryAfter, _): Self.unavailableSentence(reason, retryAfter)
    case .outcomeUnknown(_, let host?):
      "Not known whether it was done: the service redirected to \(host), which is not followed. Check the case, and the base URL."
    case .outcomeUnknown: "Not known whether it was done: no clear answer came. Check the case before trying again."
    case .malformedAnswer(_, let host?):
      "The service redirected to \(host). Redirects are not followed: check the base URL of the profile."
    case .malformedAnswer(404, _): "No documented service answers at that address: check the base URL of the profile."
    case .malformedAnswer(401?, _), .malformedAnswer(403?, _), .malformedAnswer(407?, _), .malformedAnswer(511?, _):
      Self.stranger
    case .malformedAnswer: "The service's answer is not the documented JSON."
    case .readOnly: "This profile is read-only: nothing was sent."
    case .tooLarge: "The service's answer is larger than this program accepts."
    case .timedOut: "The service did not answer in time."
    case .failed(let failure): Self.localSentence(failure)
    }
  }

  private static let stranger =
    "Something else answered in place of the service, such as a proxy or a login page: ask your network administrator."

  private static func credentialSentence(_ kind: CredentialKind, _ trouble: CredentialTrouble) -> String {
    switch (kind, trouble) {
    case (_, .unusable(let sentence)): sentence
    case (.apiKey, .notConfigured): "No API key is configured: give --api-key-file or set one up for the profile."
    case (.apiKey, .missing): "The service says that no API key was sent."
    case (.apiKey, .refused): "The service does not know this API key: check where the profile takes it from."
    case (.token, .notConfigured): "No access token is configured: give --token-file or set one up for the profile."
    case (.token, .missing), (.token, .refused):
      "The service refused the access token: it is missing, wrong or expired. Get a new one; nothing was sent twice."
    }
  }

  private static func invalidSentence(_ reason: InvalidReason) -> String {
    switch reason {
    case .address(let address): address.sentence
    case .refusal(let refusal): refusal.sentence
    case .action: "The service does not know this action."
    case .body(let problems): "The products cannot be sent: " + problems.joined(separator: " ")
    case .newCase(let problems): "The new case cannot be sent: " + problems.joined(separator: " ")
    case .request: "The service refused the request as invalid."
    case .stopped: stranger + " Nothing was done."
    case .turnedAway: "The request was rejected as too large. Nothing was done."
    }
  }

  private static func unavailableSentence(_ reason: UnavailableReason, _ retryAfter: Int?) -> String {
    let wait = retryAfter.map { " It asks you to wait \($0) s." } ?? ""
    return switch reason {
    case .cannotConnect: "The service cannot be reached. Nothing was sent."
    case .noAnswer: "The service did not answer: the connection failed or was cut. Nothing was changed."
    case .tlsRefused(let refusal): refusal.sentence
    case .tooManyRequests: "The service is receiving too many requests; this one was not applied." + wait
    case .sharedLimit:
      "The calendar takes no more requests just now: its limit is shared by the whole organization. This one was not applied."
        + wait
    case .serverError: "The service reported an internal error." + wait
    case .timedOutBeforeSending: "The connection took too long. Nothing was sent."
    case .cancelled: "Cancelled. Nothing was changed."
    }
  }

  private static func localSentence(_ failure: LocalFailure) -> String {
    switch failure {
    case .journal(let sentence): "The record of writes cannot be written, so nothing was sent. " + sentence
    case .unsettledSameWrite:
      "The same write was sent for this case before and is unsettled. Nothing was sent now; check the case first."
    case .encoding: "The request could not be written as JSON. Nothing was sent."
    }
  }
}
