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
              ? "Templates that come with CaseDesk stay."
              : "The template's questions are added to the form; undo takes them out.",
            .muted), emptyText: "Reading the templates …")), about: .nobody)
    return [.files(.listTemplates)]
  }

  /// Asks for a name, unless the form is no template.
  mutating func askTemplateName() {
    guard let editor = openEditor else { return }
    do throws(NoTemplate) {
      _ = try editor.template(without: patientTraces)
      askForFile(
        "Save the form as a template", placeholder: "letters, digits, - and _",
        ["Only the questions are saved, not the answers.", "Others who use this account can read it."]
      ) { desk, editor, name in
        do throws(NoTemplate) {
          let template = try editor.template(without: desk.patientTraces)
          return .success([.files(.saveTemplate(template, name: name, replaces: false))])
        } catch {
          return .failure(PromptRefusal(sentence: error.sentence))
        }
      }
    } catch {
      say(Span(error.sentence, .warning))
    }
  }

  mutating func askExportPath() {
    guard let editor = openEditor else { return }
    guard editor.payload != nil else {
      say(
        Span(
          "Not written: only a form that can be sent goes to a file. \(name(.checkAll)) lists the things to fix.",
          .warning))
      return
    }
    let checks = name(.checkAll)
    askForFile(
      "Write the form to a file", placeholder: settings.namesFiles ? "intake.json" : "~/intake.json",
      ["The JSON that would be sent, answers and all, in a new file that only you can read."]
    ) { desk, editor, text in
      desk.filePath(text).flatMap { path in
        guard let body = editor.body(isRevealed: true) else {
          return .failure(
            PromptRefusal(sentence: "The form cannot be sent as it is: \(checks) lists the things to fix."))
        }
        let bytes = Array((body.joined(separator: "\n") + "\n").utf8)
        return .success([
          .files(.write(bytes, path: path, holdsHealthData: editor.holdsHealthData)),
          .record(.disclosed(.exported, editor.target.caseID)),
        ])
      }
    }
  }

  mutating func askImportPath() {
    askForFile(
      "Take products from a file", placeholder: settings.namesFiles ? "intake.json" : "~/intake.json",
      ["A JSON file in the service's format: {\"products\": [ … ]}. This sends nothing."]
    ) { desk, editor, text in
      desk.filePath(text).map { [.files(.read(path: $0, editor.target.caseID))] }
    }
  }

  /// Asks for a name or path. The answer acts on the form that is open at that time.
  private mutating func askForFile(
    _ title: String, placeholder: String, _ lines: [String],
    taken: @escaping @Sendable (Desk, FormEditor, String) -> Result<[Effect], PromptRefusal>
  ) {
    let prompt = Prompt(title, placeholder: placeholder, lines) { desk, typed, _ in
      guard let editor = desk.openEditor else { return .failure(PromptRefusal(sentence: "The form is not open.")) }
      return taken(desk, editor, typed.trimmedText)
    }
    overlays.open(.prompt(prompt), about: .nobody)
  }

  private func filePath(_ text: String) -> Result<String, PromptRefusal> {
    settings.namesFiles && !text.isEmpty || ["/", "~/"].contains { text.utf8.starts(with: $0.utf8) }
      ? .success(text) : .failure(PromptRefusal(sentence: "Type the whole path: it begins with / or ~/."))
  }

  /// What tells who the patient is.
  private var patientTraces: PatientTraces {
    guard let shown else { return PatientTraces() }
    let submitter = shown.detail.submitter
    return PatientTraces(
      name: shown.patientName, phrases: [submitter.email, shown.shortID, shown.detail.id.text].compactMap { $0 },
      phone: submitter.phoneNumber, birthDate: submitter.birthDate)
  }

  // MARK: Answers

  mutating func formFile(_ answer: FormFileAnswer, at now: Date) {
    switch answer {
    case .templatesListed(let listings): fillTemplates(listings)
    case .usualTemplate(let listing, let name, let product, let id): beginForm(of: product, with: listing, name, in: id)
    case .templateSaved(let name): say(Span("Saved as template \(name), without answers.", .success))
    case .templateExists(let template, let name): askToReplace(name, template)
    case .templateDeleted(let name): say(Span("The template \(name) was deleted.", .success))
    case .read(let bytes, let id): take(bytes, for: id)
    case .written:
      say(Span("Written. The file contains the form's answers: delete it when you no longer need it.", .success))
    case .textsListed(let texts, let problems): fillTexts(texts, problems: problems, at: now)
    case .failed(let sentence): say(Span(sentence, .error))
    }
  }

  /// Adds a picked product with its usual values from the settings.
  mutating func productPicked(_ id: ProductID, name: String) -> [Effect] {
    guard let shown, !drafts.isReadOnly(shown.detail.id) else { return [] }
    let usual = products.usual(id)
    drafts.edit(shown.detail.id) {
      $0.productPicked(id, name: name, visitType: usual?.visitType, subscription: usual?.subscription)
    }
    guard let template = usual?.template, drafts[shown.detail.id]?.hasNoForm(id) == true else { return [] }
    return [.files(.usualTemplate(name: template, id, shown.detail.id))]
  }

  /// Text typed since the product was picked stays: a form that already has contents gets no template by itself.
  private mutating func beginForm(of product: ProductID, with listing: TemplateListing?, _ name: String, in id: CaseID)
  {
    guard drafts[id]?.hasNoForm(product) == true, !drafts.isReadOnly(id) else { return }
    guard let template = listing?.template else {
      say(
        Span(
          "No form was added: the usual template for this product, \(name), "
            + (listing == nil ? "is missing." : "has mistakes: \(listing?.problem ?? "")"), .warning))
      return
    }
    drafts.edit(id) { $0.beginForm(of: product, with: template) }
    say(Span("The form begins with the template \(name); undo takes it out."))
  }

  private mutating func fillTemplates(_ listings: [TemplateListing]) {
    overlays.fill(
      .templates, listings.map(Self.item), emptyText: "No templates yet: save-template saves a form.")
    overlays.fill(
      .templatesToDelete, listings.map(Self.itemToDelete), emptyText: "There are no templates of your own.")
  }

  private static func item(_ listing: TemplateListing) -> Picker.Item {
    let title = listing.template.map { $0.title == "" ? "" : "  \($0.title)" } ?? ""
    let count = listing.template.map { $0.questions.count == 1 ? "1 question" : "\($0.questions.count) questions" }
    return Picker.Item(
      RowPresentation(
        id: listing.name, spans: [Span(listing.name), Span(title, .muted)],
        trailing: count.map { Span($0 + (listing.isBuiltIn ? ", comes with CaseDesk" : ""), .muted) },
        disabledReason: listing.problem)
    ) { desk, _ in
      guard let template = listing.template, let id = desk.shown?.detail.id, !desk.drafts.isReadOnly(id) else {
        return []
      }
      desk.drafts.edit(id) { $0.apply(template) }
      return []
    }
  }

  private static func itemToDelete(_ listing: TemplateListing) -> Picker.Item {
    Picker.Item(
      RowPresentation(
        id: listing.name, spans: [Span(listing.name)],
        disabledReason: listing.isBuiltIn ? "It comes with CaseDesk." : nil)
    ) { desk, _ in
      desk.askToDeleteTemplate(listing.name)
      return []
    }
  }

  private mutating func askToReplace(_ name: String, _ template: FormTemplate) {
    guard overlays.isEmpty else {
      say(Span("Not saved: there is already a template \(name).", .warning))
      return
    }
    overlays.open(
      .confirmation(
        Confirmation(
          title: "Replace a template",
          lines: [
            [Span("Template ", .label), Span(name, .accent)],
            [Span("A template with this name exists: its questions will be lost.", .warning)],
          ], accept: "replace it"
        ) { _, _ in [.files(.saveTemplate(template, name: name, replaces: true))] }), about: .nobody)
  }

  private mutating func askToDeleteTemplate(_ name: String) {
    overlays.open(
      .confirmation(
        Confirmation(
          title: "Delete a template",
          lines: [[Span("Template ", .label), Span(name, .accent)], [Span("Forms made with it stay as they are.")]],
          accept: "delete it"
        ) { _, _ in [.files(.deleteTemplate(name))] }), about: .nobody)
  }

  /// One reason is a sentence; more of them are a list that can be read to its end.
  private mutating func refuseFile(_ error: Care360Error) {
    guard case .invalid(.body(let problems), _) = error, problems.count > 1, overlays.isEmpty else {
      say(Span("Nothing was taken from the file. \(error.sentence)", .error))
      return
    }
    say(Span("Nothing was taken from the file.", .error))
    var reading = Reading(title: "Problems in the file", lines: Reading.lines(problems))
    reading.selectedID = reading.lines.first?.id
    overlays.open(.reading(reading), about: aboutShown)
  }

  private mutating func take(_ bytes: [UInt8], for id: CaseID) {
    guard openEditor != nil, shown?.detail.id == id else {
      say(Span("Nothing was taken from the file: another case is open now.", .warning))
      return
    }
    guard !drafts.isReadOnly(id) else { return sayReadOnly(DraftSlot(id, .form)) }
    do {
      let file = try ProductsFile(bytes)
      let names = file.payload.productIDs.reduce(into: [:]) { $0[$1] = knownName(of: $1) }
      let changed = drafts.edit(id) { $0.add(file.payload, names: names) } ?? []
      let count = file.payload.productIDs.count
      var said = ["\(count) \(count == 1 ? "product" : "products") taken from the file; undo takes them out."]
      if file.trimmedIDs > 0 { said.append("Spaces around a product id were left out.") }
      let left = file.payload.unknownKeys.prefix(3).joined(separator: ", ")
      if !left.isEmpty { said.append("Left out because the form has no place for them: \(left).") }
      if !changed.isEmpty {
        let more = changed.count > 3 ? " and \(changed.count - 3) more" : ""
        said.append(
          "Different from the file: \(changed.prefix(3).joined(separator: ", "))\(more). Compare before sending.")
      }
      say(Span(said.joined(separator: " "), said.count == 1 ? .success : .warning))
    } catch {
      refuseFile(error)
    }
  }
}

extension Picker.ID {
  fileprivate static let templates = Picker.ID("templates")
  fileprivate static let templatesToDelete = Picker.ID("templates to delete")
}

extension FormEditor {
  /// An answer in it is health data.
  var holdsHealthData: Bool {
    draft.products.contains { $0.form?.questions.contains { $0.isPHI && $0.isAnswered } == true }
  }
}
