import Care360
import FoundationEssentials

/// The mouse, where it is on: it selects and moves the focus; only keys open, change and confirm.
extension Desk {
  mutating func mouseSet(_ isOn: Bool) {
    appearance.mouse(isOn: isOn)
    say(
      isOn
        ? Span("The mouse now selects in CaseDesk; hold Shift to select text in your terminal.", .success)
        : Span("The mouse now belongs to your terminal.", .success))
  }

  /// The sentence names what was left out, so that nobody believes a text or passphrase to be there as a whole.
  mutating func inputUnreadable() {
    let sentence = "Part of the typed or pasted text is not UTF-8 and was left out: set your terminal to UTF-8."
    if door.isCovering { door.lock.note(sentence) } else { say(Span(sentence, .warning)) }
  }

  /// A click selects and moves the focus; only keys open, change and confirm.
  mutating func pointed(at target: Pointed) -> [Effect] {
    guard !door.isCovering else { return [] }
    switch target {
    case .overlay(let row):
      switch overlays.top {
      case .picker(var picker)?:
        let before = picker.selected
        guard picker.shown.contains(where: { $0.row.id == row }) else { return [] }
        picker.selectedID = row
        overlays.top = .picker(picker)
        return preview(picker, since: before)
      case .reading(var reading)?:
        guard reading.lines.contains(where: { $0.id == row }) else { return [] }
        reading.selectedID = row
        overlays.top = .reading(reading)
      case .prompt?, .secret?, .confirmation?, nil: break
      }
    case .pane(let pane, let row):
      guard overlays.isEmpty, pane != .form || openDraft != nil, pane != .worklist || worklist.isOpen else {
        return []
      }
      setFocus(pane)
      point(to: row, in: pane)
    }
    return []
  }

  private mutating func point(to row: String?, in pane: PaneID) {
    switch pane {
    case .lookup:
      lookup.point(to: row)
    case .caseDetail:
      if let row, let line = builtLines(at: lastKeyAt)?.line(row), line.line.kind != .blank {
        select(row)
      }
    case .worklist:
      if let row { selectInWorklist(row) }
    case .form:
      if let row, let editor = openEditor, editor.context != .editorReview {
        drafts.edit(editor.target.caseID) { $0.jump(to: row) }
      }
    }
  }

  mutating func wheeled(_ movement: Movement, at now: Date) -> [Effect] {
    guard !door.isCovering else { return [] }
    return (0..<3).flatMap { _ in handle(.moved(movement, page: 1), at: now) }
  }
}
