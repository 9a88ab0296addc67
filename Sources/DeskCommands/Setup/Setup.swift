import ArgumentParser
import Care360
import DeskConfig
import Glibc
import PrivateIO
import Terminal

/// The guided first start: plain questions, one at a time.
struct Setup: DeskCommand {
  static let words = "setup"
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Make a profile by answering plain questions.",
    discussion: """
      Setup asks where the service is, where the API key and the access token come from, who you are, which time zone you work \
      in, and for a passphrase. It tries the key with a harmless read before it keeps anything. Its files have mode \
      0600, and an existing config.toml keeps everything it holds.

      EXAMPLES:
        casedesk setup
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard invocation.console.canAsk else {
      throw .usage(
        "There is no terminal to ask you on: run `casedesk setup` in a terminal, or write config.toml by hand.")
    }
    defer { invocation.console.input.showTyping() }
    let questions = SetupQuestions(invocation)
    let draft = try SetupFile(invocation.configFile)
    try questions.say("Enter takes the value in brackets. Nothing is kept before the end; Ctrl-C quits.")
    let profile = try questions.environment(taken: draft.profiles)
    let key = try await questions.key(profile: profile.name)
    let token = try await questions.token(profile: profile.name)
    let operatorName = draft.hasGeneral ? nil : try questions.operatorName()
    let country = try questions.country()
    let timeZone = draft.hasGeneral ? nil : try questions.timeZone()
    let isDefault = draft.hasGeneral ? false : try questions.isDefault(profile)
    let text = draft.adding(
      SetupFile.Answers(
        profile: profile, key: key.setting, token: token?.setting, operatorName: operatorName, country: country,
        timeZone: timeZone,
        isDefault: isDefault))
    let written = try keep([key, token].compactMap { $0 })
    do throws(ErrorReport) {
      let trial = invocation.with(try draft.checked(text, invocation), profile: profile.name)
      guard try await questions.tries(trial) else { throw .failed("Nothing was kept.") }
      try await questions.passphrase(trial)
      try PrivateOutput.makeFolder(draft.folder)
      try PrivateOutput.write(draft.path, text)
    } catch {
      for path in written { unlink(path) }
      throw error
    }
    let next = "casedesk" + (isDefault ? "" : " --profile \(profile.name)")
    return .result(
      .object([("profile", .string(profile.name)), ("config", .string(draft.path))]),
      lines: ["The profile \(profile.name) is kept in \(draft.path).", "Next: \(next)"])
  }

  /// Secrets that were typed become files, so that the key can be tried the way it will be used.
  private func keep(_ sources: [SetupSecret]) throws(ErrorReport) -> [String] {
    var written: [String] = []
    for case .typed(let path, let secret) in sources {
      guard access(path, F_OK) != 0 else {
        for path in written { unlink(path) }
        throw .failed("\(path) already exists: give it as the file, or move it away. Nothing was kept.")
      }
      try PrivateOutput.makeFolder(path.pathFolder)
      try PrivateOutput.write(path, secret.reveal() + "\n")
      written.append(path)
    }
    return written
  }
}

/// The source of a secret, as the person answered.
enum SetupSecret {
  /// Typed here; it goes into this file.
  case typed(path: String, Secret)
  case file(String)
  case command(String)

  /// Key suffix and value in config.toml.
  var setting: (suffix: String, value: String) {
    switch self {
    case .typed(let path, _), .file(let path): ("file", path)
    case .command(let text): ("command", text)
    }
  }
}
