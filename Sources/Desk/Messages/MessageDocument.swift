import Care360
import FoundationEssentials

/// A message or note as it is stored: JSON of a fixed shape, as `DraftDocument` is of a form. Names never change their
/// meaning; a new shape gets a new `version`.
struct MessageDocument: Hashable, Codable {
  static let currentVersion = 1

  var version = 1
  /// "message" or "note": the text says itself whom it is for, beside the name of its row.
  var kind: String
  var text: String
  /// In characters from the start.
  var cursor: Int
  /// When it was begun, in seconds since 1970.
  var begun: Double
}

extension MessageDocument {
  /// UTF-8 JSON. Nil only if the encoder fails, which it does for no document.
  var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(self)) } catch { return nil }
  }

  init(bytes: [UInt8]) throws(UnreadableForm) {
    struct Head: Codable { var version: Int }
    let data = Data(bytes)
    do {
      // The version decides before anything else is looked at: a newer shape is no damage.
      guard try JSONDecoder().decode(Head.self, from: data).version <= Self.currentVersion else {
        throw UnreadableForm.newerVersion
      }
      self = try JSONDecoder().decode(MessageDocument.self, from: data)
    } catch UnreadableForm.newerVersion {
      throw .newerVersion
    } catch {
      throw .damaged
    }
    guard version >= 1 else { throw .damaged }
  }
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
