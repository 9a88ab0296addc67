import Foundation
import TestSupport
import Testing

extension RealTerminalTests {
  /// What is kept on disk, and what is not, over whole days in a real terminal.
  @Suite(.serialized) struct StoreTests {
    private static let answer = "138 lbs CANARY-7X"

    @Test func `A kill loses at most what was typed in the last two seconds`() async throws {
      try await Clinic.run { clinic in
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.typeAnswer(Self.answer)
          screen.waitFor("─ saved ")
          try screen.killProgram()
        }
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.waitFor("Continue: Avery L. ADA-TOSXM, question 1")
          screen.press("Down", "Enter")
          screen.waitFor(Self.answer)
        }
        #expect(try clinic.files(holding: "CANARY-7X").isEmpty)
        #expect(try clinic.files(holding: canary).isEmpty)
      }
    }

    @Test func `A line that is cut saves what was typed, and the program is gone`() async throws {
      try await Clinic.run { clinic in
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.typeAnswer(Self.answer)
          let process = try screen.process()
          screen.closePane()
          #expect(Patience.isGone(process))
        }
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.waitFor("Continue: Avery L. ADA-TOSXM, question 1")
          screen.press("Down", "Enter")
          screen.waitFor(Self.answer)
        }
      }
    }

    @Test func `Another session takes the draft over with everything typed`() async throws {
      try await Clinic.run { clinic in
        try await TmuxScreen.run([], clinic.shape) { first in
          first.typeAnswer(Self.answer)
          first.waitFor("─ saved ")
          try await TmuxScreen.run([], clinic.shape) { second in
            second.waitFor("1 draft")
            first.type("!")
            second.press("F3")
            second.waitFor("open in pts/")
            second.press("Enter")
            second.waitFor("Take the draft over")
            second.confirm(expecting: Self.answer + "!")
            first.waitFor("Hidden")
            #expect(!first.lines().contains(canary))
          }
        }
      }
    }

    @Test(arguments: ["000", "022"]) func `Every file is the owner's alone from its first instant`(_ umask: String)
      async throws
    {
      try await Clinic.run { clinic in
        var shape = clinic.shape
        shape.umask = umask
        try await TmuxScreen.run([], shape) { screen in
          screen.typeAnswer(Self.answer)
          screen.waitFor("─ saved ")
          let entries = try Folder.entries(clinic.data)
          #expect(entries.count > 8)
          for entry in entries { #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(entry.path)") }
        }
      }
    }

    @Test func `The lock leaves nothing of a patient on the glass or behind it`() async throws {
      try await Clinic.run { clinic in
        var shape = clinic.shape
        shape.alternateScreen = false
        try await TmuxScreen.run([], shape) { screen in
          screen.typeAnswer(Self.answer)
          screen.press("C-p")
          screen.waitFor("Commands")
          screen.type("lock")
          screen.waitFor("covers")
          screen.press("Enter")
          screen.waitFor("Hidden")
          #expect(!screen.lines(history: true).contains(canary))
          #expect(!screen.lines(history: true).contains("CANARY-7X"))
          screen.press("Enter")
          screen.waitFor(Self.answer)
        }
      }
    }

    @Test func `A profile that wants a named operator shows nothing of a patient without one`() async throws {
      try await Clinic.run { clinic in
        let path = clinic.home + "/.config/casedesk/config.toml"
        let text = try String(contentsOfFile: path, encoding: .utf8).replacing("operator = \"robin\"\n", with: "")
        try Clinic.write(path, text, mode: 0o600)
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.lookUpAvery()
          screen.waitFor("ADA-TOSXM Avery L.")
          screen.press("C-c")
          screen.confirm(expecting: "ended with 0")
        }
        // The same store, by the login name.
        try Clinic.write(
          path, text.replacing("[profiles.clinic]\n", with: "[profiles.clinic]\noperator_required = true\n"),
          mode: 0o600)
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.waitFor("needs a named operator")
          screen.waitFor("The local store stays closed")
          screen.type("avery@example.com")
          screen.waitFor("avery@example.com")
          screen.press("Enter")
          screen.waitFor("set operator under [general]")
          #expect(!screen.lines(history: true).contains("Avery"))
        }
      }
    }

    @Test func `The record names who looked at which case and nothing of the patient`() async throws {
      try await Clinic.run { clinic in
        var record = ""
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.lookUpAvery()
          // The line is written beside what is shown.
          let isRecorded = Patience.wait {
            do { record = try RecordFolder(clinic.data).text } catch { return false }
            return record.contains("\"event\":\"viewed\"")
          }
          #expect(isRecorded)
        }
        #expect(record.contains("\"operator\":\"robin\""))
        #expect(record.contains("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"))
        #expect(!record.contains(canary) && !record.contains("avery"))
      }
    }
  }
}
