import Care360
import FoundationEssentials

/// A message or note as it is stored: JSON of a fixed shape, as `DraftDocument` is of a form. Names never change their
/// meaning; a new shape gets a new `version`.
struct MessageDocument: Hashable, StoredDocument {
  static let currentVersion = 1

  var version = 1
  /// "message" or "note": the text itself says who it is for, in addition to the name of its row.
  var kind: String
  var text: String
  /// In characters from the start.
  var cursor: Int
  /// When it was begun, in seconds since 1970.
  var begun: Double

  var isSound: Bool { version >= 1 }
}

/// The parts of an editor that keeping a draft needs.
extension Composer {
  /// As it is to be stored.
  var document: MessageDocument {
    MessageDocument(
      kind: kind.rawValue, text: text.text, cursor: text.cursor, begun: begun.timeIntervalSince1970)
  }

  var keptCursor: DraftCursor { DraftCursor(field: Self.rowID, position: text.cursor) }

  /// "Avery L. ADA-TOSXM message".
  var summary: String {
    [FormEditor.shortName(target.patientName), target.shortID, kind.rawValue].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// "line 3": for the line that offers to go on.
  var place: String { "\(kind.rawValue), line \(text.characters.prefix(text.cursor).count(where: \.isNewline) + 1)" }
}
