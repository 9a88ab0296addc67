public import FoundationEssentials

/// The operations of the Care360 API. Reads are safe to repeat; writes go through the write guard, which no caller can
/// go around: read-only, the same-write block, and the journal all stand between a caller and the transport.
public struct Care360Client: Sendable {
  /// Who acts and where; stamped on every intent.
  public struct Context: Sendable {
    public let operatorName: String
    public let profile: String
    public let isReadOnly: Bool

    public init(operatorName: String, profile: String, isReadOnly: Bool) {
      self.operatorName = operatorName
      self.profile = profile
      self.isReadOnly = isReadOnly
    }
  }

  public let baseURL: BaseURL
  public let context: Context
  let transport: any Transport
  let credentials: any CredentialSource
  let journal: any WriteJournal
  let now: @Sendable () -> Date
  let makeID: @Sendable () -> String

  public init(
    baseURL: BaseURL, transport: any Transport, credentials: any CredentialSource, journal: any WriteJournal,
    context: Context, now: @escaping @Sendable () -> Date, makeID: @escaping @Sendable () -> String
  ) {
    self.baseURL = baseURL
    self.transport = transport
    self.credentials = credentials
    self.journal = journal
    self.context = context
    self.now = now
    self.makeID = makeID
  }

  /// The request of `route` with placeholders for secrets, for `--dry-run`; nothing is read or sent.
  public func preview(_ route: Route) throws(Care360Error) -> APIRequest {
    do {
      return route.request(base: baseURL, secret: try Secret(validating: "redacted".utf8))
    } catch {
      throw .failed(.encoding)
    }
  }

  func request(_ route: Route, refused: Bool = false) async throws(Care360Error) -> APIRequest {
    let secret: Secret
    do {
      secret = try await credentials.secret(route.credential, refused: refused)
    } catch {
      if Task.isCancelled { throw .unavailable(.cancelled, retryAfter: nil, httpStatus: nil) }
      switch error {
      case .notConfigured(let kind): throw .notAuthorized(kind, .notConfigured, httpStatus: nil)
      case .refused(_, let sentence): throw .notAuthorized(route.credential, .unusable(sentence), httpStatus: nil)
      }
    }
    return route.request(base: baseURL, secret: secret)
  }
}
