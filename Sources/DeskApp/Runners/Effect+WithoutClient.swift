import Care360
import Desk

extension Effect {
  /// The answer when there is no client and never will be, so that nothing waits forever; nil when no answer is
  /// expected.
  ///
  /// - Parameter sentence: why there is none.
  func answer(withoutClient sentence: String) -> Event? {
    switch self {
    case .read(let effect): effect.answer
    case .write(.send(let order)): .writes(.ended(.failure(.unreachable), write: order.number))
    case .write(.cancel): nil
    case .record(let effect): .record(effect.answer(sentence))
    case .token(let effect): effect.answer(sentence).map(Event.token)
    // These need no client.
    case .store, .team, .files, .timer, .screen, .end: nil
    }
  }
}

extension Care360Error {
  fileprivate static let unreachable = unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
}

extension ReadEffect {
  fileprivate var answer: Event? {
    switch self {
    case .findLatestCase(_, let generation):
      .patient(.latestCaseIDArrived(.failure(.unreachable), generation: generation))
    case .fetchCase(_, let generation): .patient(.detailArrived(.failure(.unreachable), generation: generation))
    case .fetchBundles(let generation): .patient(.bundlesArrived(.failure(.unreachable), generation: generation))
    case .fetchProducts: .patient(.productsArrived(.failure(.unreachable)))
    case .checkPromo(let query): .patient(.promoArrived(query, .failure(.unreachable)))
    case .fetchAttachmentLinks(_, let generation):
      .patient(.attachmentLinksArrived(.failure(.unreachable), generation: generation))
    case .fetchAppointments(let query): .patient(.appointmentsArrived(query, .failure(.unreachable)))
    case .rereadCase(_, let write, let attempt, _), .rereadNewest(_, let write, let attempt, _):
      .writes(.rereadArrived(.failure(.unreachable), write: write, attempt: attempt))
    case .fetchCases(_, let generation):
      .worklist(.pageArrived(.failure(.unreachable), generation: generation))
    case .checkUsers(_, let aim, _): .writes(.usersChecked(.failure(.unreachable), aim))
    case .cancelRequests, .cancelCases, .connect: nil
    }
  }
}

extension RecordEffect {
  fileprivate func answer(_ sentence: String) -> RecordEvent {
    let problem = JournalProblem(sentence)
    return switch self {
    case .listUnsettled: .unsettledListed(.failure(problem))
    case .settle, .settleAsSeen: .settled(.failure(problem))
    case .purpose, .view, .nobodyFound, .readRefused, .forgotten, .team, .disclosed, .listed: .unavailable(sentence)
    case .list: .listed(.failure(problem))
    case .listOfCase(let id): .caseListed(id, .failure(problem))
    }
  }
}

extension TokenEffect {
  fileprivate func answer(_ sentence: String) -> TokenEvent? {
    let standing = TokenStanding(source: "", problem: sentence)
    return switch self {
    case .replace, .check, .renew: .checked(standing)
    case .reload: .reloaded(standing, found: [sentence])
    case .forget: nil
    }
  }
}
