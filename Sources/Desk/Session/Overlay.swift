import Care360

/// What stands above the panes; the last of the stack has the keys.
enum Overlay: Sendable {
  case picker(Picker)
  case prompt(Prompt)
  case confirmation(Confirmation)
  case reading(Reading)
}

/// One line to type.
struct Prompt: Sendable {
  enum Purpose: Hashable, Sendable {
    case findInCase
    case token
    case templateName
    case importPath
    case exportPath
    case secret(SecretStep)
  }

  var purpose: Purpose
  var buffer = TextBuffer()
  /// What is typed for a `.secret`, in place of `buffer`.
  var secret = SecretText()
  var problem: String?
  /// What was typed is with the store; nothing is taken in until it answers.
  var isWaiting = false
  /// No try before this time, in the seconds of the lock's clock.
  var mayTryAt: Double = 0

  init(purpose: Purpose) { self.purpose = purpose }

  mutating func insert(_ text: String) {
    if case .secret = purpose { secret.insert(text) } else { buffer.insert(text) }
    problem = nil
  }

  mutating func replace(with text: String) {
    if case .secret = purpose { secret = SecretText(text) } else { buffer.replace(with: text) }
    problem = nil
  }

  mutating func apply(_ edit: TextEdit) {
    if case .secret = purpose { secret.apply(edit) } else { buffer.apply(edit) }
  }

  var title: String {
    if case .prompt(let shown) = presentation { shown.title } else { "" }
  }

  var presentation: OverlayPresentation {
    switch purpose {
    case .findInCase:
      .prompt(
        PromptPresentation(
          title: "Find in case",
          field: buffer.presentation(placeholder: "text that is shown; masked text is not searched"),
          lines: [Span("Enter goes to the next line that has it.", .muted)], problem: problem))
    case .token:
      .prompt(
        PromptPresentation(
          title: "Access token", field: buffer.presentation(placeholder: "paste the token", isMasked: true),
          lines: [Span("Kept in memory until the program ends. Nothing is sent by this.", .muted)], problem: problem))
    case .templateName:
      question(
        "Keep the form as a template", placeholder: "letters, digits, - and _",
        ["The questions are kept, no answer is.", "Others who use this account can read it."])
    case .importPath:
      question(
        "Take products from a file", placeholder: "~/intake.json",
        ["A JSON file as the service takes it: {\"products\": [ … ]}. Nothing is sent by this."])
    case .exportPath:
      question(
        "Write the form to a file", placeholder: "~/intake.json",
        ["The JSON that would be sent, answers and all, in a new file that only you can read."])
    case .secret(let step):
      .prompt(
        PromptPresentation(
          title: step.title, field: secret.presentation(placeholder: step.placeholder),
          lines: step.lines + (isWaiting ? [Span("Checking …", .accent)] : []), problem: problem))
    }
  }
}

extension Prompt {
  private func question(_ title: String, placeholder: String, _ lines: [String]) -> OverlayPresentation {
    .prompt(
      PromptPresentation(
        title: title, field: buffer.presentation(placeholder: placeholder), lines: lines.map { Span($0, .muted) },
        problem: problem))
  }
}

/// A step that cannot be taken back. Its target is frozen: it acts on the case it names or not at all.
struct Confirmation: Sendable {
  enum Step: Hashable, Sendable {
    case send(CaseWrite)
    case discardDraft(CaseID)
    case wrongPerson(CaseID)
    /// Drop the products that are on the case already and send the others.
    case sendTheRest(CaseID, ProductsPayload)
    case takeOver(DraftID)
    case replaceTemplate(FormTemplate, name: String)
    case deleteTemplate(String)
    /// Of two texts of a draft; the version is that of the other one, as it was shown.
    case keepMine(CaseID, over: Int)
    case takeOther(CaseID, Int)
    /// With the drafts that were read as lost.
    case quit(without: Set<CaseID>)
    case switchProfile(String, without: Set<CaseID>)
  }

  var step: Step
  var title: String
  var lines: [[Span]]
  var accept: String
  /// Sold-out and hidden bundles take a second y.
  var needsSecondYes = false
  /// It took a second y, and takes one again when it is repeated.
  var takesTwo = false
  /// An earlier attempt is not settled and its history is in `lines`.
  var isRepeat = false

  var presentedAccept: String { needsSecondYes ? "ask once more" : accept }
}

/// Something to read.
struct Reading: Sendable {
  enum Kind: Hashable, Sendable {
    case text
    /// Filled when the record was read.
    case activity
  }

  var kind = Kind.text
  var shape: ReadingPresentation.Shape
  var title: String
  var lines: [DetailLine]
  var selectedID: String?
  /// A link, on a line of its own; y copies it.
  var unwrapped: String?
  /// The lines with the health data that `lines` hides; nil where there is none.
  var revealed: [DetailLine]?
  private(set) var isRevealed = false

  init(
    kind: Kind = .text, shape: ReadingPresentation.Shape = .box, title: String, lines: [DetailLine],
    selectedID: String? = nil, unwrapped: String? = nil
  ) {
    self.kind = kind
    self.shape = shape
    self.title = title
    self.lines = lines
    self.selectedID = selectedID
    self.unwrapped = unwrapped
  }

  /// Lines of text, their indentation kept where they wrap.
  static func lines(_ text: [String]) -> [DetailLine] {
    text.enumerated().map { index, line in
      let words = line.drop { $0 == " " }
      return DetailLine(
        id: "line.\(index)", spans: [Span(String(words))], indent: (line.count - words.count) / 2)
    }
  }

  /// Shows or hides what is masked; false where nothing is.
  mutating func reveal() -> Bool {
    guard revealed != nil else { return false }
    isRevealed.toggle()
    return true
  }

  mutating func mask() { isRevealed = false }

  mutating func move(_ movement: Movement, page: Int) {
    let lines = shownLines
    guard !lines.isEmpty else { return }
    let index = lines.firstIndex { $0.id == selectedID } ?? 0
    selectedID = lines[movement.index(from: index, count: lines.count, page: page)].id
  }

  private var shownLines: [DetailLine] { isRevealed ? revealed ?? lines : lines }

  var presentation: OverlayPresentation {
    .reading(
      ReadingPresentation(
        title: title, lines: shownLines, selectedID: selectedID, unwrapped: unwrapped, copies: unwrapped != nil,
        shape: shape))
  }
}
