/// A write that the service confirmed.
public struct Written<Value: Sendable>: Sendable {
  public let value: Value
  /// False when the journal could not note the outcome: the write happened and will be listed as unsettled.
  public let isRecorded: Bool
}

extension Care360Client {
  /// Asks for a refill link (documented: a new form may be created each time). The link is opaque text.
  public func requestRefillLink(
    for caseID: CaseID, product: ProductID?, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<String> {
    let intent = intent(.requestRefillLink, caseID, products: product.map { [$0] } ?? [])
    return try await write(.requestRefillURL(caseID, product), intent, consent) { json in
      guard let link = json["formLink"]?.text, link.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
      else { return nil }
      return link
    }
  }

  /// Sets the bundle of a case. Done only when the answer names the bundle that was asked for.
  public func changeBundle(
    of caseID: CaseID, to bundle: BundleID, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<BundleReference> {
    let intent = intent(.changeBundle, caseID, bundle: bundle)
    return try await write(.changeBundle(caseID, bundle), intent, consent) { json in
      let answered = json["data"]?["productBundle"]
      guard answered?["id"]?.string == bundle.text else { return nil }
      return BundleReference(id: bundle, name: answered?["name"]?.text)
    }
  }

  /// Adds products with their forms. Done only when the answer names the case that was asked for.
  public func addProducts(
    to caseID: CaseID, _ payload: ProductsPayload, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<CaseID> {
    let intent = intent(.addProducts, caseID, products: payload.productIDs)
    return try await write(.addProducts(caseID, payload), intent, consent) { json in
      guard let text = json["data"]?["caseId"]?.string, UUIDText.normalised(text) == caseID.text else { return nil }
      return caseID
    }
  }

  /// Writes of this profile without an outcome.
  public func unsettledWrites() async throws(JournalProblem) -> [WriteIntent] {
    try await journal.unsettled().filter { $0.profile == context.profile }
  }

  private func intent(
    _ action: WriteIntent.Action, _ caseID: CaseID, products: [ProductID] = [], bundle: BundleID? = nil
  ) -> WriteIntent {
    WriteIntent(
      id: makeID(), time: now(), operatorName: context.operatorName, profile: context.profile, action: action,
      caseID: caseID, productIDs: products, bundleID: bundle)
  }

  /// The write guard. In this order: read-only, credentials (so that nothing is opened for a write that cannot start),
  /// the same-write block, the durable intent, the one send, the outcome.
  private func write<Value: Sendable>(
    _ route: Route, _ intent: WriteIntent, _ consent: RepeatConsent, shape: (JSONValue) -> Value?
  ) async throws(Care360Error) -> Written<Value> {
    guard !context.isReadOnly else {
      await note(intent, .readOnly)
      throw .readOnly
    }
    let request = try await request(route)
    try await openIntent(intent, consent)
    let result = await send(request, route, shape)
    let outcome: WriteOutcome =
      switch result {
      case .success: .done
      case .failure(let error): error.writeOutcome
      }
    var isRecorded = true
    do { try await journal.close(intent.id, outcome: outcome) } catch { isRecorded = false }
    return Written(value: try result.get(), isRecorded: isRecorded)
  }

  private func openIntent(_ intent: WriteIntent, _ consent: RepeatConsent) async throws(Care360Error) {
    let obstacles: [WriteIntent]
    do throws(JournalProblem) {
      obstacles = try await journal.open(intent, repeating: consent)
    } catch {
      throw .failed(.journal(error.sentence))
    }
    guard obstacles.isEmpty else {
      await note(intent, .unsettled)
      throw .failed(.unsettledSameWrite(obstacles))
    }
  }

  /// The refusal stands, whether or not it can be recorded.
  private func note(_ intent: WriteIntent, _ reason: WriteBlock) async {
    do { try await journal.noteBlocked(intent, because: reason) } catch { return }
  }

  private func send<Value: Sendable>(
    _ request: APIRequest, _ route: Route, _ shape: (JSONValue) -> Value?
  ) async -> Result<Value, Care360Error> {
    let response: APIResponse
    do {
      response = try await transport.write(request, permit: WritePermit())
    } catch {
      return .failure(error.asWriteError)
    }
    do {
      let json = try AnswerReader.write(response, of: route.credential)
      guard let value = shape(json) else { return .failure(.outcomeUnknown(httpStatus: response.status)) }
      return .success(value)
    } catch {
      return .failure(error)
    }
  }
}

extension TransportFailure {
  fileprivate var asWriteError: Care360Error {
    guard !mayHaveBeenSent else { return .outcomeUnknown(httpStatus: nil) }
    return switch kind {
    case .tlsRefused: .unavailable(.tlsRefused, retryAfter: nil, httpStatus: nil)
    case .timedOut: .unavailable(.timedOutBeforeSending, retryAfter: nil, httpStatus: nil)
    case .cancelled: .unavailable(.cancelled, retryAfter: nil, httpStatus: nil)
    case .readOnly: .readOnly
    case .cannotConnect, .tooLarge, .cutShort: .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    }
  }
}

extension Care360Error {
  fileprivate var writeOutcome: WriteOutcome {
    switch self {
    case .outcomeUnknown, .malformedAnswer, .timedOut: .unknown
    case .unavailable(_, _, nil), .notAuthorized(_, _, nil), .readOnly, .failed: .notSent
    default: .refused
    }
  }
}
