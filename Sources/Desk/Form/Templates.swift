import Care360
import FoundationEssentials

/// Templates, and forms as files. Everything is applied to the form that is open, and can be undone there.
extension Desk {
  // MARK: Asking

  /// The list comes up at once and is filled when it was read.
  mutating func openTemplates(toDelete: Bool) -> [Effect] {
    overlays.open(
      .picker(
        Picker(
          toDelete ? .templatesToDelete : .templates, title: toDelete ? "Delete a template" : "Begin with a template",
          items: [],
          note: Span(
            toDelete
              ? "Those that come with the program stay." : "Its questions are added to the form; undo takes them out.",
            .muted), emptyText: "Reading the templates …")), about: .nobody)
    return [.files(.listTemplates)]
  }

  /// Asks for a name, unless the form is no template.
  mutating func askTemplateName() {
    guard let editor = openEditor else { return }
    do throws(NoTemplate) {
      _ = try editor.template(without: patientTraces)
      overlays.open(.prompt(Prompt(purpose: .templateName)), about: .nobody)
    } catch {
      say(Span(error.sentence, .warning))
    }
  }

  mutating func askExportPath() {
    guard let editor = openEditor else { return }
    guard editor.payload != nil else {
      say(Span("Not written: a file holds what can be sent. check-all lists what has to be mended.", .warning))
      return
    }
    overlays.open(.prompt(Prompt(purpose: .exportPath)), about: .nobody)
  }

  /// What tells who the patient is.
  private var patientTraces: PatientTraces {
    guard let shown else { return PatientTraces() }
    let submitter = shown.detail.submitter
    return PatientTraces(
      name: shown.patientName, phrases: [submitter.email, shown.shortID, shown.detail.id.text].compactMap { $0 },
      phone: submitter.phoneNumber, birthDate: submitter.birthDate)
  }

  // MARK: What was typed

  /// The answer to a prompt about files; a sentence when it cannot be taken.
  mutating func submitFile(_ prompt: Prompt) -> Result<[Effect], FileRefusal> {
    let text = prompt.buffer.trimmedText
    guard let editor = openEditor, let shown else { return .failure(FileRefusal(sentence: "The form is not open.")) }
    switch prompt.purpose {
    case .templateName:
      do throws(NoTemplate) {
        let template = try editor.template(without: patientTraces)
        return .success([.files(.saveTemplate(template, name: text, replaces: false))])
      } catch {
        return .failure(FileRefusal(sentence: error.sentence))
      }
    case .importPath, .exportPath:
      guard text.hasPrefix("/") || text.hasPrefix("~/") else {
        return .failure(FileRefusal(sentence: "Type the whole path: it begins with / or ~/."))
      }
      guard prompt.purpose == .exportPath else { return .success([.files(.read(path: text, shown.detail.id))]) }
      guard let body = editor.body(isRevealed: true) else {
        return .failure(
          FileRefusal(sentence: "The form cannot be sent as it is: check-all lists what has to be mended."))
      }
      let bytes = Array((body.joined(separator: "\n") + "\n").utf8)
      return .success([.files(.write(bytes, path: text, holdsHealthData: editor.holdsHealthData))])
    default: return .failure(FileRefusal(sentence: ""))
    }
  }

  // MARK: Answers

  mutating func formFile(_ answer: FormFileAnswer) {
    switch answer {
    case .templatesListed(let listings): fillTemplates(listings)
    case .usualTemplate(let listing, let name, let product, let id): beginForm(of: product, with: listing, name, in: id)
    case .templateSaved(let name): say(Span("Kept as template \(name), without answers.", .success))
    case .templateExists(let template, let name): askToReplace(name, template)
    case .templateDeleted(let name): say(Span("The template \(name) was deleted.", .success))
    case .read(let bytes, let id): take(bytes, for: id)
    case .written:
      say(Span("Written. The file holds what is in the form: delete it when it is done with.", .success))
    case .failed(let sentence): say(Span(sentence, .error))
    }
  }

  /// A picked product, with what the settings call usual for it.
  mutating func productPicked(_ id: ProductID, name: String) -> [Effect] {
    guard let shown, drafts.takenOver(shown.detail.id) == nil else { return [] }
    let usual = products.usual(id)
    drafts.edit(shown.detail.id) {
      $0.productPicked(id, name: name, visitType: usual?.visitType, subscription: usual?.subscription)
    }
    guard let template = usual?.template, drafts[shown.detail.id]?.hasNoForm(id) == true else { return [] }
    return [.files(.usualTemplate(name: template, id, shown.detail.id))]
  }

  /// What was typed since the product was picked stays: a form that was begun takes no template by itself.
  private mutating func beginForm(of product: ProductID, with listing: TemplateListing?, _ name: String, in id: CaseID)
  {
    guard drafts[id]?.hasNoForm(product) == true, drafts.takenOver(id) == nil else { return }
    guard let template = listing?.template else {
      say(
        Span(
          "No form was put in: the template \(name), usual for this product, "
            + (listing == nil ? "is not there." : "has mistakes: \(listing?.problem ?? "")"), .warning))
      return
    }
    drafts.edit(id) { $0.beginForm(of: product, with: template) }
    say(Span("The form begins with the template \(name); undo takes it out."))
  }

  private mutating func fillTemplates(_ listings: [TemplateListing]) {
    overlays.updatePickers { picker in
      switch picker.kind {
      case .templates: picker.fill(listings.map(Self.item), emptyText: "No templates yet: save-template keeps a form.")
      case .templatesToDelete:
        picker.fill(listings.map(Self.itemToDelete), emptyText: "There are no templates of your own.")
      case .palette, .sections, .copyMenu, .refillProduct, .bundle, .caseStatus, .editorProduct, .questions, .problems,
        .drafts,
        .settle, .conflict, .theme, .profile:
        break
      }
    }
  }

  private static func item(_ listing: TemplateListing) -> Picker.Item {
    let title = listing.template.map { $0.title == "" ? "" : "  \($0.title)" } ?? ""
    let count = listing.template.map { $0.questions.count == 1 ? "1 question" : "\($0.questions.count) questions" }
    return Picker.Item(
      RowPresentation(
        id: listing.name, spans: [Span(listing.name), Span(title, .muted)],
        trailing: count.map { Span($0 + (listing.isBuiltIn ? ", comes with CaseDesk" : ""), .muted) },
        disabledReason: listing.problem),
      listing.template.map(Picker.Choice.template) ?? .nothing)
  }

  private static func itemToDelete(_ listing: TemplateListing) -> Picker.Item {
    Picker.Item(
      RowPresentation(
        id: listing.name, spans: [Span(listing.name)],
        disabledReason: listing.isBuiltIn ? "It comes with CaseDesk." : nil), .templateToDelete(listing.name))
  }

  private mutating func askToReplace(_ name: String, _ template: FormTemplate) {
    guard overlays.isEmpty else {
      say(Span("Not kept: there is a template \(name) already.", .warning))
      return
    }
    overlays.open(
      .confirmation(
        Confirmation(
          step: .replaceTemplate(template, name: name), title: "Replace a template",
          lines: [
            [Span("Template ", .label), Span(name, .accent)],
            [Span("There is one of this name: what it asks now is lost.", .warning)],
          ], accept: "replace it")), about: .nobody)
  }

  mutating func askToDeleteTemplate(_ name: String) {
    overlays.open(
      .confirmation(
        Confirmation(
          step: .deleteTemplate(name), title: "Delete a template",
          lines: [[Span("Template ", .label), Span(name, .accent)], [Span("Forms made with it stay as they are.")]],
          accept: "delete it")), about: .nobody)
  }

  /// One reason is a sentence; more of them are a list that can be read to its end.
  private mutating func refuseFile(_ error: Care360Error) {
    guard case .invalid(.body(let problems), _) = error, problems.count > 1, overlays.isEmpty else {
      say(Span("Nothing was taken from the file. \(error.sentence)", .error))
      return
    }
    say(Span("Nothing was taken from the file.", .error))
    var reading = Reading(title: "What is wrong in the file", lines: Reading.lines(problems))
    reading.selectedID = reading.lines.first?.id
    overlays.open(.reading(reading), about: aboutShown)
  }

  private mutating func take(_ bytes: [UInt8], for id: CaseID) {
    guard openEditor != nil, shown?.detail.id == id, drafts.takenOver(id) == nil else {
      say(Span("Nothing was taken from the file: another case is open now.", .warning))
      return
    }
    do {
      let file = try ProductsFile(bytes)
      drafts.edit(id) { $0.add(file.payload) }
      let count = file.payload.productIDs.count
      var said = ["\(count) \(count == 1 ? "product" : "products") taken from the file; undo takes them out."]
      if file.trimmedIDs > 0 { said.append("Spaces around a product id were left out.") }
      let left = file.payload.unknownKeys.prefix(3).joined(separator: ", ")
      if !left.isEmpty { said.append("Left out, as the form has no place for it: \(left).") }
      say(Span(said.joined(separator: " "), said.count == 1 ? .success : .warning))
    } catch {
      refuseFile(error)
    }
  }
}

/// Why a typed name or path is not taken.
struct FileRefusal: Error, Hashable {
  let sentence: String
}

extension FormEditor {
  /// An answer in it is health data.
  var holdsHealthData: Bool {
    draft.products.contains { $0.form?.questions.contains { $0.isPHI && $0.isAnswered } == true }
  }
}
