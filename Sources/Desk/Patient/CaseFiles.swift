package import Care360
import FoundationEssentials

/// A file of a case, once wherever it stands.
package struct CaseFile: Hashable, Sendable {
  package let file: Attachment
  /// It stands with a message.
  package let isOfMessage: Bool
  /// Of its line, below the section's.
  let rowID: String

  package var name: String { file.fileName ?? "file not named" }

  /// "PDF", "picture"; nil where the name does not tell.
  package var kind: String? {
    guard let name = file.fileName, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = name[name.utf8.index(after: dot)...].lowercased()
    switch ending {
    case "jpg", "jpeg", "png", "gif", "heic", "heif", "webp", "tif", "tiff", "bmp": return "picture"
    case "pdf": return "PDF"
    case "doc", "docx", "odt", "rtf", "txt": return "text"
    case "xls", "xlsx", "csv", "ods": return "table"
    case "mp4", "mov", "avi", "webm": return "film"
    case "mp3", "m4a", "wav", "ogg": return "sound"
    default: return nil
    }
  }

  /// "1.2 MB"; nil where the service did not say.
  package var size: String? {
    guard let bytes = file.size else { return nil }
    guard bytes >= 1000 else { return "\(bytes) B" }
    let isLarge = bytes >= 1_000_000
    let tenths = (Double(bytes) / (isLarge ? 100_000 : 100)).rounded()
    let whole = Int(tenths) / 10
    return (whole >= 10 ? "\(whole)" : "\(whole).\(Int(tenths) % 10)") + (isLarge ? " MB" : " kB")
  }
}

extension Case {
  /// The files of the case, then those that stand with a message alone. Nil where the service did not say.
  package var files: [CaseFile]? {
    guard let attachments else { return nil }
    var ids = Set(attachments.compactMap(\.id))
    let own = attachments.enumerated().map { index, file in
      CaseFile(file: file, isOfMessage: false, rowID: file.id ?? "case.\(index)")
    }
    let ofMessages = (comments ?? []).flatMap { $0.attachments ?? [] }.enumerated().compactMap {
      index, file -> CaseFile? in
      if let id = file.id, !ids.insert(id).inserted { return nil }
      return CaseFile(file: file, isOfMessage: true, rowID: file.id ?? "message.\(index)")
    }
    return own + ofMessages
  }
}

extension CaseSections {
  static let files = "files"

  mutating func addFiles() {
    let files = detail.files
    build.section(Self.files, "Files", count: files?.count)
    build.heads(["", "AGO", "KIND", "SIZE", "FILE", "BY"])
    let (time, sorted) = (time, newestFirst(files ?? [], \.file.createdAt))
    build.table { build in
      for (_, file) in sorted {
        var name = [Span(file.name)]
        if file.file.isRestricted == true { name.append(Span("  INTERNAL", .warning)) }
        build.row(
          file.rowID,
          Self.moment(file.file.createdAt, time) + [
            DetailCell(file.kind ?? "", .label), DetailCell(file.size ?? ""), DetailCell(name),
            DetailCell(file.file.uploadedBy?.name ?? "", .muted),
          ], value: file.file.fileName)
      }
    }
  }

  /// The file of a line: of the section of files, or below a message.
  static func file(ofLine id: String, in detail: Case) -> CaseFile? {
    if let row = id.withoutPrefix("\(files).") { return detail.files?.first { $0.rowID == row } }
    guard id.hasPrefix("\(messages).") else { return nil }
    for entry in MessageThread(detail.comments ?? []).comments {
      for (index, file) in (entry.comment.attachments ?? []).enumerated()
      where id == "\(messages).\(entry.id).file.\(index)" {
        return CaseFile(file: file, isOfMessage: true, rowID: id)
      }
    }
    return nil
  }
}

extension String {
  fileprivate func withoutPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
