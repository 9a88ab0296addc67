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
    if let recent = shortIDMatch { return Span("short id of a recent case: \(recent.label.shortID ?? "")", .success) }
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
    let recentIDs =
      matches.map { places in places.map { recents.cases[$0].id.text } } ?? recents.cases.map(\.id.text)
    return (isLeftOpenOffered ? [Self.leftOpenID] : [])
      + (recents.cases.isEmpty ? suggestions.map(\.identifier) : recentIDs)
  }

  /// The offer disappears once the person types something to look up.
  private var isLeftOpenOffered: Bool { leftOpen != nil && (buffer.isEmpty || isTextOfSearch) }

  private func rows(_ time: TimeText) -> LookupRows {
    var first: [RowPresentation] = []
    if isLeftOpenOffered, let leftOpen {
      first.append(
        RowPresentation(
          id: Self.leftOpenID,
          spans: [Span("Continue: ", .accent), Span("\(leftOpen.shortSubject), \(leftOpen.place)")],
          trailing: Span(time.longAge(since: leftOpen.savedAt), .muted)))
    }
    guard !recents.cases.isEmpty else {
      return LookupRows(
        first
          + suggestions.map {
            RowPresentation(id: $0.identifier, spans: [Span($0.identifier), Span("  \($0.name)", .muted)])
          })
    }
    return LookupRows(first, recents: recents.cases, places: matches, time: time)
  }

  /// " · 3 of 12", while something is typed that filters.
  private var filtered: String {
    guard let matches, !recents.cases.isEmpty else { return "" }
    return " · \(matches.count) of \(recents.cases.count)"
  }
}
