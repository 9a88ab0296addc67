package import Desk

/// Turns the screen's presentation into pages that are read out, and typed lines into the inputs that keys would give.
///
/// Call `spoken` after every event: it says only what is new. Call `answer` for each line.
package struct LineDesk: Sendable {
  /// What a line asks for.
  package enum Answer: Hashable, Sendable {
    /// `then` follows after `done` has said what the inputs did.
    case inputs([Input], then: [Input] = [])
    /// Read this out; nothing changes.
    case say([String])
  }

  let directory: [CommandEntry]
  private(set) var page = Page(prompt: "")
  private var header = ""
  private var notice: String?
  private var waiting: [String] = []
  /// The field that is asked for, and whether a line of it was typed since it came up.
  private var field: EditorRow?
  private var isInText = false
  /// True when the last line answered the field and was not a command.
  private var isAnswer = false
  /// The number of masked answers and lines before the last line; nil unless the line was meant to change it.
  private var masked: Int?
  /// Labels of the options that the last line switched.
  private var switched: [String] = []
  private var formTitle: String?
  /// The case that was shown last, and the section of it that was selected.
  private var caseTitle = ""
  private var section: [String] = []
  /// The text that was read out of the case, or of the lookup, and its choices.
  private var read: (place: String, spoken: [String]) = ("", [])

  /// - Parameter directory: every command with its keys; a command can be given by its name or by a key's name.
  package init(directory: [CommandEntry]) { self.directory = directory }

  /// The question on hand.
  package var question: Page { page }

  /// The words before the cursor. They name the environment, so that nobody forgets where a change goes.
  package func prompt(_ shown: ScreenPresentation) -> String {
    "[\(shown.header.environment.text)] \(page.prompt): "
  }

  /// A question that only a person who has read it may answer.
  package var isConfirming: Bool { page.onYes != nil }

  /// The news since the last call, in reading order.
  /// - Parameter isBusy: an answer is awaited, so that no question is asked yet.
  package mutating func spoken(_ shown: ScreenPresentation, isBusy: Bool) -> [String] {
    var lines: [String] = []
    let header = Self.header(shown.header)
    if header != self.header { lines.append(header) }
    self.header = header
    if let notice = shown.notice?.text, notice != self.notice { lines.append(notice) }
    notice = shown.notice?.text
    if isBusy {
      // "Looking up …" stands in place of a case.
      let waiting = (shown.focus == .worklist ? [] : shown.casePane.emptyText).map(\.text)
      if !waiting.isEmpty, waiting != self.waiting { lines += waiting }
      self.waiting = waiting
      return lines
    }
    let instead = shown.casePane.emptyText.map(\.text)
    let said = waiting == instead ? waiting : []
    if !waiting.isEmpty, said.isEmpty {
      // An answer is news though it is the same as the one before.
      page = Page(prompt: "")
      read.spoken.removeAll(where: instead.contains)
    }
    waiting = []
    if case .lock? = shown.overlays.last {
      // The lock keeps no word about a patient, and the person who opens it hears everything again.
      read = ("", [])
      field = nil
    }
    let section = newSection(shown)
    lines += section
    if formTitle == nil, let editor = shown.editor, shown.focus == .form {
      lines += shown.context == .composer ? ComposerPages.opening(editor) : FormPages.opening(editor)
    }
    formTitle = shown.focus == .form ? shown.editor?.title : nil
    lines += leftField(shown)
    let page = page(shown)
    if page.spoken != self.page.spoken || page.prompt != self.page.prompt {
      // The text in place of a case was already read out while the answer was awaited.
      lines += news(of: page, shown, hasSaid: !section.isEmpty).filter { !said.contains($0) }
    }
    self.page = page
    return lines
  }

  /// The change that the inputs of the last line made to the field that they were for, before anything follows.
  package mutating func done(_ shown: ScreenPresentation) -> [String] {
    defer { switched = [] }
    if let masked, shown.overlays.isEmpty { return [Spoken.unmasked(from: masked, to: Spoken.maskedCount(shown))] }
    guard let field, let editor = shown.editor, shown.focus == .form, shown.overlays.isEmpty,
      editor.focusedID == field.id
    else { return [] }
    let lines =
      isAnswer
      ? FormAnswers.said(of: field, switched: switched, in: editor) : FormAnswers.changed(field, in: editor)
    guard !lines.isEmpty else { return [] }
    // The field is not read out again, because its changes were just told.
    self.field = editor.rows.first { $0.id == field.id }
    page = page(shown)
    return lines
  }

  /// The meaning of `line` for the current question.
  package mutating func answer(_ line: String, _ shown: ScreenPresentation) -> Answer {
    // The same sentence is news again after another action, and so is a section that is chosen again.
    notice = nil
    isAnswer = false
    masked = nil
    if case .picker(let picker)? = shown.overlays.last, !picker.listsCommands,
      PanePages.listsSections(picker, of: shown.casePane)
    {
      section = []
    }
    let typed = line.trimmingSpaces
    if let onYes = page.onYes {
      let isYes = typed == "y" || typed == "Y" || typed.lowercased() == "yes"
      return .inputs(isYes ? onYes : page.onEmpty ?? [])
    }
    if shown.context == .composer, shown.overlays.isEmpty, let answer = composed(line, shown) { return answer }
    if typed.isEmpty { return page.onEmpty.map { .inputs($0) } ?? .say(page.spoken) }
    if typed == "?", !page.takesAnyText { return .inputs([.command(.help)]) }
    if typed.hasPrefix(":"), !typed.hasPrefix("::") { return answer(command: String(typed.dropFirst()), shown) }
    if let answer = numbers(typed) ?? text(line) {
      isAnswer = true
      return noted(answer, shown)
    }
    // As on the screen, no bare word is a command in the form.
    let isInForm = shown.focus == .form && shown.overlays.isEmpty
    if !isInForm, let command = word(typed) { return noted(run(command, shown), shown) }
    return .say(["Not understood: \(typed). Type a number, or ? for the commands."])
  }

  /// A line of a message or note: a dot alone ends it, every other one is added to it. Nil for a command.
  private mutating func composed(_ line: String, _ shown: ScreenPresentation) -> Answer? {
    if line == "." { return .inputs([.command(.review)]) }
    if line.hasPrefix(":"), !line.hasPrefix("::") { return nil }
    guard case .answers(let current, _) = page.text else { return nil }
    let added = line.hasPrefix("::") ? String(line.dropFirst()) : line
    isAnswer = true
    return .inputs([.replaced(current.isEmpty ? added : current + "\n" + added)])
  }

  /// Keeps in mind how much is masked where the answer shows or hides it.
  private mutating func noted(_ answer: Answer, _ shown: ScreenPresentation) -> Answer {
    if case .inputs(let inputs, _) = answer, inputs.last == .command(.reveal) || inputs.last == .command(.revealAll) {
      masked = Spoken.maskedCount(shown)
    }
    return answer
  }

  private mutating func answer(command typed: String, _ shown: ScreenPresentation) -> Answer {
    let answer = command(typed, shown)
    isAnswer = page.isAnswered(by: answer)
    if case .inputs(let inputs, _) = answer, inputs.contains(where: { if case .field = $0 { true } else { false } }) {
      // A field that is gone to is read out from its start, and its next line replaces what is in it.
      isInText = false
      page = Page(prompt: "")
    }
    return noted(answer, shown)
  }

  /// The meaning of a line that is typed masked. It is never a number or a command.
  package mutating func answer(secret line: SecretText) -> Answer {
    notice = nil
    if line.typed.isEmpty { return page.onEmpty.map { .inputs($0) } ?? .say(page.spoken) }
    guard case .replaces(let first, let then) = page.text else { return .say([]) }
    return .inputs(first + [.replacedSecret(line.typed)] + then)
  }

  // MARK: Pages

  private func page(_ shown: ScreenPresentation) -> Page {
    if let overlay = shown.overlays.last { return OverlayPages.page(overlay) }
    if shown.focus == .form, let editor = shown.editor {
      if shown.context == .composer { return ComposerPages.page(editor) }
      return FormPages.page(editor, isReview: shown.context == .editorReview, isInText: isInText)
    }
    return PanePages.page(shown)
  }

  /// The text to read out for a page. For a case that was read out before, only the changes since.
  private mutating func news(of page: Page, _ shown: ScreenPresentation, hasSaid: Bool) -> [String] {
    guard shown.overlays.isEmpty, shown.focus != .form else { return page.spoken }
    let isCase = PanePages.isCase(shown)
    // Another view of the worklist is another place: it is read as a whole.
    let list = shown.focus == .worklist ? shown.worklist?.title : nil
    let place = isCase ? shown.casePane.title : list ?? "the lookup"
    let before = read
    read = (place, page.spoken)
    guard before.place == place else { return page.spoken }
    let changed = page.spoken.filter { !before.spoken.contains($0) }
    let back = "Back at \(place). :again reads \(isCase ? "it and its choices" : "its list")."
    if changed.isEmpty { return hasSaid ? [] : [back] }
    // A heading that was checked a minute later does not say that the rest is as it was.
    let isBack = isCase && !hasSaid && page.prompt != self.page.prompt && changed == Array(page.spoken.prefix(1))
    return isBack ? [back] + changed : changed
  }

  /// The words about the form field that was left; the newly focused field is remembered.
  private mutating func leftField(_ shown: ScreenPresentation) -> [String] {
    // A list above the form leaves no field.
    guard shown.focus != .form || shown.overlays.isEmpty else { return [] }
    let left = field
    field =
      shown.focus == .form ? shown.editor.flatMap { editor in editor.rows.first { $0.id == editor.focusedID } } : nil
    guard left?.id != field?.id else { return [] }
    isInText = false
    guard let left, let field, let editor = shown.editor, shown.context != .editorReview else { return [] }
    let isSameAnswer =
      left.isAnswer && field.isAnswer && editor.questions.contains { $0.holds(left.id) && $0.holds(field.id) }
    return isSameAnswer ? [] : FormAnswers.left(left, in: editor)
  }

  /// A section is read out when its title was chosen, and again when something in it was shown or hidden; not when a case
  /// opens.
  private mutating func newSection(_ shown: ScreenPresentation) -> [String] {
    guard shown.overlays.isEmpty, shown.focus == .caseDetail else { return [] }
    let before = (title: caseTitle, section: section)
    caseTitle = shown.casePane.title
    section = PanePages.section(of: shown.casePane)
    return caseTitle == before.title && section != before.section ? section : []
  }

  private static func header(_ header: HeaderPresentation) -> String {
    ([header.environment, header.connection] + header.notices)
      .map { $0.text.trimmingPrefix { !$0.isLetter && !$0.isNumber } }.joined(separator: ", ")
  }

  // MARK: Lines

  /// Nil unless every word is the number of a choice. A number that is typed twice is meant once.
  private mutating func numbers(_ typed: String) -> Answer? {
    let words = typed.split { $0 == " " || $0 == "," }
    var indexes: [Int] = []
    for word in words {
      guard let number = Int(word), page.choices.indices.contains(number - 1) else { return nil }
      if !indexes.contains(number - 1) { indexes.append(number - 1) }
    }
    guard !indexes.isEmpty, indexes.count == 1 || page.cursor != nil else { return nil }
    if case .choice(let options, _, _)? = field?.kind {
      switched = indexes.filter(options.indices.contains).map { options[$0].label }
    }
    if let cursor = page.cursor { return .inputs(.switching(indexes, from: cursor)) }
    return page.choices[indexes[0]].answer
  }

  private mutating func text(_ line: String) -> Answer? {
    switch page.text {
    case .none: nil
    case .replaces(let first, let then): .inputs(first + [.replaced(line)] + then)
    case .answers(let current, let isMultiline):
      answerText(line.hasPrefix("::") ? String(line.dropFirst()) : line, current: isMultiline ? current : nil)
    }
  }

  /// A one-line field ends with its line. In a longer field the first line replaces the old text, later lines add to
  /// it, it, and Enter alone goes on.
  private mutating func answerText(_ line: String, current: String?) -> Answer {
    guard let current else { return .inputs([.replaced(line)], then: [.command(.nextField)]) }
    defer { isInText = true }
    return .inputs([.replaced(isInText ? current + "\n" + line : line)])
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...].drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  fileprivate func trimmingPrefix(_ isDropped: (Character) -> Bool) -> String { String(drop(while: isDropped)) }
}
