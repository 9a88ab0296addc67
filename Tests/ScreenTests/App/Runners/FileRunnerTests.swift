import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

@MainActor
struct FileRunnerTests {
  private let folder: TestFolder
  private let bench = RunnerBench()

  init() throws { folder = try TestFolder() }

  private func run(
    _ request: FormFileRequest, home: String? = nil, below root: String? = nil
  ) async -> FormFileAnswer? {
    let forms = FormFiles(templates: folder.path + "/templates", home: home, folder: root)
    FileRunner(forms: forms, work: bench.work).run(request)
    await bench.idle()
    let events = bench.take()
    guard events.count == 1, case .files(let answer) = events[0] else {
      Issue.record("one answer is due: \(events)")
      return nil
    }
    return answer
  }

  private func problem(_ answer: FormFileAnswer?) -> String? {
    if case .failed(let sentence)? = answer { sentence } else { nil }
  }

  private let template = FormTemplate(
    title: "Intake", description: "",
    questions: [
      FormTemplate.Question(
        text: "How tall?", type: .text, isRequired: true, isPHI: false, options: [], rules: ChoiceRules())
    ])

  @Test func aTemplateIsSavedListedReplacedAndDeleted() async throws {
    guard case .templateSaved("mine")? = await run(.saveTemplate(template, name: "mine", replaces: false)) else {
      Issue.record("not saved")
      return
    }
    guard case .templateExists(_, "mine")? = await run(.saveTemplate(template, name: "mine", replaces: false)) else {
      Issue.record("overwritten without a question")
      return
    }
    guard case .templateSaved("mine")? = await run(.saveTemplate(template, name: "mine", replaces: true)) else {
      Issue.record("not replaced")
      return
    }
    guard case .templatesListed(let listed)? = await run(.listTemplates) else {
      Issue.record("not listed")
      return
    }
    #expect(listed.filter { !$0.isBuiltIn }.map(\.name) == ["mine"])
    #expect(listed.contains { $0.isBuiltIn })
    guard case .templateDeleted("mine")? = await run(.deleteTemplate("mine")) else {
      Issue.record("not deleted")
      return
    }
    guard case .templatesListed(let left)? = await run(.listTemplates) else {
      Issue.record("not listed")
      return
    }
    #expect(left.filter { !$0.isBuiltIn }.isEmpty)
  }

  @Test func whereFilesLieBelowAFolderNoNameLeadsOut() async throws {
    let root = folder.path + "/files"
    let id = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    let outside = folder.path + "/outside.json"
    try Data("{}".utf8).write(to: URL(fileURLWithPath: outside))
    guard
      case .written("form.json")? = await run(
        .write([0x7B, 0x7D], path: "form.json", holdsHealthData: false), below: root)
    else {
      Issue.record("a name without a folder was not taken")
      return
    }
    #expect(FileManager.default.fileExists(atPath: root + "/form.json"))
    guard case .read? = await run(.read(path: root + "/form.json", id), below: root) else {
      Issue.record("the whole path was not taken")
      return
    }
    try FileManager.default.createSymbolicLink(atPath: root + "/link.json", withDestinationPath: outside)
    try FileManager.default.createSymbolicLink(atPath: root + "/up", withDestinationPath: folder.path)
    for path in [
      outside, "../outside.json", "link.json", "up/outside.json", "..", "~/outside.json", "/etc/passwd", ".",
    ] {
      let read = problem(await run(.read(path: path, id), home: folder.path, below: root))
      #expect(read?.contains("The site policy keeps files in") == true, "\(path): \(read ?? "read")")
    }
    for path in ["../new.json", folder.path + "/new.json", "up/new.json"] {
      let wrote = problem(await run(.write([0x7B], path: path, holdsHealthData: false), below: root))
      #expect(wrote?.contains("The site policy keeps files in") == true, "\(path): \(wrote ?? "written")")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/new.json"))
  }

  @Test func aFormIsWrittenForItsOwnerAloneAndReadBack() async throws {
    let id = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    let bytes = Array(#"{"products":[]}"#.utf8)
    guard
      case .written(path: "~/form.json")? = await run(
        .write(bytes, path: "~/form.json", holdsHealthData: true), home: folder.path)
    else {
      Issue.record("not written")
      return
    }
    let file = folder.path + "/form.json"
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    guard case .read(let read, id)? = await run(.read(path: "~/form.json", id), home: folder.path) else {
      Issue.record("not read")
      return
    }
    #expect(read == bytes)
  }

  @Test func healthDataIsNotWrittenWhereOthersCanRead() async throws {
    let file = try folder.file("open.json", "old", mode: 0o644)
    let answer = await run(.write([0x7B], path: file, holdsHealthData: true))
    #expect(problem(answer)?.hasPrefix("Not written: others can read this file") == true)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
  }

  @Test func aPathThatLeadsNowhereIsSaid() async throws {
    #expect(problem(await run(.write([], path: "~/form.json", holdsHealthData: false))) != nil)
    #expect(problem(await run(.write([], path: "a\0b", holdsHealthData: false))) == "This is not a usable file name.")
    let id = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    #expect(problem(await run(.read(path: folder.path + "/missing.json", id))) != nil)
    #expect(problem(await run(.deleteTemplate("missing"))) != nil)
  }
}
