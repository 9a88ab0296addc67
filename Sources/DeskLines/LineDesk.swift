package import Desk

/// Turns what the screen would draw into pages to read out, and typed lines into what keys would mean.
///
/// `spoken` is asked after everything that happened and says only what is new; `answer` is asked for each line.
package struct LineDesk: Sendable {
  /// What a line asks for.
  package enum Answer: Hashable, Sendable {
    case inputs([Input])
    /// Read this out; nothing changes.
    case say([String])
  }

  private let directory: [CommandEntry]
  private var page = Page(prompt: "")
  private var header = ""
  private var notice: String?
  private var waiting: [String] = []
  /// The field that is asked for, and whether a line of it was typed since it came up.
  private var field: String?
  private var isInText = false
  private var formTitle: String?
  /// The case that was shown last, and the section of it that was selected.
  private var caseTitle = ""
  private var section: [String] = []

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

  /// What is new since the last call, in the order in which it is to be read out.
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
      let waiting = shown.casePane.emptyText.map(\.text)
      if !waiting.isEmpty, waiting != self.waiting { lines += waiting }
      self.waiting = waiting
      return lines
    }
    let said = waiting == shown.casePane.emptyText.map(\.text) ? waiting : []
    waiting = []
    let page = Self.page(shown)
    lines += newSection(shown)
    if formTitle == nil, let editor = shown.editor, shown.focus == .form { lines += FormPages.opening(editor) }
    formTitle = shown.focus == .form ? shown.editor?.title : nil
    let field = shown.focus == .form ? shown.editor?.focusedID : nil
    if field != self.field { isInText = false }
    self.field = field
    if page.spoken != self.page.spoken || page.prompt != self.page.prompt {
      // What stands in place of a case was read out while the answer was awaited.
      lines += page.spoken.filter { !said.contains($0) }
    }
    self.page = page
    return lines
  }

  /// What `line` means for the question on hand.
  package mutating func answer(_ line: String, _ shown: ScreenPresentation) -> Answer {
    // The same sentence twice is news when something was done between, and so is a section that is chosen again.
    notice = nil
    if case .picker(let picker)? = shown.overlays.last, PanePages.listsSections(picker, of: shown.casePane) {
      section = []
    }
    let typed = line.trimmingSpaces
    if let onYes = page.onYes {
      let isYes = typed == "y" || typed == "Y" || typed.lowercased() == "yes"
      return .inputs(isYes ? onYes : page.onEmpty ?? [])
    }
    if typed.isEmpty { return page.onEmpty.map(Answer.inputs) ?? .say(page.spoken) }
    if typed == "?", !page.takesAnyText { return .inputs([.command(.help)]) }
    if typed.hasPrefix(":"), !typed.hasPrefix("::") { return command(String(typed.dropFirst()), shown) }
    if let answer = numbers(typed) { return answer }
    if let answer = text(line) { return answer }
    // As on the screen, no bare word is a command in the form.
    let isInForm = shown.focus == .form && shown.overlays.isEmpty
    return (isInForm ? nil : word(typed)).map { .inputs([.command($0)]) }
      ?? .say(["Not understood: \(typed). Type a number, or ? for the commands."])
  }

  /// The meaning of a line that is typed masked. It is never a number or a command.
  package mutating func answer(secret line: SecretText) -> Answer {
    notice = nil
    if line.typed.isEmpty { return page.onEmpty.map(Answer.inputs) ?? .say(page.spoken) }
    guard case .replaces(let first, let then) = page.text else { return .say([]) }
    return .inputs(first + [.replacedSecret(line.typed)] + then)
  }

  // MARK: Pages

  private static func page(_ shown: ScreenPresentation) -> Page {
    if let overlay = shown.overlays.last { return OverlayPages.page(overlay) }
    if shown.focus == .form, let editor = shown.editor {
      return FormPages.page(editor, isReview: shown.context == .editorReview)
    }
    return PanePages.page(shown)
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

  /// Nil unless every word is the number of a choice.
  private func numbers(_ typed: String) -> Answer? {
    let words = typed.split { $0 == " " || $0 == "," }
    let indexes = words.compactMap { Int($0) }.map { $0 - 1 }
    guard indexes.count == words.count, indexes.allSatisfy(page.choices.indices.contains) else { return nil }
    if let cursor = page.cursor { return .inputs(.switching(indexes, from: cursor)) }
    return indexes.count == 1 ? page.choices[indexes[0]].answer : nil
  }

  private mutating func text(_ line: String) -> Answer? {
    switch page.text {
    case .none: nil
    case .replaces(let first, let then): .inputs(first + [.replaced(line)] + then)
    case .answers(let current, let isMultiline):
      answerText(line.hasPrefix("::") ? String(line.dropFirst()) : line, current: isMultiline ? current : nil)
    }
  }

  /// A one-line field is done with its line. In a longer one the first line replaces what was there, the next ones add to
  /// it, and Enter alone goes on.
  private mutating func answerText(_ line: String, current: String?) -> Answer {
    guard let current else { return .inputs([.replaced(line), .command(.nextField)]) }
    defer { isInText = true }
    return .inputs([.replaced(isInText ? current + "\n" + line : line)])
  }

  private func command(_ typed: String, _ shown: ScreenPresentation) -> Answer {
    let name = typed.prefix { $0 != " " }.lowercased()
    if shown.focus == .form, shown.overlays.isEmpty, let editor = shown.editor {
      if name == "fields" { return .say(FormPages.list(editor)) }
      if let number = Int(name) {
        return FormPages.step(toField: number, in: editor).map { .inputs([$0]) }
          ?? .say(["There is no field \(number): :fields lists them."])
      }
      if case .answers(let current, let isMultiline) = page.text {
        if name == "clear" { return .inputs([.replaced("")]) }
        if name == "more", isMultiline {
          return .inputs([.replaced((current.isEmpty ? "" : current + "\n") + typed.dropFirst(name.count + 1))])
        }
      }
    }
    return word(name).map { .inputs([.command($0)]) }
      ?? .say(["There is no command \(name): ? lists the commands."])
  }

  /// A command by its name or by one of its keys, which are told apart by case. A number is never a key here.
  private func word(_ typed: String) -> Command? {
    guard Int(typed) == nil else { return nil }
    let byName = Command(named: typed.lowercased())
    let known = directory.first { $0.command == byName }
    let byKey = directory.first { $0.keys.split(separator: " ").contains(Substring(typed)) }
    return (known ?? byKey)?.command
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
