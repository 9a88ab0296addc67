import Care360Sandbox
import Desk
import DeskUI
import Foundation
import Terminal
import TestSupport
import Testing

/// Templates and forms as files, with real files.
@MainActor
struct FormFileScreenTests {
  func form(_ folder: TestFolder) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(140, 50, home: folder.path)
    await desk.openAverysForm()
    return desk
  }

  @Test func aShippedTemplateIsAppliedKeptUnderAnotherNameAndDeleted() async throws {
    let folder = try TestFolder()
    let desk = try await form(folder)
    await desk.press(.templates)
    desk.expect("general-intake", "hair-loss", "weight-management", "comes with CaseDesk")
    await desk.choose("weight")
    desk.expect("How tall are you?", "Form [ 11 questions ]")
    await desk.type("170 cm")
    await desk.run("save as template")
    await desk.choose("mine")
    desk.expect("Saved as template mine, without answers.")
    let file = try String(contentsOfFile: folder.path + "/templates/mine.toml", encoding: .utf8)
    #expect(file.contains("How tall are you?") && !file.contains("170"))
    await desk.press(.templates)
    desk.expect("mine Weight management")
    await desk.press(.back)
    await desk.run("delete a template")
    await desk.choose("mine")
    await desk.confirm()
    desk.expect("The template mine was deleted.")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/templates") == [])
  }

  @Test func aBrokenTemplateIsShownWithLineAndColumnAndNotApplied() async throws {
    let folder = try TestFolder()
    _ = try folder.file("templates/bad.toml", "[[questions]]\n  text = 3\n")
    let desk = try await form(folder)
    await desk.press(.templates)
    await desk.type("bad")
    desk.expect("templates/bad.toml:2:3: [questions.1] text: It must be a text in quotes.")
    await desk.press(.accept)
    desk.expect("Begin with a template")
    await desk.press(.back)
    desk.expectNot("Question")
  }

  @Test func aFormIsWrittenPrivatelyNeverOverAFileAndReadAgain() async throws {
    let folder = try TestFolder()
    let desk = try await form(folder)
    await desk.press(.addQuestion)
    await desk.type("Weight?")
    await desk.keys("Tab", "Tab", "Tab")
    await desk.type("138 lbs")
    let shared = try folder.file("shared.json", "{}", mode: 0o644)
    await desk.run("write the form")
    await desk.choose("~/shared.json")
    desk.expect("Not written: others can read this file, and the form holds health data.")
    #expect(try String(contentsOfFile: shared, encoding: .utf8) == "{}")
    await desk.run("write the form")
    await desk.choose("~/out.json")
    desk.expect("Written. The file contains the form's answers")
    let path = folder.path + "/out.json"
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("138 lbs"))
    await desk.run("write the form")
    await desk.choose("~/out.json")
    desk.expect("A file with that name already exists: choose another name.")
    await desk.run("discard the draft")
    await desk.confirm()
    await desk.press(.addProducts)
    await desk.run("take products from a file")
    await desk.choose("~/out.json")
    desk.expect("1 product taken from the file; undo takes them out.")
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("1 product added to ADA-TOSXM.")
    #expect(desk.requests(.products) == 1)
  }

  @Test func aFileThatCannotBeReadIsSaid() async throws {
    let folder = try TestFolder()
    let desk = try await form(folder)
    await desk.run("take products from a file")
    await desk.choose("~/none.json")
    desk.expect("There is no such file.")
    _ = try folder.file("big.json", String(repeating: " ", count: (8 << 20) + 1))
    await desk.run("take products from a file")
    await desk.choose("~/big.json")
    desk.expect("The file is larger than 8 MiB.")
  }
}
