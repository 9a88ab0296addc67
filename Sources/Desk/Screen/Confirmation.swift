import Care360

/// A step that cannot be taken back. Its target is frozen: it acts on the case it names or not at all.
struct Confirmation: Sendable {
  enum Step: Hashable, Sendable {
    case send(CaseWrite)
    case discardDraft(CaseID)
    case wrongPerson(CaseID)
    /// Drop the products that are on the case already and send the others.
    case sendTheRest(CaseID, ProductsPayload)
    case takeOver(FormDraftID)
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
  var yes = Yes.once
  /// An earlier attempt is not settled and its history is in `lines`.
  var consent = RepeatConsent.none

  /// How often y has to be pressed.
  enum Yes: Hashable, Sendable {
    case once
    /// The first of two: a sold-out or hidden bundle.
    case firstOfTwo
    case secondOfTwo
  }

  var presentedAccept: String { yes == .firstOfTwo ? "ask once more" : accept }

  /// The question again, as it was before any y.
  mutating func askAgain() { if yes == .secondOfTwo { yes = .firstOfTwo } }
}
