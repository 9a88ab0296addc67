import Glibc

/// Words and variables of this process that are no UTF-8: a path among them would be read as the path of another file.
enum UnreadableText {
  /// - Parameter home: of this user, as the system's list of users has it.
  /// - Returns: a sentence; nil: nothing is wrong.
  static func problem(home: UnsafePointer<CChar>?) -> String? {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = CommandLine.unsafeArgv[index], String(validatingCString: word) == nil else { continue }
      return "Word \(index) of the command line is not UTF-8, so it could name another file or patient."
    }
    for name in ProcessEnvironment.variables.keys.sorted() where namesPlace(name) {
      guard let value = getenv(name), String(validatingCString: value) == nil else { continue }
      return "\(name) is not UTF-8, so its folder cannot be told apart from others. Nothing was read or made."
    }
    guard let home, String(validatingCString: home) == nil else { return nil }
    return
      "The name of your home folder is not UTF-8, so it cannot be told apart from others. Nothing was read or made."
  }

  private static func namesPlace(_ name: String) -> Bool {
    ["HOME", "TMPDIR"].contains(name) || name.hasPrefix("XDG_") || name.hasPrefix("CASEDESK_")
  }
}
