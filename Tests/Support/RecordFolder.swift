import Foundation

/// The record of writes in a data folder, by the names of its files.
package struct RecordFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The files of the record in the order of the chain.
  package var segments: [String] {
    get throws {
      guard FileManager.default.fileExists(atPath: path) else { return [] }
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
        $0.wholeMatch(of: /activity(-[0-9]{4}-[0-9]{2}(-[0-9]+)?)?\.jsonl/) != nil
      }
      return names.sorted { $0.dropLast(6).compare($1.dropLast(6), options: .numeric) == .orderedAscending }
    }
  }

  /// The path of the file that takes the next line; of the one that older versions keep while there is none.
  package var newest: String { get throws { path + "/" + (try segments.last ?? "activity.jsonl") } }

  package var text: String { get throws { try String(contentsOfFile: newest, encoding: .utf8) } }

  /// Without ids and hashes: by chance, their digits hold any short number.
  package var textWithoutMarks: String {
    get throws {
      try text.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}/, with: "")
    }
  }

  /// Of the newest segment, with its head.
  package var lines: [String] { get throws { try text.split(separator: "\n").map(String.init) } }
}
