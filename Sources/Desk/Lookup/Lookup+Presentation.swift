import Care360
import FoundationEssentials

extension Lookup {
  /// - Parameters:
  ///   - hidesRecents: nothing of a patient is listed, because the service refuses the key.
  ///   - answered: the lookup that the shown case answers, and its time.
  ///   - isFocused: what is typed goes to the box or moves in its list.
  ///   - isSpoken: the rows are read out.
  func presentation(
    at now: Date, zone: Zone, hidesRecents: Bool = false, answered: (query: LookupIdentifier, at: Date)? = nil,
    isFocused: Bool = true, isSpoken: Bool = false
  ) -> LookupPresentation {
    let isSuggesting = recents.cases.isEmpty && !suggestions.isEmpty
    return LookupPresentation(
      field: buffer.presentation(placeholder: "e-mail, phone or case id"),
      hint: sent(answered, TimeText(zone: zone, now: now)) ?? (isFocused ? hint : unsent),
      listTitle: isSuggesting ? "Try one of these" : "Recent" + (hidesRecents ? "" : filtered),
      rows: hidesRecents ? [] : rows(TimeText(zone: zone, now: now, isSpoken: isSpoken)),
      selectedID: hidesRecents ? nil : selectedID,
      emptyText: hidesRecents
        ? "Hidden: the service refuses the API key."
        : buffer.isEmpty ? "Cases you open appear here." : "No recent case matches.")
  }

  /// The text that replaces "Enter sends …" once the box was sent and its case is shown.
  private func sent(_ answered: (query: LookupIdentifier, at: Date)?, _ time: TimeText) -> Span? {
    guard let answered, case .success(let typed) = reading, typed.identifier == answered.query else { return nil }
    return Span("\(answered.query.kind) · sent \(time.stamp(answered.at))", .muted)
  }

  /// A text that is typed and not sent names nobody on the screen.
  private var unsent: Span? { hint == nil ? nil : Span("typed, not sent", .muted) }

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

  /// The offer disappears once the person types something to look up.
  private var isLeftOpenOffered: Bool { leftOpen != nil && (buffer.isEmpty || isTextOfLastSearch) }

  private func rows(_ time: TimeText) -> [RowPresentation] {
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
          spans: Self.spans(of: recent.detail),
          trailing: Span(time.age(since: recent.seenAt), .muted))
      }
  }

  /// "ADA-TOSXM Avery L. 1988 approved", to tell two people of one name apart. When room is short, the end is cut.
  private static func spans(of detail: Case) -> [Span] {
    var spans = [Span("\(detail.shownShortID) ", .accent), Span(detail.shortName)]
    if let year = detail.submitter.birthDate.flatMap({ Instant($0).day })?.prefix(4) {
      spans.append(Span(" \(year)", .muted))
    }
    if detail.isArchived == true {
      spans.append(Span(" CLOSED", .warning))
    } else if let status = detail.status {
      spans.append(Span(" \(status.words)", .muted))
    }
    return spans
  }

  /// Recents that match the typed name, e-mail, phone or short id; the text that was just sent hides nothing.
  private var matching: [RecentCase] {
    let typed = SearchText(buffer.text)
    guard !typed.isEmpty, !isTextOfLastSearch else { return recents.cases }
    let digits = buffer.text.filter(\.isNumber)
    let number: PhoneNumber? =
      if case .success(let taken) = reading, case .phone(let phone)? = taken.identifier { phone } else { nil }
    let words = typed.words
    return recents.cases.filter { recent in
      let submitter = recent.detail.submitter
      // Many addresses end alike, so the top-level domain counts only once an @ was typed.
      let email = submitter.email.map { email in
        buffer.text.utf8.contains(UInt8(ascii: "@"))
          ? email : email.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(email[..<$0]) } ?? email
      }
      let text = [submitter.fullName, email, recent.detail.shortID].compactMap { $0 }.joined(separator: " ")
      if SearchText(text).contains(allOf: words) { return true }
      guard digits.count >= 3, let phone = submitter.phoneNumber else { return false }
      return phone.filter(\.isNumber).contains(digits) || number?.isWritten(as: phone) == true
    }
  }

  /// " · 3 of 12", while something is typed that filters.
  private var filtered: String {
    guard !SearchText(buffer.text).isEmpty, !isTextOfLastSearch, !recents.cases.isEmpty else { return "" }
    return " · \(matching.count) of \(recents.cases.count)"
  }

  private var isTextOfLastSearch: Bool {
    recents.cases.contains { $0.identifiers.contains { $0.sent == buffer.text } }
  }
}
