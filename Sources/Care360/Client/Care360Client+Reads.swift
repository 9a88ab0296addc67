extension Care360Client {
  /// Gets connections ready, because a read is about to be asked for. Asks the service for nothing and reads no secret.
  public func connect() {
    transport.connect(to: baseURL)
    Task { _ = FirstAnswer.isRehearsed }
  }

  /// The id of the customer's latest case. Throws `notFound` when the customer has none.
  public func latestCaseID(for customer: CustomerIdentifier) async throws(Care360Error) -> CaseID {
    try await read(.latestCaseID(customer)) { json in
      guard let text = json["case"]?["id"]?.string else { return nil }
      do { return try CaseID(text) } catch { return nil }
    }
  }

  /// The case with orders, visits and products. Asked for by id, an answer about another case is refused.
  public func caseDetail(_ query: CaseQuery) async throws(Care360Error) -> Case {
    try await read(.caseDetail(query)) { json in
      guard let found = json["caseDetail"].flatMap(Case.init) else { return nil }
      if case .id(let asked) = query, found.id != asked { return nil }
      return found
    }
  }

  /// The files of a case with links that open them for 15 minutes; their contents are never asked for. An answer about another
  /// case is refused.
  public func attachmentLinks(of id: CaseID) async throws(Care360Error) -> [AttachmentLink] {
    try await read(.attachmentLinks(id)) { json in
      guard let detail = json["caseDetail"], Case(detail)?.id == id else { return nil }
      return AttachmentLink.all(in: detail)
    }
  }

  /// All bundles of the organization, hidden and sold-out ones included.
  public func bundles() async throws(Care360Error) -> [Bundle] {
    try await list(.bundles) { $0["data"]?.array?.map(Bundle.init) }
  }

  /// One page of the organization's cases.
  public func cases(_ query: CaseListQuery) async throws(Care360Error) -> CaseListPage {
    try await list(.caseList(query), shape: { CaseListPage($0, size: query.pageSize) })
  }

  /// If the service knows a user by this e-mail or phone number, and where.
  public func checkUser(_ customer: CustomerIdentifier) async throws(Care360Error) -> UserStanding {
    try await list(.checkUser(customer), shape: UserStanding.init)
  }

  func list<Value: Sendable>(
    _ route: Route, shape: (JSONValue) -> Value?
  ) async throws(Care360Error) -> Value {
    do {
      return try await read(route, shape: shape)
    } catch .notFound(let status) {
      // Neither is about one case, so an answer about a missing case comes from something else.
      throw .malformedAnswer(httpStatus: status)
    }
  }

  /// Once more with the key read again when the service refuses the key or says that it got none: it may have been
  /// rotated.
  func read<Value: Sendable>(
    _ route: Route, shape: (JSONValue) -> Value?
  ) async throws(Care360Error) -> Value {
    do {
      return try await readOnce(route, refused: false, shape)
    } catch {
      guard case .notAuthorized(let kind, let trouble, .some(let status)) = error, kind == route.credential,
        trouble == .refused || trouble == .missing
      else { throw error }
      do throws(Care360Error) {
        return try await readOnce(route, refused: true, shape)
      } catch .notAuthorized(kind, .unusable(let sentence), nil) {
        throw .notAuthorized(kind, .unusable(sentence), httpStatus: status)
      }
    }
  }

  private func readOnce<Value: Sendable>(
    _ route: Route, refused: Bool, _ shape: (JSONValue) -> Value?
  ) async throws(Care360Error) -> Value {
    let request = try await request(route, refused: refused)
    let response: APIResponse
    do {
      response = try await transport.read(request)
    } catch {
      throw error.asReadError
    }
    var takesNo = false
    if case .checkUser = route { takesNo = true }
    let json = try AnswerReader.read(response, of: route.credential, takesNo: takesNo)
    guard let value = shape(json) else { throw .malformedAnswer(httpStatus: response.status) }
    return value
  }
}

extension TransportFailure {
  fileprivate var asReadError: Care360Error {
    switch kind {
    case .cannotConnect: .unavailable(.noAnswer, retryAfter: nil, httpStatus: nil)
    case .tlsRefused(let refusal): .unavailable(.tlsRefused(refusal), retryAfter: nil, httpStatus: nil)
    case .timedOut: .timedOut(httpStatus: nil)
    case .tooLarge: .tooLarge(httpStatus: nil)
    case .cutShort: .malformedAnswer(httpStatus: nil)
    case .cancelled: .unavailable(.cancelled, retryAfter: nil, httpStatus: nil)
    case .readOnly: .readOnly
    case .addressRefused(let address): .invalid(.address(address), httpStatus: nil)
    }
  }
}
