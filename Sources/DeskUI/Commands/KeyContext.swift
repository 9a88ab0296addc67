package import Desk

/// The place where a binding applies: an `InputContext` without its details, so that keys can be listed by place.
package enum KeyContext: String, CaseIterable, Hashable, Sendable {
  case emptyLookupField = "empty-lookup-field"
  case lookupField = "lookup-field"
  case lookupList = "lookup-list"
  case worklist
  case caseDetail = "case"
  case editorText = "editor-text"
  case editorParagraph = "editor-paragraph"
  case editorChoice = "editor-choice"
  case editorLongChoice = "editor-long-choice"
  case editorReview = "editor-review"
  case composer
  case picker
  case prompt
  case confirmation
  case reading
  case readingToCopy = "reading-to-copy"

  package init(_ context: InputContext) {
    switch context {
    case .lookupField(let isEmpty): self = isEmpty ? .emptyLookupField : .lookupField
    case .lookupList: self = .lookupList
    case .worklist: self = .worklist
    case .caseDetail: self = .caseDetail
    case .editorText(let isMultiline): self = isMultiline ? .editorParagraph : .editorText
    case .editorChoice: self = .editorChoice
    case .editorLongChoice: self = .editorLongChoice
    case .editorReview: self = .editorReview
    case .composer: self = .composer
    case .picker: self = .picker
    case .prompt: self = .prompt
    case .confirmation: self = .confirmation
    case .reading(let copies): self = copies ? .readingToCopy : .reading
    }
  }

  /// Characters are typed into a text field here.
  package var isText: Bool {
    switch self {
    case .emptyLookupField, .lookupField, .editorText, .editorParagraph, .editorLongChoice, .composer, .picker, .prompt:
      true
    default: false
    }
  }

  /// The text there may have several lines: Up and Down move in it.
  package var isParagraph: Bool { self == .editorParagraph || self == .composer }

  /// A bare letter, digit or sign may be a command here. Never in the editor, text field or not.
  package var takesBareKeys: Bool {
    switch self {
    case .lookupList, .worklist, .caseDetail, .confirmation, .reading, .readingToCopy: true
    default: false
    }
  }
}

/// Some of the places. One bit each, because a set of them for every row of the table would be hashed before the first frame.
package struct KeyContexts: Hashable, Sendable, ExpressibleByArrayLiteral {
  private let bits: UInt32

  private init(bits: UInt32) { self.bits = bits }
  package init(arrayLiteral places: KeyContext...) { bits = places.reduce(0) { $0 | $1.bit } }

  package static let everywhere = Self(bits: KeyContext.allCases.reduce(0) { $0 | $1.bit })
  /// A confirmation knows only yes, no, moving, and the ways out.
  static let butConfirmation = everywhere.but([.confirmation])
  static let lookupFields: Self = [.emptyLookupField, .lookupField]
  static let lists: Self = [.lookupList, .worklist, .caseDetail]
  /// The contexts in which keys act on the open case. A worklist row is usually another case, so no key acts on it.
  static let caseLists: Self = [.lookupList, .caseDetail]
  static let readings: Self = [.reading, .readingToCopy]
  static let fields: Self = [.editorText, .editorParagraph, .editorChoice, .editorLongChoice]
  static let editor = fields.and([.editorReview])
  /// Fields of a form, and the text of a message or note.
  static let typing = fields.and([.composer])
  /// All contexts in which a draft is typed or read.
  static let editors = editor.and([.composer])
  static let panes = lookupFields.and(lists).and(editors)

  package func contains(_ place: KeyContext) -> Bool { bits & place.bit != 0 }
  func and(_ other: Self) -> Self { Self(bits: bits | other.bits) }
  func but(_ other: Self) -> Self { Self(bits: bits & ~other.bits) }
}

extension KeyContext {
  /// By its place in the list of cases.
  fileprivate var bit: UInt32 { withUnsafeBytes(of: self) { $0.first.map { 1 << UInt32($0) } ?? 0 } }
}
