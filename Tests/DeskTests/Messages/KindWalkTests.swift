import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// A text that was begun for the team never leaves for the patient, nor the other way: by no order of keys, drafts,
/// take-overs, canned texts, locks and restarts.
struct KindWalkTests {
  @Test func noOrderOfKeysSendsATextAsTheOtherKind() throws {
    var sent: [Communication.Kind: Int] = [:]
    for seed in 0..<TestRepeats.count(default: 20) {
      var walker = try Walker(seed: UInt64(seed))
      for _ in 0..<150 { try walker.step() }
      sent.merge(walker.sent, uniquingKeysWith: +)
      #expect(walker.faults.isEmpty, "seed \(seed): \(walker.faults.prefix(3))")
    }
    #expect(sent[.message, default: 0] > 9 && sent[.note, default: 0] > 9, "\(sent)")
  }

  /// The law sees a text under the wrong kind.
  @Test func aTextOfTheOtherKindIsFound() {
    #expect(Walker.isPure("patient1 patient22 ", .message) && Walker.isPure("team3", .note))
    #expect(!Walker.isPure("patient1 team2", .message) && !Walker.isPure("patient1", .note))
  }
}

/// Presses keys at random. Each word that it types says which kind of text was on the glass.
private struct Walker {
  private var driver: SessionDriver
  private var random: SeededGenerator
  /// On disk, by id.
  private var stored: [StoredDraftID: StoredDraft] = [:]
  private var question = ""
  private(set) var sent: [Communication.Kind: Int] = [:]
  private(set) var faults: [String] = []

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    driver = try SessionDriver.writing()
    start()
  }

  static func isPure(_ text: String, _ kind: Communication.Kind) -> Bool {
    switch kind {
    case .message: !text.contains("team")
    case .note: !text.contains("patient")
    }
  }

  /// The kind as a person reads it.
  private var titled: Communication.Kind? {
    guard let title = driver.screen.editor?.title else { return nil }
    return title.contains("TO THE PATIENT") ? .message : title.contains("INTERNAL") ? .note : nil
  }

  private func word(_ kind: Communication.Kind) -> String {
    switch kind {
    case .message: "patient"
    case .note: "team"
    }
  }

  private mutating func start() {
    handle(.door(.storeNeedsPassphrase(isNew: false)))
    handle(.door(.storeOpened(StoreContents(drafts: Array(stored.values)))))
  }

  mutating func step() throws {
    switch random.below(22) {
    case 0, 1: press(.message)
    case 2, 3: press(.note)
    case 4...7: if let titled { type(word(titled) + "\(random.below(100)) ") }
    case 8, 9: press(.back)
    case 10, 11:
      press(.review)
      if driver.confirmation != nil, let detail = driver.shownCase?.detail { found(detail) }
    case 12, 13, 14:
      question = driver.confirmation?.title ?? ""
      driver.read()
      press(.confirm)
    case 15: press(.saveDraft)
    case 16:
      press(.drafts)
      handle(.input(.moved(random.below(2) == 0 ? .down : .up, page: 5)))
      press(.accept)
      if let detail = driver.shownCase?.detail { found(detail) }
    case 17:
      press(.lock)
      press(.accept)
      handle(.door(.unlocked(StoreContents(drafts: Array(stored.values)))))
    case 18:
      press(.cannedTexts)
      let texts = try [Communication.Kind.message, .note].map {
        CannedText(name: word($0), title: word($0), kinds: [$0], body: try CannedText.Body(word($0) + "0 "))
      }
      handle(.files(.textsListed(texts, problems: [])))
      handle(.input(.moved(.down, page: 5)))
      press(.accept)
    case 19:
      // Another session has one of them, and gives it back.
      guard let draft = stored.values.min(by: { "\($0.id)" < "\($1.id)" }) else { return }
      handle(.drafts(.takenOver(draft.id, by: "pts/5")))
      if random.below(2) == 0 { handle(.drafts(.tookOver(draft))) }
    case 20: press(random.below(2) == 0 ? .undo : .redo)
    default:
      // The program ends, and begins with what is on disk.
      driver = try SessionDriver.writing()
      start()
    }
  }

  private mutating func press(_ command: Command) { handle(.input(.command(command))) }

  private mutating func type(_ text: String) { handle(.input(.typed(text))) }

  private mutating func found(_ detail: Case) {
    handle(.patient(.detailArrived(.success(detail), generation: driver.generation)))
  }

  /// One event, and the answers to what it asked for.
  private mutating func handle(_ event: Event) {
    driver.handle(event)
    for effect in driver.effects { answer(effect) }
  }

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .store(.saveDraft(let draft, _)):
      let version = (stored[draft.id]?.version ?? 0) + 1
      stored[draft.id] = StoredDraft(
        id: draft.id, body: draft.body ?? [], patientName: draft.patientName, shortID: draft.shortID,
        summary: draft.summary, place: draft.place, author: draft.author, version: version, savedAt: driver.now)
      handle(.drafts(.saved(draft.id, version: version, at: driver.now)))
    case .store(.deleteDraft(let id, _)): stored[id] = nil
    case .write(.send(let order)):
      guard case .communication(let write) = order.write else { return }
      sent[write.kind, default: 0] += 1
      if !Self.isPure(write.text.text, write.kind) { faults.append("\(write.kind): \(write.text.text)") }
      let asked = question.contains("TO THE PATIENT") ? Communication.Kind.message : .note
      if asked != write.kind { faults.append("asked “\(question)”, sent \(write.kind)") }
      let outcome: Result<Written<WriteReceipt>, Care360Error> =
        random.below(4) == 0
        ? .failure(Sample.unknown) : .success(Written(value: WriteReceipt.communication(write.kind), isRecorded: true))
      handle(.writes(.ended(outcome, write: order.number)))
    default: break
    }
  }
}
