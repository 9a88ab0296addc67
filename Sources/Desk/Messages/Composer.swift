import Care360
import FoundationEssentials

/// A message to the patient or an internal note that is being written for one case. The kind is fixed where it is begun.
///
/// `handle` takes input, outcomes tell the desk what to do, and `presentation` is what the screen shows. Leaving keeps
/// everything; only a confirmation sends.
struct Composer: Sendable {
  let kind: Communication.Kind
  var target: FormEditor.Target
  /// The time when the text was begun: its author may not know messages that the patient sent later.
  let begun: Date
  private(set) var text: TextBuffer
  private var history = TextHistory()
  /// Counts the changes, to tell whether what is stored is this.
  private(set) var revision = 0
  private(set) var isSending = false
  /// How the last sending ended; goes with the next change.
  private(set) var banner: Span?
  /// Why it was not sent; goes with the next change.
  private(set) var problem: String?

  enum Outcome: Hashable, Sendable {
    case parked
    case notice(Span)
    case saveRequested
    /// Ask for confirmation, then send.
    case sendRequested(MessageText)
    /// Ask for confirmation, then drop what was typed.
    case discardRequested
    /// Open the list of canned texts.
    case textsRequested
    /// A blank is still open: ask for it.
    case blankOpen
    case nextPane
    case previousPane
  }

  init(_ kind: Communication.Kind, _ target: FormEditor.Target, at now: Date) {
    self.kind = kind
    self.target = target
    begun = now
    text = TextBuffer(isMultiline: true)
  }

  /// - Throws: `.damaged` where the draft is of the other kind: a note is never opened as a message.
  init(
    _ kind: Communication.Kind, _ target: FormEditor.Target, stored: MessageDocument
  ) throws(UnreadableForm) {
    guard stored.kind == kind.rawValue else { throw .damaged }
    self.kind = kind
    self.target = target
    begun = Date(timeIntervalSince1970: stored.begun)
    text = TextBuffer(stored.text, isMultiline: true)
    text.cursor = max(0, min(text.count, stored.cursor))
  }

  var slot: DraftSlot { DraftSlot(target.caseID, DraftSlot.Kind(kind)) }

  var isDirty: Bool { !text.isEmpty }

  // MARK: Input

  mutating func handle(_ input: Input) -> [Outcome] {
    if case .command(let command) = input { return perform(command) }
    guard !isSending else { return [.notice(Self.wait)] }
    switch input {
    case .typed(let typed): change(run: .typing) { $0.insert(typed) }
    case .pasted(let pasted): change { $0.insert(pasted) }
    case .replaced(let whole): change { $0.replace(with: whole) }
    case .edited(let edit): apply(edit)
    case .moved(.up, _): apply(.lineUp)
    case .moved(.down, _): apply(.lineDown)
    case .moved(.pageUp, let page): for _ in 0..<page { apply(.lineUp) }
    case .moved(.pageDown, let page): for _ in 0..<page { apply(.lineDown) }
    case .moved(.home, _): apply(.lineStart)
    case .moved(.end, _): apply(.lineEnd)
    case .command, .pastedSecret, .replacedSecret, .picked, .toggled, .field: break
    }
    return []
  }

  private static let wait = Span("The text is being sent: wait for the answer.", .warning)

  private mutating func perform(_ command: Command) -> [Outcome] {
    switch command {
    case .back: return [.parked]
    case .saveDraft: return [.saveRequested]
    case .nextField: return [.nextPane]
    case .previousField: return [.previousPane]
    case .cannedTexts: return isSending ? [.notice(Self.wait)] : [.textsRequested]
    case .accept: return isSending ? [.notice(Self.wait)] : handle(.edited(.newline))
    case .review, .undo, .redo, .discardDraft:
      guard !isSending else { return [.notice(Self.wait)] }
      switch command {
      case .undo: travel(back: true)
      case .redo: travel(back: false)
      case .discardDraft: return [.discardRequested]
      case .review: return send()
      default: break
      }
      return []
    default: return []
    }
  }

  private mutating func send() -> [Outcome] {
    if let blank = openBlanks.first {
      problem = "Fill in \(blank.source) first."
      if let first = Blank.found(in: text.characters).first { text.cursor = first.place.lowerBound }
      return [.notice(Span("Not sent: fill in \(blank.source) first.", .warning)), .blankOpen]
    }
    do throws(MessageTextProblem) {
      return [.sendRequested(try MessageText(text.text))]
    } catch {
      problem = error.sentence
      return [.notice(Span(error.sentence, .warning))]
    }
  }

  /// Puts a text where the cursor is, on a line of its own, as one step of undo.
  mutating func insertParagraph(_ inserted: String) {
    let isLineStart = text.lineStart == text.cursor
    change { $0.insert((isLineStart ? "" : "\n") + inserted) }
  }

  /// Puts `value` in the place of every such blank that is there. A value that reads like a blank, as a name may, gets
  /// round brackets: it is data and is never filled.
  mutating func fill(_ blank: Blank, with value: String) {
    let isPlain = Blank.found(in: Array(value)).isEmpty
    let value = isPlain ? value : value.replacing("{", with: "(").replacing("}", with: ")")
    for (found, place) in Blank.found(in: text.characters).reversed() where found == blank {
      let (old, cursor) = (place.count, text.cursor)
      change { text in
        text.cursor = place.upperBound
        text.splice(place, with: value)
        if cursor < place.lowerBound { text.cursor = cursor }
        if cursor > place.upperBound { text.cursor = cursor - old + value.count }
      }
    }
  }

  private mutating func apply(_ edit: TextEdit) {
    switch edit {
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown, .drawnLine:
      history.endRun()
      text.apply(edit)
    case .newline: change(run: .typing) { $0.apply(edit) }
    case .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToLineStart,
      .deleteToLineEnd:
      change(run: .deleting) { $0.apply(edit) }
    }
  }

  private mutating func change(run: TextHistory.Run? = nil, _ edit: (inout TextBuffer) -> Void) {
    edit(&text)
    guard let made = text.takeChange() else { return }
    history.record(made, run: run)
    changed()
  }

  private mutating func travel(back: Bool) {
    if back ? history.undo(&text) : history.redo(&text) { changed() }
  }

  private mutating func changed() {
    revision += 1
    banner = nil
    problem = nil
  }

  // MARK: Sending

  mutating func sending() {
    isSending = true
    banner = nil
  }

  /// The text was not sent or was refused, or nobody knows: it stays.
  mutating func sendingEnded(keeping sentence: Span) {
    isSending = false
    banner = sentence
  }

  /// The text here is the one that was sent.
  func holds(_ sent: MessageText) -> Bool {
    do throws(MessageTextProblem) { return try MessageText(text.text) == sent } catch { return false }
  }
}

/// Undo and redo of one text.
struct TextHistory: Sendable {
  private var done: [TextChange] = []
  private var undone: [TextChange] = []
  private var run: Run?

  static let largestCount = 10_000

  /// Edits that make one step as long as nothing comes between.
  enum Run: Hashable, Sendable {
    case typing
    case deleting
  }

  mutating func endRun() { run = nil }

  mutating func record(_ change: TextChange, run next: Run?) {
    undone = []
    if let next, next == run, let last = done.indices.last, done[last].absorb(change) { return }
    run = next
    done.append(change)
    if done.count > Self.largestCount { done.removeFirst() }
  }

  /// False where there is nothing to take back.
  mutating func undo(_ text: inout TextBuffer) -> Bool {
    run = nil
    guard let change = done.popLast() else { return false }
    text.travel(change, back: true)
    undone.append(change)
    return true
  }

  mutating func redo(_ text: inout TextBuffer) -> Bool {
    run = nil
    guard let change = undone.popLast() else { return false }
    text.travel(change, back: false)
    done.append(change)
    return true
  }
}
