import Care360
import FoundationEssentials

/// Values that leave the frames: for the clipboard, or alone from the first column.
extension Desk {
  /// - Parameter isID: an id or a link, which no rule keeps back.
  mutating func copy(_ value: String, isID: Bool) -> [Effect] {
    guard isID || !settings.copiesOnlyIDs else {
      say(Span("Only ids and links can be copied here: clipboard is set to ids. Select the text by hand.", .warning))
      return []
    }
    return [.screen(.copy(value)), .record(.disclosed(.copied, caseOnTop))]
  }

  /// The case that a value on the glass is of: that of the overlay on top, or the shown one.
  var caseOnTop: CaseID? {
    guard let overlay = overlays.last else { return shown?.detail.id }
    return if case .one(let id) = overlay.about { id } else { nil }
  }

  /// The subject of what is opened over the overlay on top to show a value of it.
  var aboutOnTop: Overlay.About { caseOnTop.map { .one($0) } ?? aboutShown }

  mutating func copied(_ text: String, _ outcome: CopyOutcome) {
    switch outcome {
    case .sent:
      say(Span("sent to your terminal's clipboard", .success))
      return
    case .sentToMultiplexer:
      say(
        Span(
          "Sent, but tmux or screen may block it and leave an older copy: \"set -g set-clipboard on\" in tmux allows it.",
          .warning))
      return
    case .switchedOff: say(Span("The clipboard is switched off in config.toml; select the text by hand.", .warning))
    case .tooLong: say(Span("The text is too long for the clipboard; select it by hand.", .warning))
    case .unsupported: say(Span("This terminal does not support the clipboard; select the text by hand.", .warning))
    }
    if case .reading(let reading)? = overlays.top, reading.unwrapped == text { return }
    // Revealed health data is masked again after a while; a value that is shown alone would stay visible.
    guard !door.isCovering, selectedLine(at: lastKeyAt).map({ $0.isPHI && $0.value == text }) != true else { return }
    // A session that may copy only ids got here with an id.
    showAlone(text, title: "Copy by hand", isID: settings.copiesOnlyIDs)
  }

  /// - Parameters:
  ///   - isID: the text is an id or a link.
  ///   - givenAt: when the service gave a link that expires.
  mutating func showAlone(_ text: String, title: String, isID: Bool, _ givenAt: Date? = nil) {
    if case .reading(let top)? = overlays.top, top.shape == .alone { return }
    var reading = Reading(shape: .alone, title: title, lines: [], selectedID: nil, unwrapped: text, isID: isID)
    reading.givenAt = givenAt
    overlays.open(.reading(reading), about: aboutOnTop)
  }

  mutating func showLineAlone(at now: Date) {
    guard let line = selectedLine(at: now), let value = line.value else {
      say(Span("Nothing on this line can be shown alone.", .warning))
      return
    }
    guard !line.isPHI else {
      say(Span("Health data is not shown alone; \(name(.copy)) sends it to your terminal's clipboard.", .warning))
      return
    }
    showAlone(value, title: "Value", isID: line.isID)
  }
}
