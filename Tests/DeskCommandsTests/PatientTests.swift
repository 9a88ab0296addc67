import Care360Sandbox
import DeskCommands
import Foundation
import Synchronization
import TestSupport
import Testing

/// `casedesk patient email` and `patient update` against the sandbox, seen by looking the patient up.
@Suite struct PatientTests {
  private func submitter(_ bench: Bench) async throws -> [String: Any] {
    let ran = await bench.run(["lookup", Known.avery, "--detail", "--json"] + bench.key)
    let result = try Bench.object(ran.output)["result"] as? [String: Any]
    return try #require((result?["case"] as? [String: Any])?["submitter"] as? [String: Any])
  }

  @Test func `The question names the patient and shows both addresses, and the new one finds the case`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(
        ["patient", "email"] + bench.key, input: "avery@example.com\navery.new@example.com\ny\n", isTerminal: true)
      #expect(
        ran.code == 0 && ran.output == "The patient's e-mail address is avery.new@example.com now.\n", "\(ran.talk)")
      #expect(ran.talk.contains("Current e-mail address: ") && ran.talk.contains("New e-mail address: "))
      #expect(ran.talk.contains("Patient      Avery Lindqvist, born 1988-04-02, avery@example.com"))
      #expect(ran.talk.contains("Case         ADA-TOSXM"))
      #expect(ran.talk.contains("Change       e-mail avery@example.com -> avery.new@example.com"))
      let found = await bench.run(["lookup", "avery.new@example.com"] + bench.key)
      #expect(found.output.contains(Known.avery))
      #expect(await bench.run(["lookup", "avery@example.com"] + bench.key).code == 3)
      let record = try bench.record.text
      #expect(record.contains("\"action\":\"email\"") && record.contains(Known.avery))
      #expect(!record.contains("example.com"))
    }
  }

  @Test func `A no sends nothing`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(
        ["patient", "email", "avery@example.com", "avery.new@example.com"] + bench.key, input: "n\n", isTerminal: true)
      #expect(ran.code == 1 && bench.writes == 0)
    }
  }

  /// Addresses, numbers and streets are about a patient: the process list shows them only until they are read.
  @Test func `Words about the patient are overwritten`() async throws {
    try await Bench.run { bench in
      let concealed = Mutex<Set<Int>>([])
      let words = [
        "patient", "update", "avery@example.com", "--phone=+12025550199", "--city", "Austin", "--address2", "",
        "--dry-run",
      ]
      let tool = bench.tool(
        words + bench.key, Script(""), isTerminal: false, Recorded(), Recorded(),
        conceal: { index in concealed.withLock { _ = $0.insert(index) } })
      #expect(await tool.run() == .done)
      #expect(concealed.withLock { $0 } == [2, 3, 5])
      concealed.withLock { $0 = [] }
      let email = bench.tool(
        ["patient", "email", "a@example.com", "b@example.com", "--dry-run"] + bench.key, Script(""), isTerminal: false,
        Recorded(), Recorded(), conceal: { index in concealed.withLock { _ = $0.insert(index) } })
      #expect(await email.run() == .done)
      #expect(concealed.withLock { $0 } == [2, 3])
    }
  }

  @Test func `Only what differs is sent, each field with before and after`() async throws {
    try await Bench.run { bench in
      let before = try await submitter(bench)
      let city = try #require(before["city"] as? String)
      let ran = await bench.run(
        [
          "patient", "update", "avery@example.com", "--phone", "(202) 555-0143", "--city", "Austin", "--state", "tx",
          "--postal-code", "73301", "--country", "US", "--address2", "Apartment 3",
        ] + bench.key, input: "y\n", isTerminal: true)
      #expect(ran.code == 0 && ran.output == "The patient's details are changed.\n", "\(ran.talk)")
      #expect(ran.talk.contains("phone number +12025550142 -> +12025550143"))
      #expect(ran.talk.contains("A user of the service already has this phone number."))
      #expect(ran.talk.contains("second address line none -> Apartment 3"))
      #expect(ran.talk.contains("city \(city) -> Austin") && !ran.talk.contains("country"))
      let after = try await submitter(bench)
      #expect(after["phoneNumber"] as? String == "+12025550143" && after["state"] as? String == "TX")
      #expect(after["address"] as? String == before["address"] as? String)
      #expect(
        await bench.run(["patient", "update", "avery@example.com", "--address2", "", "--yes"] + bench.key).code == 0)
      #expect(try await submitter(bench)["address2"] is NSNull)
      let record = try bench.record.textWithoutMarks
      for word in ["Austin", "example.com", "0143", "Apartment"] { #expect(!record.contains(word), "\(word)") }
    }
  }

  @Test func `A postal code of another country is refused before it is sent`() async throws {
    try await Bench.run { bench in
      #expect(
        await bench.run(["patient", "update", "avery@example.com", "--country", "CA", "--yes"] + bench.key).code == 0)
      let ran = await bench.run(
        ["patient", "update", "avery@example.com", "--postal-code", "12345", "--yes"] + bench.key)
      #expect(ran.code == 5 && ran.talk.contains("the country is CA") && bench.writes == 1)
    }
  }

  @Test func `A user of another organization is refused`() async throws {
    try await Bench.run { bench in
      let key = bench.base + ["--api-key-file", try bench.file("second", bench.sandbox.secondApiKey)]
      let ran = await bench.run(["patient", "email", "avery@example.com", "new@example.com", "--yes"] + key)
      #expect(ran.code == 3 && bench.writes == 0)
      #expect(ran.talk.contains("belongs to another organization. Nothing was sent."))
    }
  }
}
