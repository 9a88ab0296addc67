extension Care360Client {
  /// The id of the customer's latest case. Throws `notFound` when the customer has none.
  public func latestCaseID(for customer: CustomerIdentifier) async throws(Care360Error) -> CaseID {
    let json = try await read(.latestCaseID(customer))
    guard let text = json["case"]?["id"]?.string else { throw .malformedAnswer(httpStatus: 200) }
    do {
      return try CaseID(text)
    } catch {
      throw .malformedAnswer(httpStatus: 200)
    }
  }

  /// The case with orders, visits and products. Asked for by id, an answer about another case is refused.
  public func caseDetail(_ query: CaseQuery) async throws(Care360Error) -> Case {
    let json = try await read(.caseDetail(query))
    guard let detail = json["caseDetail"], let found = Case(detail) else { throw .malformedAnswer(httpStatus: 200) }
    if case .id(let asked) = query, found.id != asked { throw .malformedAnswer(httpStatus: 200) }
    return found
  }

  /// All bundles of the organization, hidden and sold-out ones included.
  public func bundles() async throws(Care360Error) -> [Bundle] {
    let json = try await read(.bundles)
    guard let bundles = json.list("data", Bundle.init) else { throw .malformedAnswer(httpStatus: 200) }
    return bundles
  }

  /// Once more with the key read again when the service refuses the key: it may have been rotated.
  private func read(_ route: Route) async throws(Care360Error) -> JSONValue {
    do {
      return try await readOnce(route, refused: false)
    } catch {
      guard case .notAuthorized(let kind, .refused, .some) = error, kind == route.credential else { throw error }
      return try await readOnce(route, refused: true)
    }
  }

  private func readOnce(_ route: Route, refused: Bool) async throws(Care360Error) -> JSONValue {
    let request = try await request(route, refused: refused)
    let response: APIResponse
    do {
      response = try await transport.read(request)
    } catch {
      throw error.asReadError
    }
    return try AnswerReader.read(response, of: route.credential)
  }
}

extension TransportFailure {
  fileprivate var asReadError: Care360Error {
    switch kind {
    case .cannotConnect: .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    case .tlsRefused: .unavailable(.tlsRefused, retryAfter: nil, httpStatus: nil)
    case .timedOut: .timedOut
    case .tooLarge: .tooLarge(httpStatus: nil)
    case .cutShort: .malformedAnswer(httpStatus: nil)
    case .cancelled: .unavailable(.cancelled, retryAfter: nil, httpStatus: nil)
    }
  }
}
