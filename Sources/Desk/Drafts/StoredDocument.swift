import FoundationEssentials

/// A draft as it is stored: JSON of a fixed shape, whose version decides whether it is read at all.
protocol StoredDocument: Codable {
  static var currentVersion: Int { get }
  /// True when the parts of the document fit together.
  var isSound: Bool { get }
}

extension StoredDocument {
  /// UTF-8 JSON. Nil only if the encoder fails, which no document causes.
  var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(self)) } catch { return nil }
  }

  init(bytes: [UInt8]) throws(UnreadableForm) {
    let data = Data(bytes)
    do {
      // The version decides before anything else is looked at: a newer shape is no damage.
      guard try JSONDecoder().decode(DocumentHead.self, from: data).version <= Self.currentVersion else {
        throw UnreadableForm.newerVersion
      }
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch UnreadableForm.newerVersion {
      throw .newerVersion
    } catch {
      throw .damaged
    }
    guard isSound else { throw .damaged }
  }
}

private struct DocumentHead: Codable {
  var version: Int
}
