import Care360
import Desk
package import DeskConfig
import Glibc
import PrivateIO

/// Does the file work that forms, messages and notes request.
package struct FormFiles: Sendable {
  private let library: TemplateLibrary
  private let texts: TextLibrary
  private let home: String?
  /// All files lie below it; nil: anywhere.
  private let folder: String?

  /// - Parameters:
  ///   - templates: the folder of the person's own templates; nil keeps none.
  ///   - texts: the canned texts there are.
  ///   - home: what `~` stands for.
  ///   - folder: files lie below it, and a name without a folder is in it; nil: they may be anywhere.
  package init(
    templates: String?, texts: TextLibrary = TextLibrary(own: nil, site: nil), home: String?, folder: String? = nil
  ) {
    library = TemplateLibrary(directory: templates)
    self.texts = texts
    self.home = home
    self.folder = folder
  }

  func answer(_ request: FormFileRequest) -> FormFileAnswer {
    do {
      switch request {
      case .listTemplates: return .templatesListed(library.entries().map(TemplateListing.init))
      case .usualTemplate(let name, let product, let id):
        let listing = library.entries().first { $0.name == name }.map(TemplateListing.init)
        return .usualTemplate(listing, name: name, product, id)
      case .saveTemplate(let template, let name, let replaces):
        let isSaved = try library.save(TemplateForm(template), as: name, replaces: replaces)
        return isSaved ? .templateSaved(name) : .templateExists(template, name: name)
      case .deleteTemplate(let name):
        try library.delete(name)
        return .templateDeleted(name)
      case .listTexts:
        let texts = CannedTexts(texts)
        let problems = texts.problems + texts.entries.flatMap(\.problems)
        return .textsListed(texts.usable, problems: problems.map(\.description))
      case .read(let path, let id): return .read(try FormFile.read(try expanded(path)), id)
      case .write(let bytes, let path, let holdsHealthData):
        return try write(bytes, to: try expanded(path), typed: path, holdsHealthData: holdsHealthData)
      }
    } catch let problem as ConfigProblem {
      return .failed(problem.description)
    } catch let problem as FormFileProblem {
      return .failed(problem.sentence)
    } catch {
      return .failed("The file could not be used.")
    }
  }

  private func write(
    _ bytes: [UInt8], to path: String, typed: String, holdsHealthData: Bool
  ) throws(FormFileProblem) -> FormFileAnswer {
    if holdsHealthData, FormFile.isReadableByOthers(path) {
      throw FormFileProblem(
        sentence: "Not written: others can read this file, and the form holds health data. Choose another name.")
    }
    try FormFile.create(path, with: bytes)
    return .written(path: typed)
  }

  private func expanded(_ path: String) throws(FormFileProblem) -> String {
    guard !path.utf8.contains(0) else { throw FormFileProblem(sentence: "This is not a usable file name.") }
    if let folder { return try below(folder, path) }
    guard let rest = path.pathBelowHome else { return path }
    guard let home else { throw FormFileProblem(sentence: "There is no home folder: type the whole path.") }
    return home + rest
  }
}

extension FormFiles {
  /// No link and no `..` leads out of the folder; a link at the end of the path is followed before it is judged.
  private func below(_ folder: String, _ path: String) throws(FormFileProblem) -> String {
    // An error here shows below: no file is found in a folder that is not there.
    mkdir(folder, 0o700)
    let whole = path.isWholePath ? path : folder + "/" + path
    let name = whole.pathParts.last ?? ""
    guard let root = Self.resolved(folder), let parent = Self.resolved(whole.pathFolder), name != "..", name != ".",
      (parent + "/").hasPrefix(root + "/")
    else { throw Self.outside(folder) }
    let place = parent + "/" + name
    guard let target = Self.resolved(place) else { return place }
    guard target.hasPrefix(root + "/") else { throw Self.outside(folder) }
    return target
  }

  private static func outside(_ folder: String) -> FormFileProblem {
    FormFileProblem(
      sentence: "The site policy keeps files in \(folder): give a name without a folder, such as form.json.")
  }

  /// Nil where nothing is there.
  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}

extension TemplateListing {
  fileprivate init(_ entry: TemplateLibrary.Entry) {
    switch entry.form {
    case .success(let form):
      self.init(name: entry.name, isBuiltIn: entry.isBuiltIn, template: FormTemplate(form))
    case .failure(let problems):
      let first = problems.list.first?.description ?? "It cannot be read."
      let more = problems.list.count > 1 ? " (and \(problems.list.count - 1) more)" : ""
      self.init(name: entry.name, isBuiltIn: entry.isBuiltIn, template: nil, problem: first + more)
    }
  }
}

extension FormTemplate {
  fileprivate init(_ form: TemplateForm) {
    self.init(
      title: form.title, description: form.description,
      questions: form.questions.map { question in
        Question(
          text: question.text, type: question.type, isRequired: question.isRequired, isPHI: question.isPHI,
          options: question.options,
          rules: ChoiceRules(
            least: question.least, most: question.most, allowsOther: question.allowsOther,
            exclusive: question.exclusive))
      })
  }
}

extension TemplateForm {
  fileprivate init(_ template: FormTemplate) {
    self.init()
    title = template.title
    description = template.description
    questions = template.questions.map { question in
      var copy = Question(text: question.text, type: question.type)
      copy.isRequired = question.isRequired
      copy.isPHI = question.isPHI
      copy.options = question.options
      copy.least = question.rules.least
      copy.most = question.rules.most
      copy.allowsOther = question.rules.allowsOther
      copy.exclusive = question.rules.exclusive
      return copy
    }
  }
}
