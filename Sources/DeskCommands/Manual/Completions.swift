import ArgumentParser

/// A shell's completions, made from the same definitions as the parser.
struct Completions: DeskCommand {
  static let words = "completions"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the completions for a shell: bash, zsh or fish.",
    discussion: """
      Put them where the shell looks for them: ~/.local/share/bash-completion/completions/casedesk, a folder of $fpath \
      as _casedesk, or ~/.config/fish/completions/casedesk.fish.

      EXAMPLES:
        casedesk completions bash > casedesk
        casedesk completions zsh > _casedesk
        casedesk completions fish > casedesk.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable, Sendable {
    case bash
    case zsh
    case fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    let script = Root.completionScript(for: kind)
    guard !globals.json else { return .result(.object([("script", .string(script))]), lines: []) }
    try invocation.console.output.write(script.hasSuffix("\n") ? script : script + "\n")
    return .printed(.done)
  }
}
