import Foundation
import Testing

/// A home folder with a profile over a sandbox process, whose store opens with what a command prints.
struct Clinic {
  let home: String

  static func run(faults: [String] = [], _ body: (Clinic) async throws -> Void) async throws {
    try await SandboxProcess.run(faults: faults) { sandbox in
      let clinic = try Clinic(sandbox)
      do {
        try await body(clinic)
      } catch {
        try FileManager.default.removeItem(atPath: clinic.home)
        throw error
      }
      try FileManager.default.removeItem(atPath: clinic.home)
    }
  }

  private init(_ sandbox: SandboxProcess) throws {
    home = try Folder.make()
    let configuration = home + "/.config/casedesk"
    try FileManager.default.createDirectory(
      atPath: configuration, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let key = home + "/print-key"
    try Self.write(key, "#!/bin/sh\necho correct-horse-battery-staple-and-more\n", mode: 0o700)
    try Self.write(
      configuration + "/config.toml",
      """
      [general]
      default_profile = "clinic"
      operator = "robin"
      [profiles.clinic]
      base_url = "\(sandbox.url)"
      api_key_file = "\(sandbox.folder)/api-key"
      token_file = "\(sandbox.folder)/token"
      [store]
      key_command = ["\(key)"]
      """, mode: 0o600)
  }

  static func write(_ path: String, _ text: String, mode: Int) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  var data: String { home + "/.local/share/casedesk" }

  var shape: TmuxScreen.Shape {
    var shape = TmuxScreen.Shape()
    shape.home = home
    return shape
  }

  /// Files in the home folder and the machine's temporary folders that hold `text`, other screens' recordings excepted.
  func files(holding text: String) throws -> [String] {
    let output = try Output.of(
      "/bin/grep", ["-rlsI", "--exclude=bytes", "--exclude-dir=.build", "-a", text, home, "/var/tmp", "/dev/shm"])
    return output.text.split(separator: "\n").map(String.init)
  }
}

extension Folder {
  /// A home folder with a profile that nothing answers, its store opened as `store` says, where HOME is the folder.
  static func distantHome(_ store: String) throws -> String {
    let home = try make()
    try FileManager.default.createDirectory(
      atPath: home + "/.config/casedesk", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Clinic.write(
      home + "/.config/casedesk/config.toml",
      """
      [general]
      default_profile = "far"
      operator = "robin"
      [profiles.far]
      base_url = "https://care.invalid"
      api_key_file = "\(home)/none"
      \(store.replacingOccurrences(of: "HOME", with: home))
      """, mode: 0o600)
    return home
  }
}

extension TmuxScreen {
  /// Looks the first patient up and types an answer into a new intake form.
  func typeAnswer(_ text: String) {
    lookUpAvery()
    press("a")
    waitFor("Intake · Avery")
    press("Enter")
    waitFor("Product for Avery")
    type("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    waitFor("as a product id")
    press("Enter", "C-n")
    waitFor("1.1 Question")
    type("How much do you weigh?")
    press("Tab", "Tab", "Tab")
    type(text)
    waitFor(text)
  }
}
