import Care360
import FoundationEssentials

/// A draft as it is stored: JSON of a fixed shape, so that a later version can read what this one wrote. Names never
/// change their meaning; a new shape gets a new `version`, so that an earlier program never drops what it does not know.
/// Local ids are kept, as the focus refers to them.
///
/// Version 2 has the rules of a choice and the answer in other words; a draft without any is still written as version 1.
/// Version 3 has the patient of a new case.
struct DraftDocument: Hashable, StoredDocument {
  static let currentVersion = 3

  var version = 1
  /// Row id of the field with the cursor.
  var focus: String
  /// In characters from the start of the focused text; nil where it is no text.
  var cursor: Int?
  var nextID: Int
  var products: [Product]
  /// Nil in the form of a case that is there.
  var patient: NewPatient?

  mutating func describe(_ patient: NewPatient) {
    self.patient = patient
    version = 3
  }

  struct Product: Hashable, Codable {
    var id: Int
    var productID: String?
    var productName: String?
    var visitType: String?
    var interval: String?
    var count: String
    var form: Form?
  }

  struct Form: Hashable, Codable {
    var title: String
    var description: String
    var questions: [Question]
  }

  struct Question: Hashable, Codable {
    var id: Int
    var text: String
    var type: String
    var required: Bool
    var phi: Bool
    var options: String
    var answer: String
    var chosen: [String]
    /// Nil: there are none.
    var rules: Rules?
    /// Nil: empty.
    var other: String?
  }

  struct Rules: Hashable, Codable {
    var least: Int?
    var most: Int?
    var allowsOther: Bool
    var exclusive: [String]
  }
}

/// A stored draft that this program cannot open. It is left as it is.
enum UnreadableForm: Error, Hashable {
  case newerVersion
  case damaged

  var sentence: String {
    switch self {
    case .newerVersion: "A newer version of CaseDesk saved this draft: it was not changed. Open it in that version."
    case .damaged: "This draft cannot be read; it was not changed."
    }
  }
}

extension DraftDocument {
  /// True when local ids are unique and below the next one, and every name of a choice is a known one.
  var isSound: Bool {
    let ids = products.flatMap { [$0.id] + ($0.form?.questions.map(\.id) ?? []) }
    return version >= 1 && !products.isEmpty && Set(ids).count == ids.count
      && ids.allSatisfy { (1..<max(1, nextID)).contains($0) }
  }
}
