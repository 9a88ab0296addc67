import Care360
import Desk
package import DeskConfig
import PrivateIO

/// Does the file work that forms, messages and notes request.
package struct FormFiles: Sendable {
  private let library: TemplateLibrary
  private let texts: TextLibrary
  private let home: String?

  /// - Parameters:
  ///   - templates: the folder of the person's own templates; nil keeps none.
  ///   - texts: the canned texts there are.
  ///   - home: what `~` stands for.
  package init(
    templates: String?, texts: TextLibrary = TextLibrary(own: nil, site: nil), home: String?
  ) {
    library = TemplateLibrary(directory: templates)
    self.texts = texts
    self.home = home
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
    guard let rest = path.pathBelowHome else { return path }
    guard let home else { throw FormFileProblem(sentence: "There is no home folder: type the whole path.") }
    return home + rest
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
