import Foundation
import Testing

extension RealTerminalTests {
  /// Two operators over one team's store.
  @Suite(.serialized) struct TeamDayTests {
    /// The program's words in the clinic's home.
    private static func run(_ clinic: Clinic, _ words: String...) throws -> String {
      let ran = try Output.of(
        TmuxScreen.program, words, environment: ["HOME": clinic.home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
      #expect(ran.code == 0, "\(words): \(ran.text)")
      return ran.text
    }

    /// The value of a member of the printed object.
    private static func member(_ name: String, of text: String) throws -> String {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      return try #require((object["result"] as? [String: Any])?[name] as? String)
    }

    /// Makes the operators' stores, which the screen does, and lets Kim in.
    private static func begin(_ clinic: Clinic) async throws -> (kim: [String], store: String) {
      let folder = clinic.home + "/team"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o770])
      let path = clinic.home + "/.config/casedesk/config.toml"
      let own = try String(contentsOfFile: path, encoding: .utf8).replacing(
        "[profiles.clinic]", with: "[profiles.clinic]\nteam_store = \"sqlite:\(folder)/team.db\"")
      try Clinic.write(path, own, mode: 0o600)
      let theirs = clinic.home + "/.config/casedesk/kim.toml"
      try Clinic.write(theirs, own.replacing("\"robin\"", with: "\"kim\""), mode: 0o600)
      let kim = ["--config", theirs]
      for words in [[], kim] {
        try await TmuxScreen.run(words, clinic.shape) { screen in
          screen.waitFor("No case is open.")
          screen.press("M-2", "q")
          screen.confirm(expecting: "ended with 0")
        }
      }
      _ = try run(clinic, "team", "migrate")
      _ = try run(clinic, "team", "init")
      let key = try member("key", of: try run(clinic, "team", "join", "--json", "--config", theirs))
      let told = try member(
        "fingerprint", of: try run(clinic, "team", "invite", "kim", key, "--yes", "--json"))
      _ = try run(clinic, "team", "join", told, "--config", theirs)
      return (kim, folder + "/team.db")
    }

    private static func writeNote(_ screen: TmuxScreen) {
      screen.lookUpAvery()
      screen.press("i")
      screen.waitFor("INTERNAL note · Avery")
      screen.type("Call-CANARY")
      screen.waitFor("─ saved ")
    }

    @Test func `Two operators see each other in the case, and a store that goes takes nothing else`() async throws {
      try await Clinic.run { clinic in
        let (kim, store) = try await Self.begin(clinic)
        try await TmuxScreen.run([], clinic.shape) { robin in
          Self.writeNote(robin)
          try await TmuxScreen.run(kim, clinic.shape) { other in
            other.lookUpAvery()
            other.waitFor("robin writes, since ")
            other.press("C")
            other.waitFor("The case is yours for an hour.")
            other.waitFor("This case is yours until ")
            other.press("r")
            other.waitFor("Refill link for Avery")
            other.press("Enter")
            other.waitFor("robin writes, since ")
            other.press("Escape")
            other.press("Escape")
            // The person beside sees it with the next look, which a change of place brings.
            robin.press("Escape")
            robin.waitFor("kim has this case until ")
            // The store is gone under both.
            try FileManager.default.removeItem(atPath: store)
            other.press("Escape")
            other.press("M-w")
            other.waitFor("cases, read ")
            robin.press("i")
            robin.waitFor("team view off since ")
            robin.press("F5")
            robin.waitFor("checked ")
          }
        }
        for trace in ["Lindqvist", "lindqvist", "avery@", "CANARY"] {
          #expect(try clinic.files(holding: trace) == [], "\(trace)")
        }
      }
    }

    @Test func `A note is handed over, taken once and goes on with the one who took it`() async throws {
      try await Clinic.run { clinic in
        let (kim, _) = try await Self.begin(clinic)
        try await TmuxScreen.run([], clinic.shape) { robin in
          Self.writeNote(robin)
          robin.press("C-p")
          robin.type("hand over")
          robin.press("Enter")
          robin.waitFor("Hand over to whom? note Avery")
          robin.press("Enter")
          robin.waitFor("hand it over to kim")
          robin.confirm(expecting: "Handed over to kim: note Avery")
          try await TmuxScreen.run(kim, clinic.shape) { other in
            other.lookUpAvery()
            other.waitFor("1 hand-over for you")
            other.press("F3")
            other.waitFor("TO TAKE")
            other.press("Enter")
            other.waitFor("Take the note")
            other.confirm(expecting: "is yours now")
            other.press("i")
            other.waitFor("Call-CANARY")
            other.waitFor("by kim")
          }
          robin.press("F3")
          robin.waitFor("handed over")
          robin.press("Escape", "F5")
          robin.waitFor("checked ")
          robin.press("F3")
          robin.waitFor("kim took it at ")
          robin.press("Escape")
          robin.press("C-p")
          robin.type("activity")
          robin.press("Enter")
          robin.waitFor("handed a draft or follow-up over")
        }
        for trace in ["Lindqvist", "lindqvist", "avery@", "CANARY"] {
          #expect(try clinic.files(holding: trace) == [], "\(trace)")
        }
      }
    }

    /// Everything that the team's store holds is sealed.
    @Test func `The team's store holds no word of a patient`() async throws {
      try await Clinic.run { clinic in
        let (kim, store) = try await Self.begin(clinic)
        try await TmuxScreen.run(kim, clinic.shape) { screen in
          screen.lookUpAvery()
          screen.press("C")
          screen.waitFor("This case is yours until ")
          screen.press("q")
          screen.confirm(expecting: "ended with 0")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: (store as NSString).deletingLastPathComponent)
        #expect(names.contains("team.db"))
        for trace in ["Lindqvist", "avery@", "5b1d8c70", "ADA-TOSXM", "kim", "robin"] {
          let found = try Output.of("/bin/grep", ["-rla", trace, (store as NSString).deletingLastPathComponent])
          #expect(found.text.isEmpty, "\(trace)")
        }
      }
    }
  }
}
