@testable import Care360
@testable import Desk

/// Effects by names of this walk's own, which outlast the names in the program.
enum EffectWords {
  /// Every effect that a walk asks for.
  static let names = [
    "addCommunication", "addProducts", "cacheCase", "changeFollowUp",
    "cancelCases", "cancelRequests", "cancelWrite", "changeBundle",
    "changePassphrase", "checkPassphrase",
    "changeStatus",
    "checkToken",
    "claimDraft", "copy", "createStore", "declineStore", "deleteDraft", "fetchBundles", "fetchCase", "fetchCases",
    "fetchProducts",
    "findLatestCase", "forgetCase", "forgetCredentials", "formFile", "keepLink", "keepNames", "listActivity",
    "listCaseActivity",
    "listProfiles", "listThemes", "listUnsettled", "openStore", "quit", "readAgain",
    "readCase", "recordForgotten", "recordList",
    "recordView",
    "redraw",
    "renewToken", "replaceToken", "requestRefillLink", "rereadCase", "saveDraft", "setMouse", "setPIN", "settle",
    "settleAsSeen", "startAutosaveTimer", "startLockTimer", "startMaskTimer", "startQuitTimer", "startRetryTimer",
    "startWaitTimer", "suspend", "switchProfile", "takeOverDraft", "unlock", "useTheme",
    "wipeKey",
  ]

  static func name(_ effect: Effect) -> String {
    switch effect {
    case .write(.send(let order)):
      switch order.write {
      case .refill: return "requestRefillLink"
      case .bundle: return "changeBundle"
      case .products: return "addProducts"
      case .status: return "changeStatus"
      case .communication: return "addCommunication"
      case .closeProduct: return "closeProduct"
      case .escalation: return "escalate"
      case .changeEmail: return "changeEmail"
      case .updateProfile: return "updateProfile"
      case .newCase: return "newCase"
      case .cancelAppointment: return "cancelAppointment"
      }
    case .files: return "formFile"
    case .read, .write, .store, .record, .token, .team, .timer, .screen, .end: break
    }
    guard let family = Mirror(reflecting: effect).children.first else { return "" }
    let own = Mirror(reflecting: family.value).children.first?.label ?? "\(family.value)"
    return ofFamilies["\(family.label ?? "").\(own)"] ?? own
  }

  private static let ofFamilies = [
    "write.cancel": "cancelWrite", "record.view": "recordView", "record.nobodyFound": "recordNobody",
    "record.forgotten": "recordForgotten",
    "record.listed": "recordList", "record.team": "recordTeam", "timer.nextCase": "startNextCaseTimer",
    "record.list": "listActivity", "record.listOfCase": "listCaseActivity", "token.replace": "replaceToken",
    "token.check": "checkToken", "token.renew": "renewToken", "token.reload": "reloadCredentials",
    "token.forget": "forgetCredentials", "timer.mask": "startMaskTimer", "timer.autosave": "startAutosaveTimer",
    "timer.retry": "startRetryTimer", "timer.quit": "startQuitTimer", "timer.lock": "startLockTimer",
    "timer.wait": "startWaitTimer", "timer.question": "startQuestionTimer",
    "store.open": "openStore", "store.create": "createStore", "store.decline": "declineStore",
  ]

  static func words(_ effect: Effect) -> String {
    if case .write(.send(let order)) = effect {
      let rest = "repeating: \(order.consent != .none), write: \(order.number)"
      switch order.write {
      case .refill(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.product as Any)), \(rest))"
      case .bundle(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.bundle)), \(rest))"
      case .products(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.payload)), \(rest))"
      case .status(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.wish)), \(rest))"
      case .communication(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(write.kind), \(PlainText.of(write.text)), \(rest))"
      case .closeProduct(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.product)), \(rest))"
      case .cancelAppointment(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.appointment)), \(rest))"
      case .escalation(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.wish)), \(rest))"
      case .changeEmail(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.new)), \(rest))"
      case .updateProfile(let write):
        return "\(name(effect))(\(PlainText.of(write.caseID)), \(PlainText.of(write.changes)), \(rest))"
      case .newCase(let write):
        let products = PlainText.of(write.payload.productIDs)
        return "\(name(effect))(\(PlainText.of(write.payload.email)), \(products), \(rest))"
      }
    }
    guard let family = Mirror(reflecting: effect).children.first else { return "" }
    if case .files = effect { return "formFile(\(PlainText.of(family.value)))" }
    let own = Mirror(reflecting: family.value).children.first?.label ?? "\(family.value)"
    return name(effect) + PlainText.of(family.value).dropFirst(own.count)
  }

  /// An answer is expected. The mask's timer starts again by itself and comes out of the blue.
  static func isAnswered(_ effect: Effect) -> Bool {
    switch effect {
    case .read(.cancelRequests), .read(.cancelCases), .write(.cancel), .timer(.mask), .token(.forget), .screen(.redraw),
      .screen(.followBackground),
      .end(.quit),
      .end(.leave), .store(.decline), .store(.setPIN), .store(.cacheCase), .store(.forgetCase), .store(.keepLink),
      .store(.keepNames),
      .store(.deleteDraft), .store(.claimDraft), .store(.checkDrafts), .store(.nameTaker), .store(.wipeKey),
      .team(.cover):
      false
    case .read, .write, .store, .record, .files, .token, .team, .timer, .screen, .end: true
    }
  }
}
