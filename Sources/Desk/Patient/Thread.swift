import Care360
import FoundationEssentials

/// The writer of a message or note, from the role that the service gives its author.
enum Writer: Hashable, Sendable {
  case patient
  case clinician
  case team
  /// No role, or an undocumented one: the text may be the patient's.
  case unclear

  var words: String {
    switch self {
    case .patient: "patient"
    case .clinician: "clinician"
    case .team: "team"
    case .unclear: "author unclear"
    }
  }
}

extension Comment {
  var writer: Writer {
    switch author?.role {
    case "USER": .patient
    case "CASEWORKER": .clinician
    case "CASEMANAGER", "ADMIN", "CVADMIN", "CVTPA": .team
    default: .unclear
    }
  }
}

/// The messages and notes of a case, oldest first. When more than one has no readable time, those come before all
/// others, in the service's order.
struct MessageThread {
  let comments: [Item]

  struct Item {
    /// The id of its line, below the section's id.
    let id: String
    let comment: Comment
  }

  init(_ comments: [Comment]) {
    self.comments = comments.enumerated().map { Item(id: $1.id ?? String($0), comment: $1) }
      .enumerated().sorted { one, other in
        let (first, second) = (Self.time(one.element), Self.time(other.element))
        return first == second ? one.offset < other.offset : first < second
      }.map(\.element)
  }

  private static func time(_ entry: Item) -> Date { entry.comment.createdAt?.date ?? .distantPast }

  var newest: Item? { comments.last }

  /// The patient's newest message, if nobody answered it in the open since.
  var unanswered: Item? {
    guard let last = comments.last(where: { !$0.comment.isRestricted }), last.comment.writer == .patient else {
      return nil
    }
    return last
  }
}

extension CaseSections {
  static let messages = "messages"

  mutating func addMessages() {
    build.section(Self.messages, "Messages", count: detail.comments?.count, isMasked: true)
    let thread = MessageThread(detail.comments ?? [])
    let unanswered = thread.unanswered?.id
    let time = time
    for entry in thread.comments {
      let comment = entry.comment
      let writer = comment.writer
      var spans = [Span(comment.author?.name ?? "author not given")]
      if comment.isRestricted { spans.append(Span("  INTERNAL, not for the patient", .warning)) }
      if entry.id == unanswered { spans.append(Span("  \(unansweredWords(comment))", .warning)) }
      let role: Role = writer == .patient ? .accent : writer == .unclear ? .warning : .label
      build.table { build in
        build.row(entry.id, Self.moment(comment.createdAt, time) + [DetailCell(writer.words, role), DetailCell(spans)])
      }
      build.text("\(entry.id).text", [], comment.text ?? "", indent: 2)
      for (index, file) in (comment.attachments ?? []).enumerated() {
        var spans = [Span(file.fileName ?? "file not named")]
        if file.isRestricted == true { spans.append(Span("  INTERNAL", .warning)) }
        build.row(
          "\(entry.id).file.\(index)", [DetailCell("Attached", .label), DetailCell(spans)], value: file.fileName,
          indent: 2)
      }
    }
  }

  private func unansweredWords(_ comment: Comment) -> String {
    comment.createdAt?.date.map { "unanswered for \(time.span(since: $0))" } ?? "unanswered"
  }

  /// The line that is gone to for a section: of the messages the newest one, as a thread is read from its end.
  static func landing(_ section: String, in detail: Case) -> String {
    guard section == messages, let newest = MessageThread(detail.comments ?? []).newest else { return section }
    return "\(messages).\(newest.id)"
  }
}
