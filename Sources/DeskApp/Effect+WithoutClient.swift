import Care360
import Desk

extension Effect {
  /// The answer where there is no client and never will be, so that nothing is waited for without end; nil where none is
  /// expected.
  ///
  /// - Parameter sentence: why there is none.
  func answer(withoutClient sentence: String) -> Event? {
    let unreachable = Care360Error.unavailable(.cannotConnect, retryAfter: nil, httpStatus: nil)
    let unread = JournalProblem(sentence)
    return switch self {
    case .findLatestCase(_, let generation): .latestCaseIDArrived(.failure(unreachable), generation: generation)
    case .fetchCase(_, let generation): .detailArrived(.failure(unreachable), generation: generation)
    case .fetchBundles(let generation): .bundlesArrived(.failure(unreachable), generation: generation)
    case .requestRefillLink(_, _, _, let write): .refillEnded(.failure(unreachable), write: write)
    case .changeBundle(_, _, _, let write): .bundleChangeEnded(.failure(unreachable), write: write)
    case .addProducts(_, _, _, let write): .addProductsEnded(.failure(unreachable), write: write)
    case .rereadCase(_, let write, let attempt, _):
      .rereadArrived(.failure(unreachable), write: write, attempt: attempt)
    case .listUnsettled: .unsettledListed(.failure(unread))
    case .settle, .settleAsSeen: .settled(.failure(unread))
    case .replaceToken, .checkToken, .renewToken: .tokenChecked(TokenStanding(source: "", problem: sentence))
    case .reloadCredentials: .credentialsReloaded(TokenStanding(source: "", problem: sentence), found: [sentence])
    case .recordView, .recordForgotten: .activityUnavailable(sentence)
    case .listActivity: .activityListed(.failure(unread))
    case .listCaseActivity(let id): .caseActivityListed(id, .failure(unread))
    case .cancelRequests, .cancelWrite, .forgetCredentials: nil
    // These need no client.
    case .copy, .listThemes, .useTheme, .setMouse, .startMaskTimer, .redraw, .suspend, .quit, .listProfiles,
      .switchProfile, .leave, .openStore, .createStore, .declineStore, .changePassphrase, .setPIN, .cacheCase,
      .forgetCase, .keepLink, .saveDraft, .deleteDraft, .claimDraft, .takeOverDraft, .checkDrafts,
      .startAutosaveTimer, .startRetryTimer, .startQuitTimer, .startLockTimer, .wipeKey, .unlock, .formFile:
      nil
    }
  }
}
