import Care360
import FoundationEssentials

/// Which submission a form's banner is about, so that it goes when it is answered.
struct FormNote: Hashable, Sendable {
  /// Number of the write.
  var write: Int
  /// The service refused the access token: another one answers it.
  var isAboutToken: Bool
  /// The form's when the banner came: one that was changed since is other work.
  var revision: Int
}

extension Session {
  /// An answer to a write, noting for its form what the banner that follows is about.
  mutating func writeAnswered(_ event: WritesEvent, at now: Date) -> [Effect] {
    let before = editors.mapValues { [$0.banner, $0.finding] }
    let effects = writeEvent(event, at: now)
    if event.tokenWasTaken { token?.isAfterRefusal = false }
    let told = editors.keys.filter { id in
      guard let editor = editors[id] else { return false }
      return [editor.banner, editor.finding] != before[id]
    }
    for id in told {
      guard let editor = editors[id] else { continue }
      formNotes[id] = FormNote(write: event.number, isAboutToken: event.tokenWasRefused, revision: editor.revision)
    }
    return effects
  }

  /// A write was settled by a person: what a form said of it is answered.
  mutating func forgetNotes(of number: Int) { forgetNotes(where: { $0.write == number }) }

  /// There is another access token: what a form said of the one before is answered.
  mutating func forgetNotesAboutToken() { forgetNotes(where: \.isAboutToken) }

  /// A form that is changed after its review is new work: what was said of the one that was sent goes.
  mutating func forgetNotesOfChangedForms() {
    for (id, note) in formNotes {
      guard let editor = editors[id] else {
        formNotes[id] = nil
        continue
      }
      guard editor.review == nil, editor.revision != note.revision else { continue }
      formNotes[id] = nil
      editors[id]?.forgetSubmission()
    }
  }

  private mutating func forgetNotes(where isAnswered: (FormNote) -> Bool) {
    for (id, note) in formNotes where isAnswered(note) {
      formNotes[id] = nil
      editors[id]?.forgetSubmission()
    }
  }
}

extension WritesEvent {
  fileprivate var number: Int {
    switch self {
    case .ended(_, let number), .rereadArrived(_, let number, _): number
    }
  }

  fileprivate var tokenWasRefused: Bool {
    if case .ended(.failure(.notAuthorized(.token, _, _)), _) = self { true } else { false }
  }

  /// The service did the write, so it took the token.
  fileprivate var tokenWasTaken: Bool {
    if case .ended(.success, _) = self { true } else { false }
  }
}
