import Care360
import FoundationEssentials

/// A file of the shown case that a person asked for. Its link is in nothing but the panel that shows it.
struct WantedFile: Hashable, Sendable {
  let caseID: CaseID
  let id: String
  let name: String
}

/// Links to the files of the case: asked for one at a time, shown alone with their age, copied or drawn as a QR code, and gone
/// with their panel.
extension Desk {
  /// Why no file can be opened just now.
  var fileReason: String? {
    guard let shown else { return "open a case first" }
    if shown.needsIdentityCheck { return "check the identity first: Enter opens the case" }
    guard let files = shown.detail.files else { return "the service did not say which files the case has" }
    if files.isEmpty { return "the case has no files" }
    return shown.isLive ? nil : "not confirmed: \(name(.refresh)) asks the service again"
  }

  mutating func openFiles() {
    guard let shown else { return }
    let time = TimeText(zone: settings.zone, now: lastKeyAt)
    let items = (shown.detail.files ?? []).map { file in
      var spans = [Span(file.name)]
      let more = [file.kind, file.size].compactMap { $0 }.joined(separator: ", ")
      if !more.isEmpty { spans.append(Span("  \(more)", .muted)) }
      if file.file.isRestricted == true { spans.append(Span("  INTERNAL", .warning)) }
      return Picker.Item(
        RowPresentation(
          id: file.rowID, spans: spans, trailing: file.file.createdAt.map { Span(time.moment($0), .muted) })
      ) { desk, _ in desk.askForLink(of: file) }
    }
    overlays.open(
      .picker(
        Picker(
          Picker.ID("files"), title: "Files of \(subject)", items: items,
          note: Span("Enter asks the service for a link that opens the file for 15 minutes.", .muted))),
      about: aboutShown)
  }

  mutating func askForLink(of file: CaseFile) -> [Effect] {
    guard let shown else { return [] }
    guard let id = file.file.id else {
      say(Span("The service gave no id for this file, so it cannot be asked for.", .warning))
      return []
    }
    wantedFile = WantedFile(caseID: shown.detail.id, id: id, name: file.name)
    say(Span("Asking for a link to \(file.name) …", .accent))
    return [.read(.fetchAttachmentLinks(shown.detail.id, generation: generation))]
  }

  mutating func linksArrived(_ result: Result<[AttachmentLink], Care360Error>, at now: Date) -> [Effect] {
    guard let wanted = wantedFile, shown?.detail.id == wanted.caseID else { return [] }
    wantedFile = nil
    switch result {
    case .failure(let error): say(Span("No link to \(wanted.name): \(error.sentence)", .error))
    case .success(let links):
      guard let url = links.first(where: { $0.id == wanted.id })?.url else {
        say(Span("The service gave no link to \(wanted.name).", .warning))
        return []
      }
      guard mayInterrupt(about: wanted.caseID) else {
        say(Span("The link to \(wanted.name) was dropped, as something else is open: ask for it again.", .warning))
        return []
      }
      show(url, wanted, at: now)
    }
    return []
  }

  private mutating func show(_ url: String, _ wanted: WantedFile, at now: Date) {
    var lines = whoLines.enumerated().map { DetailLine(id: "who.\($0)", spans: $1) }
    lines.append(DetailLine(id: "file", spans: [Span("File ", .label), Span(wanted.name)]))
    lines.append(
      DetailLine(
        id: "open", spans: [Span("Anyone with this link can open the file until it expires.", .warning)]))
    var reading = Reading(title: "Link to a file", lines: lines, selectedID: "file", unwrapped: url, isID: true)
    reading.givenAt = now
    reading.again = { desk, _ in
      guard let file = desk.shown?.detail.files?.first(where: { $0.file.id == wanted.id }) else { return [] }
      return desk.askForLink(of: file)
    }
    overlays.open(.reading(reading), about: .one(wanted.caseID))
  }
}
