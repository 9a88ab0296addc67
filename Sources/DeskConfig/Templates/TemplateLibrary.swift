import FoundationEssentials
import Glibc
import PrivateIO

/// The templates there are: those that come with the program, and the files of a folder, which win by name.
package struct TemplateLibrary: Sendable {
  /// One template by its name.
  package struct Entry: Sendable {
    package let name: String
    /// It comes with the program, and no file of the folder stands in its place.
    package let isBuiltIn: Bool
    /// The form, or everything that is wrong with it.
    package let form: Result<TemplateForm, Problems>
  }

  package struct Problems: Error, Hashable, Sendable {
    package let list: [ConfigProblem]
  }

  private let directory: String?

  /// - Parameter directory: of the person's own template files; nil looks nowhere and saves nothing.
  package init(directory: String?) {
    self.directory = directory
  }

  /// Those of the folder first, each list by name.
  package func entries() -> [Entry] {
    let own = (directory.map(ConfigFile.names(ofTOMLFilesIn:)) ?? []).filter(Self.isName)
    let builtIn = Templates.all.filter { template in !own.contains(template.name) }
    return own.map { Entry(name: $0, isBuiltIn: false, form: read($0)) }
      + builtIn.map { template in
        let text = String(decoding: template.toml, as: UTF8.self)
        return Entry(name: template.name, isBuiltIn: true, form: Self.form(text, file: template.name + ".toml"))
      }
  }

  /// Keeps a form under a name. False, with nothing changed, when that name exists and `replaces` is false.
  package func save(_ form: TemplateForm, as name: String, replaces: Bool) throws(ConfigProblem) -> Bool {
    guard Self.isName(name) else { throw Self.nameProblem }
    guard let directory else {
      throw ConfigProblem(file: "template", sentence: "There is no configuration folder to keep it in.")
    }
    let text = TemplateText.text(form)
    // A written template must be readable by the same rules.
    if case .failure(let problems) = Self.form(text, file: name + ".toml"), let first = problems.list.first {
      throw first
    }
    let isBuiltIn = Templates.all.contains { $0.name == name }
    if !replaces, isBuiltIn { return false }
    do throws(IOFailure) {
      try PrivateFolders.make(directory)
    } catch {
      throw ConfigProblem(file: directory, sentence: ConfigFile.words(error, .person))
    }
    let path = self.path(name, in: directory)
    do throws(FormFileProblem) {
      if replaces {
        try FormFile.replace(path, with: Array(text.utf8))
      } else {
        try FormFile.create(path, with: Array(text.utf8))
      }
    } catch {
      if error.isExisting { return false }
      throw ConfigProblem(file: path, sentence: error.sentence)
    }
    return true
  }

  /// Removes a file of the folder.
  package func delete(_ name: String) throws(ConfigProblem) {
    guard Self.isName(name), let directory else { throw Self.nameProblem }
    guard unlink(path(name, in: directory)) == 0 else {
      throw ConfigProblem(file: path(name, in: directory), sentence: "It cannot be deleted.")
    }
  }

  private func path(_ name: String, in directory: String) -> String { "\(directory)/\(name).toml" }

  private func read(_ name: String) -> Result<TemplateForm, Problems> {
    let path = path(name, in: directory ?? "")
    do throws(ConfigProblem) {
      // The folder's name is obvious; with it, line and column would not fit in a list.
      let text = try ConfigFile.read(path, mustExist: true, isSecurity: false) ?? ""
      return Self.form(text, file: "templates/\(name).toml")
    } catch {
      return .failure(Problems(list: [error]))
    }
  }

  private static func form(_ text: String, file: String) -> Result<TemplateForm, Problems> {
    do throws(ConfigProblem) {
      let (form, problems) = try TemplateFile(text, file: file).form()
      return problems.isEmpty ? .success(form) : .failure(Problems(list: problems))
    } catch {
      return .failure(Problems(list: [error]))
    }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  private static let nameProblem = ConfigProblem(
    file: "template", sentence: "A template's name is made of letters, digits, - and _.")
}

/// The templates that come with the program: the TOML files of the folder `Shipped`, embedded.
enum Templates {
  static let all: [(name: String, toml: [UInt8])] = [
    ("general-intake", PackageResources.general_intake_toml),
    ("hair-loss", PackageResources.hair_loss_toml),
    ("weight-management", PackageResources.weight_management_toml),
  ]
}
