import Foundation
import Testing

@testable import Care360
@testable import Desk

extension Sample {
  /// Of Avery's case unless said otherwise.
  static func followUp(
    _ id: String = "a", of caseID: String = avery, due: Date, text: String = "ask the pharmacy", setAt: Date? = nil,
    wokenBy: Date? = nil
  ) throws -> FollowUp {
    let isJo = caseID == jo
    return FollowUp(
      id: id, caseID: try CaseID(caseID), shortID: isJo ? "ADA-QF2RM" : "ADA-TOSXM",
      patientName: isJo ? "Jo Park" : "Avery Lindqvist", due: due, text: text, madeAt: due - 86_400, author: "robin",
      setAt: setAt, wokenBy: wokenBy)
  }

  /// A message that the patient, or a member of the team, wrote then.
  static func message(_ time: Date, role: String = "USER", isInternal: Bool = false) -> String {
    #""comments":[{"id":"c1","text":"Hello","isRestricted":\#(isInternal),"createdAt":"\#(time.formatted(.iso8601))","#
      + #""author":{"firstName":"Avery","role":"\#(role)"}}]"#
  }
}

extension SessionDriver {
  /// The changes of follow-ups that the store was told with the last event.
  var changes: [FollowUpChange] {
    effects.compactMap { if case .store(.changeFollowUp(let change)) = $0 { change } else { nil } }
  }

  /// The store takes what it was told.
  mutating func storeTakesChanges() { for change in changes { handle(.followUps(.kept(change))) } }

  /// Makes a follow-up of the case that is shown.
  mutating func followUp(_ time: String, _ text: String) {
    press(.followUp)
    type(time)
    press(.accept)
    type(text)
    press(.accept)
  }

  var followUps: [FollowUp] { session.followUps.all }
}
