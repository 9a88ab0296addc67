import Foundation
import Testing

@testable import Care360
@testable import Desk

extension NavigationWalk {
  mutating func check(after answer: NavigationAnswer?, before: ShownCase?) {
    checkShown(after: answer, before: before)
    checkDrawn()
    checkHidden()
    checkRecents()
    checkForms()
  }

  private mutating func fail(_ what: String) {
    hasFailed = true
    Issue.record("\(what)\n\(steps.suffix(12).joined(separator: "\n"))")
  }

  /// What came into the case pane answers the question asked last, or is what was kept under exactly its identifier.
  private mutating func checkShown(after answer: NavigationAnswer?, before: ShownCase?) {
    if let newer = driver.newerCase, newer != newest { fail("a newer case that nobody named") }
    guard let shown = driver.shownCase else { return }
    guard let asked else { return fail("a case without a question") }
    if shown.standing == .live(driver.now) {
      counts.confirmed += 1
      self.asked?.isAnswered = true
      if answer == nil || !asked.isOpen { fail("confirmed without an answer") }
      if !asked.details.contains(shown.detail) { fail("confirmed by an answer to another question") }
      switch asked.about {
      case .caseID(let id), .identifier(.caseID(let id)):
        if shown.detail.id != id { fail("another case than was opened") }
      case .identifier:
        if shown.detail.id != asked.latest { fail("not the latest case of the customer") }
      }
      if case .identifier(let identifier) = asked.about {
        ledTo = ledTo.filter { $0.key != identifier }
        ledTo[identifier] = shown.detail.id
      }
      seen[shown.detail.id] = shown.detail
      return
    }
    if shown.detail == before?.detail, asked.generation == lastGeneration || isOfQuestion(shown) {
      return remember(asked)
    }
    counts.cached += 1
    guard case .notConfirmed = shown.standing else { return fail("still confirmed after another question") }
    if !isOfQuestion(shown) { fail("kept under another identifier") }
    if seen[shown.detail.id] != shown.detail { fail("kept without ever having been confirmed") }
    remember(asked)
  }

  private mutating func remember(_ asked: Asked) { lastGeneration = asked.generation }

  /// By what was asked, and not confirmed by it yet.
  private func isOfQuestion(_ shown: ShownCase) -> Bool {
    switch asked?.about {
    case .caseID(let id)?, .identifier(.caseID(let id))?: shown.detail.id == id
    case .identifier(let identifier)?: ledTo[identifier] == shown.detail.id
    case nil: false
    }
  }

  /// Nobody's name or short id is in the pane but that of the case that is shown. Banners and an empty pane
  /// name the forms to go on with.
  private mutating func checkDrawn() {
    let screen = driver.screen
    let shown = driver.shownCase?.detail.id.text
    let pane = screen.casePane
    var text = (pane.summary + pane.lines).map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
    text += "\n" + pane.title
    if screen.editor != nil { text += "\n" + driver.formText }
    for (id, person) in NavigationWorld.people where id != shown {
      let isSamePerson = shown != nil && shown != Sample.jo && id != Sample.jo
      if text.contains(person.shortID) { fail("\(person.shortID) is drawn") }
      if !isSamePerson, text.contains(person.last) { fail("\(person.last) is drawn") }
    }
  }

  /// An answer to a question that is over is dropped.
  mutating func checkDropped(_ before: ScreenPresentation) {
    if driver.screen != before { fail("a late answer is shown") }
    if !driver.effects.isEmpty { fail("a late answer asks for \(driver.effects)") }
  }

  /// Under the lock, and while the service refuses the key, nobody is named.
  private mutating func checkHidden() {
    let isLocked = driver.lockScreen != nil
    guard isLocked || isKeyRefused else { return }
    let text = PlainText.of(driver.screen)
    for person in NavigationWorld.people.values {
      if text.contains(person.last) || text.contains(person.shortID) {
        fail("\(person.last) is named \(isLocked ? "under the lock" : "though the key is refused")")
      }
    }
  }

  mutating func checkLeft(_ ends: [Effect]) {
    if ends != [.end(.switchProfile("clinic"))] { fail("it ends with \(ends)") }
  }

  /// What is kept was confirmed, as it is kept, and stands under what led to it.
  private mutating func checkRecents() {
    let told = driver.effects.compactMap { effect -> (RecentCase, Case?)? in
      if case .store(.cacheCase(let recent, let detail)) = effect { (recent, detail) } else { nil }
    }
    for (recent, detail) in told + driver.recents.map({ ($0, driver.session.lookup.recents.detail(of: $0.id)) }) {
      let confirmed = seen[recent.id]
      if confirmed?.label != recent.label || detail ?? confirmed != confirmed {
        fail("kept without having been confirmed")
      }
      // Its own id leads to it in any case.
      let own = LookupIdentifier.caseID(recent.id)
      let expected = Set(ledTo.filter { $0.value == recent.id }.keys)
      if recent.identifiers.union([own]) != expected.union([own]) { fail("kept under \(recent.identifiers)") }
    }
  }

  /// A form, a draft of it and what is known of the case for it are of one case.
  private mutating func checkForms() {
    for (id, editor) in driver.forms {
      let person = NavigationWorld.people[id.text]
      if editor.target.caseID != id || editor.target.shortID != person?.shortID { fail("a form of another case") }
      if let attached = editor.target.attached, attached.map(\.text) != [person?.product] {
        fail("another case's products")
      }
      checkMarkers(String(decoding: editor.document.bytes ?? [], as: UTF8.self), id)
    }
    for case .store(.saveDraft(let draft, _)) in driver.effects {
      if draft.shortID != NavigationWorld.people[draft.id.caseID.text]?.shortID { fail("a draft of another case") }
      checkMarkers(String(decoding: draft.body ?? [], as: UTF8.self), draft.id.caseID)
    }
  }

  private mutating func checkMarkers(_ text: String, _ id: CaseID) {
    for person in NavigationWorld.people.values where person.shortID != NavigationWorld.people[id.text]?.shortID {
      if text.contains("marker \(person.shortID)") { fail("\(person.shortID) in the form of another case") }
    }
  }
}
