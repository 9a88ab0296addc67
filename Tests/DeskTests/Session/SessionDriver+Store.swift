import Foundation
import Testing

@testable import Care360
@testable import Desk

extension SessionDriver {
  static let phrase = "correct horse battery"

  /// With a store that a passphrase opened.
  static func withStore(
    _ contents: StoreContents = StoreContents(), adjusting: (inout DeskSettings) -> Void = { _ in }
  ) -> SessionDriver {
    var driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: true), adjusting: adjusting)
    _ = driver.start()
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.type(phrase)
    driver.press(.accept)
    driver.handle(.door(.storeOpened(contents)))
    return driver
  }

  /// With a store, Avery's case and an open form with one product and a question that says this.
  static func typing(_ text: String = "How much do you weigh?") throws -> SessionDriver {
    var driver = withStore()
    try driver.open(try Sample.detail())
    driver.startForm(text)
    return driver
  }

  mutating func startForm(_ text: String) {
    press(.addProducts, .accept)
    choose(Sample.tirzepatide)
    press(.addQuestion)
    type(text)
  }

  /// Both clocks go on.
  mutating func pass(_ seconds: Double) {
    now += seconds
    uptime += seconds
  }

  /// The store takes what is being saved; nil where nothing is.
  @discardableResult
  mutating func storeSaves(version: Int = 1) throws -> StoredDraft {
    let draft = try #require(saved)
    handle(.drafts(.saved(draft.id, version: version, at: now)))
    return draft
  }

  /// The autosave timer ends.
  mutating func autosave() {
    pass(2)
    handle(.drafts(.autosaveTimerFired))
  }

  /// The draft among the effects of the last event that is to be saved.
  var saved: StoredDraft? {
    for case .store(.saveDraft(let draft, _)) in effects { return draft }
    return nil
  }

  var expected: Int? {
    for case .store(.saveDraft(_, let version)) in effects { return version }
    return nil
  }

  var deleted: [Effect] { effects.filter { if case .store(.deleteDraft) = $0 { true } else { false } } }

  var prompt: PromptPresentation? {
    if case .prompt(let prompt)? = screen.overlays.last { prompt } else { nil }
  }

  var lockScreen: LockPresentation? {
    if case .lock(let lock)? = screen.overlays.last { lock } else { nil }
  }

  var badge: String { screen.editor?.badge.text ?? "" }

  var lockTimer: (seconds: Int, timer: Int)? {
    for case .timer(.lock(let seconds, let timer)) in effects { return (seconds, timer) }
    return nil
  }

  /// The text of every question of the open form.
  var formText: String {
    (screen.editor?.rows ?? []).map { row in
      if case .text(let field) = row.kind { field.text } else { "" }
    }.joined(separator: "\n")
  }

  /// Every secret the session holds, empty ones left out.
  var secrets: [SecretText] {
    func found(in value: Any) -> [SecretText] {
      if let secret = value as? SecretText { return secret.isEmpty ? [] : [secret] }
      return Mirror(reflecting: value).children.flatMap { found(in: $0.value) }
    }
    return found(in: session)
  }

  /// Everything the session holds, as text; `SecretText` shows nothing of itself there.
  var everything: String {
    var text = ""
    dump(session, to: &text)
    return text
  }
}

extension Sample {
  static func recent(_ detail: Case, seenAt: Date, _ identifiers: Set<LookupIdentifier> = []) -> RecentCase {
    RecentCase(label: detail.label, seenAt: seenAt, identifiers: identifiers)
  }

  /// A draft of Avery's case as another session would have stored it.
  static func draft(
    _ question: String = "How tall are you?", version: Int = 3, savedAt: Date, holder: StoredDraft.Holder? = nil,
    body: [UInt8]? = nil
  ) throws -> StoredDraft {
    var driver = try EditorDriver.withQuestion(question)
    driver.press(.nextField)
    let bytes = try #require(driver.editor.document.bytes)
    return StoredDraft(
      id: StoredDraftID(DraftSlot(try CaseID(avery), .form)), body: body ?? bytes, patientName: "Avery Lindqvist",
      shortID: "ADA-TOSXM",
      summary: "Avery L. ADA-TOSXM 0/1", place: "question 1", author: "kim", version: version, savedAt: savedAt,
      holder: holder)
  }
}
