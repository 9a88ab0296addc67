import Care360
import Foundation
import TestSupport
import Testing

@testable import DeskConfig

struct TemplateTests {
  /// What is wrong with a file `t.toml`, as it is said.
  func problems(_ text: String) -> [String] {
    do throws(ConfigProblem) {
      return try TemplateFile(text, file: "t.toml").form().1.map(\.description)
    } catch {
      return [error.description]
    }
  }

  static let whole = """
    title = "Check-in"
    description = "Two\\nlines"

    [[questions]]
    text = "How much \\"exactly\\" do you weigh?"
    required = true
    phi = false

    [[questions]]
    text = "Which? 漢"
    type = "MULTISELECT"
    options = ["a", "b\\\\", "none"]
    exclusive = ["none"]
    least = 1
    most = 2
    other = true
    """

  static let form: TemplateForm = {
    var form = TemplateForm()
    form.title = "Check-in"
    form.description = "Two\nlines"
    var first = TemplateForm.Question(text: "How much \"exactly\" do you weigh?", type: .text)
    first.isRequired = true
    first.isPHI = false
    var second = TemplateForm.Question(text: "Which? 漢", type: .multiSelect)
    second.options = ["a", "b\\", "none"]
    second.exclusive = ["none"]
    (second.least, second.most, second.allowsOther) = (1, 2, true)
    form.questions = [first, second]
    return form
  }()

  @Test func everythingAFileSaysIsRead() throws {
    let (form, problems) = try TemplateFile(Self.whole, file: "t.toml").form()
    #expect(problems == [])
    #expect(form == Self.form)
  }

  @Test func whatIsWrittenIsReadAgainAsItWas() throws {
    let text = TemplateText.text(Self.form)
    #expect(try TemplateFile(text, file: "t.toml").form().0 == Self.form)
    #expect(problems(text) == [])
  }

  @Test func everyProblemHasItsLineAndColumnInTheQuestionItIsIn() {
    let text = """
      titel = "x"
      [[questions]]
      text = "one"
        type = "CHOICE"
      [[questions]]
      text = "two"
      answer = "138 lbs"
      [[questions]]
      type = "SINGLESELECT"
      options = ["a", "a", " "]
      most = 2
      """
    #expect(
      problems(text) == [
        "t.toml:1:1: titel: There is no such key.",
        "t.toml:4:3: [questions.1] type: It must be TEXT, SINGLESELECT or MULTISELECT.",
        "t.toml:7:1: [questions.2] answer: A template holds no answers.",
        "t.toml:8:1: [questions.3] text: A question needs a text.",
      ])
  }

  @Test(arguments: [
    ("title = [", "t.toml:1:"),
    ("title = \"x\"", "There must be 1 to 1000 questions"),
    ("questions = [1]", "Each question must be its own section"),
    ("[[questions]]\ntext = \"\"", ":2:1: [questions.1] text: It must not be empty."),
    ("[[questions]]\ntext = 3", ":2:1: [questions.1] text: It must be a text in quotes."),
    ("[[questions]]\ntext = \"a\\u001b[2J\"", "text: It must not hold control characters."),
    ("description = \"a\\u0007\"\n[[questions]]\ntext = \"a\"", ":1:1: description: It must not hold control"),
    ("[[questions]]\ntext = \"a\"\noptions = [\"b\"]", ":3:1: [questions.1] options: A question of type TEXT has no"),
    ("[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"", "options: List the options to choose from."),
    ("[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"\noptions = []", ":4:1: [questions.1] options: List the"),
    ("[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"\noptions = [\"b\", \"b\"]", "Two options are the same."),
    (
      "[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"\noptions = [\"b\", \"\"]",
      "a text of one line that is not empty"
    ),
    ("[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"\noptions = [\" b\"]", "must not begin or end with a space"),
    (
      "[[questions]]\ntext = \"a\"\ntype = \"SINGLESELECT\"\noptions = [\"b\"]\nmost = 1",
      ":5:1: [questions.1] most: It is only for"
    ),
    ("[[questions]]\ntext = \"a\"\nother = true", ":3:1: [questions.1] other: Only a question with options"),
    (
      "[[questions]]\ntext = \"a\"\ntype = \"MULTISELECT\"\noptions = [\"b\"]\nleast = 2",
      ":5:1: [questions.1] least: It must"
    ),
    (
      "[[questions]]\ntext = \"a\"\ntype = \"MULTISELECT\"\noptions = [\"b\"]\nleast = 0",
      "a whole number from 1 to 100"
    ),
    (
      "[[questions]]\ntext = \"a\"\ntype = \"MULTISELECT\"\noptions = [\"b\"]\nexclusive = [\"c\"]",
      "It must list some of the options."
    ),
    ("[[questions]]\ntext = \"a\"\nrequired = \"yes\"", ":3:1: [questions.1] required: It must be true or false"),
  ])
  func aFileThatIsWrongSaysWhatAndWhere(_ text: String, _ expected: String) {
    let found = problems(text)
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  // MARK: The folder

  @Test func theShippedTemplatesAreSoundAndThoseOfTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/DeskConfig/Templates/Shipped").path
    let entries = TemplateLibrary(directory: nil).entries()
    #expect(entries.map(\.name) == ConfigFile.names(ofTOMLFilesIn: folder))
    #expect(entries.count == 3)
    for entry in entries {
      let form = try entry.form.get()
      #expect(entry.isBuiltIn && form.questions.count >= 8 && !form.title.isEmpty)
    }
  }

  @Test func aFormIsKeptPrivatelyListedFirstAndDeleted() throws {
    let folder = try TestFolder()
    let library = TemplateLibrary(directory: folder.path + "/new/templates")
    #expect(try library.save(Self.form, as: "mine", replaces: false))
    let file = folder.path + "/new/templates/mine.toml"
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    #expect(library.entries().map(\.name) == ["mine", "general-intake", "hair-loss", "weight-management"])
    #expect(try library.entries()[0].form.get() == Self.form)
    var other = Self.form
    other.title = "Other"
    #expect(try !library.save(other, as: "mine", replaces: false))
    #expect(try library.entries()[0].form.get() == Self.form)
    #expect(try library.save(other, as: "mine", replaces: true))
    #expect(try library.entries()[0].form.get() == other)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/new/templates") == ["mine.toml"])
    try library.delete("mine")
    #expect(library.entries().map(\.isBuiltIn) == [true, true, true])
  }

  @Test func aFileOfTheFolderStandsInPlaceOfAShippedOne() throws {
    let folder = try TestFolder()
    let library = TemplateLibrary(directory: folder.path)
    #expect(try !library.save(Self.form, as: "hair-loss", replaces: false))
    #expect(try library.save(Self.form, as: "hair-loss", replaces: true))
    #expect(library.entries().map(\.name) == ["hair-loss", "general-intake", "weight-management"])
    #expect(try library.entries()[0].form.get() == Self.form && !library.entries()[0].isBuiltIn)
  }

  @Test(arguments: ["", "../x", "a/b", "a b", ".x", "é", String(repeating: "a", count: 101)])
  func aNameThatIsNoFileNameIsRefused(_ name: String) throws {
    let folder = try TestFolder()
    #expect(throws: ConfigProblem.self) {
      try TemplateLibrary(directory: folder.path).save(Self.form, as: name, replaces: false)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func aBrokenFileAndOneThatOthersMayWriteAreListedWithTheirProblem() throws {
    let folder = try TestFolder()
    _ = try folder.file("broken.toml", "[[questions]]\ntext = 3\n")
    _ = try folder.file("open.toml", Self.whole, mode: 0o666)
    let entries = TemplateLibrary(directory: folder.path).entries().filter { !$0.isBuiltIn }
    let problems = entries.map { entry -> [String] in
      if case .failure(let problems) = entry.form { problems.list.map(\.description) } else { [] }
    }
    #expect(problems[0] == ["templates/broken.toml:2:1: [questions.1] text: It must be a text in quotes."])
    #expect(problems[1].first?.contains("Other users can write to it") == true)
  }

  // MARK: Files of one person

  @Test func aFileIsNewPrivateAndWholeOrNotThere() throws {
    let folder = try TestFolder()
    let path = folder.path + "/form.json"
    try FormFile.create(path, with: Array("{}".utf8))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(throws: FormFileProblem.self) { try FormFile.create(path, with: [1]) }
    #expect(try FormFile.read(path) == Array("{}".utf8))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "elsewhere")
    #expect(throws: FormFileProblem.self) { try FormFile.create(folder.path + "/link", with: [1]) }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/elsewhere"))
    #expect(throws: FormFileProblem(sentence: "There is no such folder.")) {
      try FormFile.create(folder.path + "/no/form.json", with: [1])
    }
    #expect(throws: FormFileProblem(sentence: "There is no such file.")) {
      try FormFile.read(folder.path + "/no")
    }
    #expect(throws: FormFileProblem(sentence: "It is not a regular file.")) { try FormFile.read(folder.path) }
  }

}
