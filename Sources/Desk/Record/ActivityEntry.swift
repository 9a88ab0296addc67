package import Care360
package import FoundationEssentials

/// One line of the record of actions here. The case id is its only data about a patient.
package struct ActivityEntry: Hashable, Sendable {
  package var time: Date
  package var operatorName: String
  /// In the coordinator's words: "viewed the case", "asked for a refill link".
  package var action: String
  package var caseID: CaseID?
  /// "done", "refused", "outcome not known"; empty while there is none.
  package var outcome: String
  /// The action of a write that was done, according to the service, the case or a person.
  package var done: WriteIntent.Action?
  package var productIDs: [ProductID]
  package var bundleID: BundleID?
  /// Why, in a word of the site policy; nil where it asked for none.
  package var purpose: String?
  /// Names of its products and bundle, for the person; the id stands where nobody here knows the name.
  var objects: [String] = []

  package init(
    time: Date, operatorName: String, action: String, caseID: CaseID?, outcome: String,
    done: WriteIntent.Action? = nil, productIDs: [ProductID] = [], bundleID: BundleID? = nil, purpose: String? = nil
  ) {
    self.time = time
    self.operatorName = operatorName
    self.action = action
    self.caseID = caseID
    self.outcome = outcome
    self.done = done
    self.productIDs = productIDs
    self.bundleID = bundleID
    self.purpose = purpose
  }
}

extension TimeText {
  /// "24 Nov 10:42  refill link  Semaglutide  done  robin"
  func spans(of entry: ActivityEntry) -> [Span] {
    [
      Span("\(dayAndClock(entry.time))  ", .muted), Span(([entry.action] + entry.objects).joined(separator: "  ")),
      Span(entry.outcome.isEmpty ? "" : "  \(entry.outcome)", .label), Span("  \(entry.operatorName)", .muted),
    ] + (entry.purpose.map { [Span("  for \($0)", .muted)] } ?? [])
  }
}
