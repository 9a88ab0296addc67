import Care360
import FoundationEssentials

extension Lookup {
  /// - Parameter hidesRecents: nothing of a patient is listed, because the service refuses the key.
  func presentation(at now: Date, zone: Zone, hidesRecents: Bool = false) -> LookupPresentation {
    let isSuggesting = recents.cases.isEmpty && !suggestions.isEmpty
    return LookupPresentation(
      field: buffer.presentation(placeholder: "e-mail, phone or case id"), hint: hint,
      listTitle: isSuggesting ? "Try one of these" : "Recent", rows: hidesRecents ? [] : rows(at: now, zone: zone),
      selectedID: hidesRecents ? nil : selectedID,
      emptyText: hidesRecents
        ? "Hidden: the service refuses the API key."
        : buffer.isEmpty ? "Cases you open stand here." : "No recent case matches.")
  }

  var hint: Span? {
    guard !buffer.text.allSatisfy({ $0 == " " }) else { return nil }
    if let recent = shortIDMatch { return Span("short id of a recent case: \(recent.detail.shortID ?? "")", .success) }
    do throws(IdentifierProblem) {
      let reading = try reading.get()
      guard let identifier = reading.identifier else { throw IdentifierProblem.shortID }
      let sends = "Enter sends \(identifier.kind) \(identifier.sent)"
      guard !reading.remarks.isEmpty else { return Span(sends, .success) }
      return Span(([sends + "."] + reading.remarks).joined(separator: " "), .warning)
    } catch {
      return Span(error.sentence, error == .unrecognised ? .muted : .warning)
    }
  }

  static let leftOpenID = "left-open"

  var rowIDs: [String] {
    (isLeftOpenOffered ? [Self.leftOpenID] : [])
      + (recents.cases.isEmpty ? suggestions.map(\.identifier) : matching.map(\.detail.id.text))
  }

  /// It goes once something is typed that looks for somebody.
  private var isLeftOpenOffered: Bool { leftOpen != nil && (buffer.isEmpty || isTextOfLastSearch) }

  private func rows(at now: Date, zone: Zone) -> [RowPresentation] {
    let time = TimeText(zone: zone, now: now)
    var first: [RowPresentation] = []
    if isLeftOpenOffered, let leftOpen {
      first.append(
        RowPresentation(
          id: Self.leftOpenID,
          spans: [Span("Continue: ", .accent), Span("\(leftOpen.shortSubject), \(leftOpen.place)")],
          trailing: Span(time.longAge(since: leftOpen.savedAt), .muted)))
    }
    guard !recents.cases.isEmpty else {
      return first
        + suggestions.map {
          RowPresentation(id: $0.identifier, spans: [Span($0.identifier), Span("  \($0.name)", .muted)])
        }
    }
    return first
      + matching.map { recent in
        RowPresentation(
          id: recent.detail.id.text,
          spans: [Span("\(recent.detail.shownShortID) ", .accent), Span(recent.detail.shortName)],
          trailing: Span(time.age(since: recent.seenAt), .muted))
      }
  }

  /// Typing filters by name, e-mail, phone and short id; the text that was just sent filters nothing away.
  private var matching: [RecentCase] {
    let typed = SearchText(buffer.text)
    guard !typed.isEmpty, !isTextOfLastSearch else { return recents.cases }
    let digits = buffer.text.filter(\.isNumber)
    let number: PhoneNumber? =
      if case .success(let taken) = reading, case .phone(let phone)? = taken.identifier { phone } else { nil }
    let words = typed.words
    return recents.cases.filter { recent in
      let submitter = recent.detail.submitter
      let text = [submitter.fullName, submitter.email, recent.detail.shortID].compactMap { $0 }.joined(separator: " ")
      if SearchText(text).contains(allOf: words) { return true }
      guard digits.count >= 3, let phone = submitter.phoneNumber else { return false }
      return phone.filter(\.isNumber).contains(digits) || number?.isWritten(as: phone) == true
    }
  }

  private var isTextOfLastSearch: Bool {
    recents.cases.contains { $0.identifiers.contains { $0.sent == buffer.text } }
  }
}
