import DeskApp
import DeskConfig
import Terminal

/// What the terminal can do, as far as its description and the environment say.
enum TerminalCheck {
  static func check(_ invocation: Invocation) async -> DoctorCheck {
    let console = invocation.console
    guard console.isOutputTerminal || console.isTalkTerminal else {
      return .fine("terminal", "there is none here, so nothing was checked")
    }
    let facts = await FrontEnd.currentFacts()
    if let problem = facts.problem { return .bad("terminal", problem) }
    var parts = [facts.type, facts.colours, facts.isUTF8 ? "UTF-8" : "no UTF-8 (lines are drawn in ASCII)"]
    if let size = facts.size { parts.append("\(size.columns)x\(size.rows)") }
    parts.append(facts.isModern ? "a paste is recognized" : "a paste looks like typing")
    let use = invocation.policy.clipboard(configured: invocation.settings.general.clipboard)
    parts.append(clipboard(use, isModern: facts.isModern, isMultiplexed: facts.isMultiplexed))
    let detail = parts.joined(separator: ", ")
    if let size = facts.size, size.columns < 40 || size.rows < 10 {
      return .bad("terminal", detail + ": the screen needs 40x10")
    }
    return .fine("terminal", detail)
  }

  /// "clipboard by OSC 52 where your terminal allows it (auto)".
  static func clipboard(_ use: ClipboardUse, isModern: Bool, isMultiplexed: Bool) -> String {
    let words = clipboard(use, isModern: isModern)
    guard isMultiplexed, use != .off, isModern || use == .osc52 else { return words }
    return words + " (tmux or screen may keep it back: \"set -g set-clipboard on\" in tmux allows it)"
  }

  private static func clipboard(_ use: ClipboardUse, isModern: Bool) -> String {
    switch use {
    case .off: "clipboard off"
    case .osc52: "clipboard by OSC 52, sent to every terminal"
    case .auto: isModern ? "clipboard by OSC 52 where your terminal allows it" : "no clipboard"
    case .ids: isModern ? "clipboard by OSC 52 where your terminal allows it, ids and links only" : "no clipboard"
    }
  }
}
