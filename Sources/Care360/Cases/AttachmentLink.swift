/// A file of a case with the signed link that opens it. Whoever has the link can open the file for 15 minutes from when the
/// service gave it (documented publicly), so a link is asked for only when a person wants the file, and is never stored.
public struct AttachmentLink: Hashable, Sendable {
  public let id: String?
  public let fileName: String?
  /// An https address; nil where the service gave none.
  public let url: String?

  /// How long a link opens its file, in seconds (documented publicly).
  public static let validSeconds = 15 * 60

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    fileName = json["fileName"]?.shown
    url = json["url"]?.string.flatMap { Self.isSecure($0) ? $0 : nil }
  }

  /// Printable ASCII alone, so that the address that is read is the one that is opened.
  private static func isSecure(_ text: String) -> Bool {
    text.utf8.starts(with: "https://".utf8) && text.utf8.count <= 8192
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// Those of the case and of its messages, without deleted ones. A file that stands in both places is listed once, with
  /// its link.
  static func all(in detail: JSONValue) -> [AttachmentLink] {
    let ofMessages = (detail["comments"]?.array ?? []).flatMap { $0["attachments"]?.array ?? [] }
    let links = ((detail["attachments"]?.array ?? []) + ofMessages).filter { $0["isDeleted"]?.flag != true }
      .map(AttachmentLink.init)
    var found: [AttachmentLink] = []
    for link in links {
      guard let index = found.firstIndex(where: { $0.id != nil && $0.id == link.id }) else {
        found.append(link)
        continue
      }
      if found[index].url == nil { found[index] = link }
    }
    return found
  }
}
