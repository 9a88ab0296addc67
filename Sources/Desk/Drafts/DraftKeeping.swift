import FoundationEssentials

/// How far the draft of one form is kept.
struct DraftKeeping: Sendable {
  /// Of the stored draft; nil: nothing is stored.
  var version: Int?
  var savedAt: Date?
  /// Revision of the editor that is stored.
  var savedRevision = 0
  /// Revision that is being saved; nil: none.
  var savingRevision: Int?
  /// Where the cursor was when it was last saved or opened; nil: it was neither.
  var cursor: FormCursor?
  /// Revision that could not be saved.
  var failedRevision: Int?
  /// Save again as soon as the save under way has ended.
  var isOverdue = false
  /// Delete as soon as the save under way has ended.
  var isToBeDeleted = false
  /// The person asked for this save and is told when it is done.
  var isAnnounced = false
  /// Why the last save failed.
  var problem: String?
  /// Another session saved this draft meanwhile: both texts stay until the person decides.
  var conflict: StoredDraft?
  /// The same text beside the draft, to be deleted when the text has its place or is given up.
  var copy: DraftCopy?
  /// The terminal of the session that took the draft over; it is read-only here then.
  var takenOverBy: String?

  /// A draft that was opened from the store.
  init(of stored: StoredDraft, at cursor: FormCursor?) {
    version = stored.version
    savedAt = stored.savedAt
    self.cursor = cursor
  }

  init() {}

  /// Whether a save may go out by itself.
  var isFree: Bool { conflict == nil && takenOverBy == nil }

  /// Whether the stored draft would open with the cursor elsewhere than it is now.
  func isBehind(_ editor: FormEditor) -> Bool { version != nil && cursor != editor.keptCursor }
}
