/// A write that the service confirmed.
public struct Written<Value: Sendable>: Sendable {
  public let value: Value
  /// False when the journal could not note the outcome: the write happened and will be listed as unsettled.
  public let isRecorded: Bool
}

extension Care360Client {
  /// An id that no write has yet, for a caller who has to know it before the write.
  public func newIntentID() -> String { makeID() }

  /// Sends `write` once, through the write guard.
  ///
  /// - Parameter id: of the intent in the journal; nil for a new one.
  public func send<Write: CaseWriteSpec>(
    _ write: Write, consent: RepeatConsent = .none, id: String? = nil
  ) async throws(Care360Error) -> Written<Write.Receipt> {
    let target = write.target
    let intent = WriteIntent(
      id: id ?? makeID(), time: now(), operatorName: context.operatorName, profile: context.profile,
      action: target.action, caseID: target.caseID, productIDs: target.productIDs, bundleID: target.bundleID)
    return try await guarded(write, intent, consent)
  }

  /// Any write on a case; as above.
  public func send(
    _ write: CaseWrite, consent: RepeatConsent = .none, id: String? = nil
  ) async throws(Care360Error) -> Written<WriteReceipt> {
    try await told(write.spec, consent, id)
  }

  private func told<Write: CaseWriteSpec>(
    _ write: Write, _ consent: RepeatConsent, _ id: String?
  ) async throws(Care360Error) -> Written<WriteReceipt> {
    let written = try await send(write, consent: consent, id: id)
    return Written(value: Write.told(written.value), isRecorded: written.isRecorded)
  }

  /// Writes of this profile without an outcome.
  public func unsettledWrites() async throws(JournalProblem) -> [WriteIntent] {
    try await journal.unsettled().filter { $0.profile == context.profile }
  }

  /// The write guard. In this order: read-only, credentials (so that nothing is opened for a write that cannot start),
  /// the same-write block, the durable intent, the one send, the outcome.
  private func guarded<Write: CaseWriteSpec>(
    _ write: Write, _ intent: WriteIntent, _ consent: RepeatConsent
  ) async throws(Care360Error) -> Written<Write.Receipt> {
    guard !context.isReadOnly else {
      await note(intent, .readOnly)
      throw .readOnly
    }
    let request = try await request(.write(write))
    try await openIntent(intent, consent)
    let result = await posted(request, of: write)
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

  private func posted<Write: CaseWriteSpec>(
    _ request: APIRequest, of write: Write
  ) async -> Result<Write.Receipt, Care360Error> {
    let response: APIResponse
    do {
      response = try await transport.write(request, permit: WritePermit())
    } catch {
      return .failure(error.asWriteError)
    }
    do {
      let json = try AnswerReader.write(response, of: write)
      guard let receipt = write.receipt(in: json) else { return .failure(.outcomeUnknown(httpStatus: response.status)) }
      return .success(receipt)
    } catch {
      return .failure(error)
    }
  }
}

extension TransportFailure {
  fileprivate var asWriteError: Care360Error {
    guard !mayHaveBeenSent else { return .outcomeUnknown(httpStatus: nil) }
    return switch kind {
    case .tlsRefused(let refusal): .unavailable(.tlsRefused(refusal), retryAfter: nil, httpStatus: nil)
    case .timedOut: .unavailable(.timedOutBeforeSending, retryAfter: nil, httpStatus: nil)
    case .cancelled: .unavailable(.cancelled, retryAfter: nil, httpStatus: nil)
    case .readOnly: .readOnly
    case .addressRefused(let address): .invalid(.address(address), httpStatus: nil)
    case .cannotConnect, .tooLarge, .cutShort: .unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    }
  }
}

extension Care360Error {
  fileprivate var writeOutcome: WriteOutcome {
    switch self {
    case .outcomeUnknown, .malformedAnswer, .timedOut: .unknown
    case .unavailable(_, _, nil), .notAuthorized(_, _, nil), .invalid(.address, _), .readOnly, .failed: .notSent
    default: .refused
    }
  }
}
