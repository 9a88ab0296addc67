@testable import Care360
@testable import Desk

/// Effects by names of this walk's own, which outlast the names in the program.
enum EffectWords {
  /// What a walk asks for, all of it.
  static let names = [
    "addProducts", "cacheCase", "cancelRequests", "cancelWrite", "changeBundle", "changePassphrase", "checkToken",
    "claimDraft", "copy", "createStore", "declineStore", "deleteDraft", "fetchBundles", "fetchCase",
    "findLatestCase", "forgetCase", "forgetCredentials", "formFile", "keepLink", "listActivity", "listCaseActivity",
    "listProfiles", "listThemes", "listUnsettled", "openStore", "quit", "recordForgotten", "recordView", "redraw",
    "renewToken", "replaceToken", "requestRefillLink", "rereadCase", "saveDraft", "setMouse", "setPIN", "settle",
    "settleAsSeen", "startAutosaveTimer", "startLockTimer", "startMaskTimer", "startQuitTimer", "startRetryTimer",
    "suspend", "switchProfile", "takeOverDraft", "unlock", "useTheme", "wipeKey",
  ]

  static func name(_ effect: Effect) -> String {
    let mirror = Mirror(reflecting: effect)
    return mirror.children.first?.label ?? "\(effect)"
  }

  static func words(_ effect: Effect) -> String { PlainText.of(effect) }

  /// An answer is expected. The mask's timer starts again by itself and comes out of the blue.
  static func isAnswered(_ effect: Effect) -> Bool {
    switch effect {
    case .cancelRequests, .cancelWrite, .startMaskTimer, .forgetCredentials, .redraw, .quit, .leave, .declineStore,
      .setPIN, .cacheCase,
      .forgetCase, .keepLink, .deleteDraft, .claimDraft, .checkDrafts, .wipeKey:
      false
    default: true
    }
  }
}
