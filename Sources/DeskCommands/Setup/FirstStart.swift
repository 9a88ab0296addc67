import DeskConfig
import Terminal

/// The screen was asked for and no profile is chosen: what is there is offered, and the sandbox. Production is never the
/// default.
struct FirstStart {
  enum Choice {
    case setUp
    case open(Globals)
    case leave
  }

  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Where nobody can be asked the command says what is missing.
  static func isNeeded(_ invocation: Invocation) -> Bool {
    let globals = invocation.globals
    let isChosen =
      globals.sandbox || globals.profile != nil || globals.baseURL != nil
      || invocation.settings.general.defaultProfile != nil
    return !isChosen && invocation.console.canAsk
  }

  func ask() throws(ErrorReport) -> Choice {
    let console = invocation.console
    let names = invocation.settings.profiles.keys.sorted().filter { $0 != ProfileSettings.sandboxName }
    try console.say(names.isEmpty ? "No profile is set up here yet." : "No profile is the default one.")
    try console.say("  1 try CaseDesk on the sandbox: synthetic patients, nothing leaves this machine")
    try console.say("  2 set up a profile")
    for (index, name) in names.enumerated() { try console.say("  \(index + 3) open " + Sanitiser.visible(name)) }
    while true {
      guard let answer = try console.askReader("Number, or q to leave: "), answer != "q" else { return .leave }
      var globals = invocation.globals
      switch Int(answer) {
      case 1:
        globals.sandbox = true
        return .open(globals)
      case 2: return .setUp
      case let number? where names.indices.contains(number - 3):
        globals.profile = names[number - 3]
        return .open(globals)
      default: try console.say("Type one of the numbers, or q.")
      }
    }
  }
}
