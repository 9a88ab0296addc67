/// The session that took a draft over from this one.
struct DraftTaker: Hashable, Sendable {
  enum Standing: Hashable, Sendable {
    /// It has the draft open.
    case holds
    /// It has ended, and nobody has the draft open.
    case ended
    /// The store has the draft no more: it was sent or discarded there.
    case finished
  }

  /// "pts/3".
  let terminal: String
  var standing = Standing.holds

  init(terminal: String) { self.terminal = terminal }

  /// As the store tells of the draft by now; nil: it has none.
  init(of stored: StoredDraft?, before: DraftTaker?) {
    terminal = stored?.holder?.terminal ?? before?.terminal ?? ""
    standing = stored == nil ? .finished : stored?.holder == nil ? .ended : .holds
  }
}
