import Foundation
import TestSupport
import Testing

extension RealTerminalTests {
  /// From the worklist to an answer, with a store that is kept.
  @Suite(.serialized) struct WorklistDayTests {
    /// Of the patient, of their messages and of what is written about them, as the screens show them on the way.
    private static let traces = [
      "Wren", "wren.", "Abbott", "abbott", "773555", "ADA-WREN1", "1960-05-14", "14 May 1960", "my last dose",
      "left the pharmacy",
      "Rest-CANARY", "Call-CANARY", "Half-CANARY",
    ]

    /// A draft is bytes within JSON: its words as Base64 has them, wherever they begin.
    private static let encoded = ["Rest-CANARY", "Call-CANARY", "Half-CANARY"].flatMap { word in
      (0..<3).map { offset in
        let text = (Data(repeating: 0, count: offset) + Data(word.utf8)).base64EncodedString()
        return String(text.dropFirst(offset == 0 ? 0 : 4).dropLast(4))
      }
    }

    @Test func `A day with the worklist, a message and a note leaves no word of a patient on disk`() async throws {
      try await Clinic.run { clinic in
        try clinic.nameAuthor("robin@example.com")
        try await TmuxScreen.run(["--log-file", clinic.home + "/log"], clinic.shape) { screen in
          screen.waitFor("No case is open.")
          screen.press("M-w")
          screen.waitFor("cases, read ")
          screen.press("C-f")
          screen.waitFor("Find in the worklist")
          screen.type("wren1")
          screen.press("Enter")
          screen.waitFor("▌ADA-WREN1")
          screen.press("Enter")
          screen.waitFor("ADA-WREN1 · Wren Abbott")

          // A message that is sent, once it was kept as a draft and parked.
          screen.press("m")
          screen.waitFor("Message TO THE PATIENT · Wren Abbott")
          screen.type("Please Rest-CANARY.")
          screen.waitFor("─ saved ")
          screen.press("Escape")
          screen.waitFor("parked: Wren A. ADA-WREN1 message")
          screen.press("m")
          screen.waitFor("Please Rest-CANARY.")
          screen.press("F10")
          screen.waitFor("Send: message TO THE PATIENT")
          screen.confirm(expecting: "Message to the patient sent for ADA-WREN1.")

          // A note that is sent before it was kept, and one that is left.
          screen.press("i")
          screen.waitFor("INTERNAL note · Wren Abbott")
          screen.type("Call-CANARY")
          screen.press("F10")
          screen.waitFor("Send: INTERNAL note")
          screen.confirm(expecting: "Internal note added to ADA-WREN1.")
          screen.press("i")
          screen.waitFor("INTERNAL note · Wren Abbott")
          screen.type("Half-CANARY")
          screen.waitFor("─ saved ")
          screen.press("Escape")
          screen.waitFor("parked: Wren A. ADA-WREN1 note")
          screen.press("L")
          screen.waitFor("Hidden")
          screen.press("Enter")
          screen.waitFor("ADA-WREN1 · Wren Abbott")
          screen.press("q")
          screen.confirm(expecting: "ended with 0")
        }
        for trace in Self.traces + Self.encoded { #expect(try clinic.files(holding: trace) == [], "\(trace)") }
        let record = try RecordFolder(clinic.data).text
        for word in ["message", "note", "listed", "viewed"] { #expect(record.contains("\"\(word)\""), "\(record)") }

        // The note that was left is there, so that the search was in the right place.
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.waitFor("1 draft")
          screen.press("F3")
          screen.waitFor("draft Wren A. ADA-WREN1 note")
          screen.press("Enter")
          screen.waitFor("Half-CANARY")
        }
        #expect(try clinic.files(holding: "Half-CANARY") == [])
      }
    }
  }
}

extension Clinic {
  /// From now on messages and notes can be written.
  fileprivate func nameAuthor(_ email: String) throws {
    let path = home + "/.config/casedesk/config.toml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let author = "[general]\noperator_email = \"\(email)\"\noperator_name = \"Robin\"\n"
    try Self.write(path, text.replacing("[general]\n", with: author), mode: 0o600)
  }
}
