import Care360
import FoundationEssentials

/// How a write that had no clear answer was settled.
package enum Settlement: String, Codable, CaseIterable, Hashable, Sendable {
  /// A person says so.
  case happened
  /// A person says so.
  case didNotHappen = "did-not-happen"
  /// A fresh read of the case showed what was written; nobody was asked.
  case seen = "seen-in-case"
}

/// One line of the activity file. No health data, no name, e-mail or phone of a patient.
package struct ActivityRecord: Codable, Hashable, Sendable {
  package enum Event: String, Codable, Hashable, Sendable {
    /// The write is about to start.
    case opened
    /// The write ended with an outcome.
    case closed
    /// A person decided how the write ended, or a fresh read of the case showed it.
    case settled
    /// A case was shown, or could not be shown. The action may say more: a value was copied, a draft handed over.
    case viewed
    /// A write was refused before it started.
    case blocked
    /// A case was removed from the recents as the wrong person's.
    case forgotten
    /// Cases of a list were shown. Of no single case: its id is empty.
    case listed
    /// Lines that a store knew of were found missing from the end of the record. Of no case: its id is empty.
    case cut
    /// A person has looked at the damage of the record, and writes may go on. Of no case: its id is empty.
    case acknowledged
  }

  package let event: Event
  /// The id of a write, shared by its three events; any other event has its own.
  package let id: String
  /// ISO 8601, UTC, whole seconds.
  package let time: String
  /// The configured operator. The Unix names next to it are those of the process.
  package let operatorName: String
  package let login: String
  package let uid: UInt32
  /// A mark of the run: each run of the program has its own.
  package let session: String
  package let profile: String
  package let action: String
  package let caseID: String
  package let productIDs: [String]
  package let bundleID: String?
  /// Of a closed write a `WriteOutcome`, of a settled one a `Settlement`, of a view a `ViewOutcome`, of a list how many
  /// cases it had, of a blocked write a `WriteBlock`, of a hand-over its id or, where a lead took it from a colleague,
  /// that one.
  package let outcome: String?
  /// The damage that an acknowledgment covers.
  package private(set) var damage: [RecordDamage]?
  /// True where the ids of the process were not the machine's, so that `login` and `uid` prove nothing; else nil.
  package private(set) var foreignIDs: Bool?
  /// The user that logged in, by the kernel's word; nil where it keeps none, and in lines of older versions.
  package private(set) var loginUID: UInt32?
  /// Of what was looked for, an e-mail address or phone number: a hash that takes the site's key to make. Nil where nothing
  /// was, where the site has no key, and in lines of older versions.
  package private(set) var searched: String?
  /// Of the program that wrote the line; nil in lines of older versions.
  package private(set) var version: String?
  /// Of the API key and the access token that this run had read last; nil where it had read none, and in lines of older
  /// versions.
  package private(set) var keyFingerprint: String?
  package private(set) var tokenFingerprint: String?
  /// Why, in a word of the site's policy; nil where it asks for none, and in lines of older versions.
  package private(set) var purpose: String?
  /// Of an opened write that the next file of the record carries on: when a later one of the same content was done.
  private var repeatedAt: String?

  enum CodingKeys: String, CodingKey {
    case event, id, time, login, uid, session, profile, action, outcome, damage, foreignIDs, repeatedAt, searched
    case version, keyFingerprint, tokenFingerprint, purpose
    case operatorName = "operator"
    case caseID = "caseId"
    case productIDs = "productIds"
    case bundleID = "bundleId"
    case loginUID = "loginUid"
  }
}

extension ActivityRecord {
  init(_ intent: WriteIntent, _ stamp: ActivityStamp) {
    self.init(.opened, id: intent.id, at: intent.time, of: intent, outcome: nil, stamp)
  }

  /// `self` as the start of a write, followed by another event of it.
  func followed(by event: Event, outcome: String, at time: Date, _ stamp: ActivityStamp) -> ActivityRecord {
    var record = ActivityRecord(
      event: event, id: id, time: time.formatted(.iso8601), operatorName: operatorName, login: stamp.login,
      uid: stamp.uid, session: stamp.session, profile: profile, action: action, caseID: caseID, productIDs: productIDs,
      bundleID: bundleID, outcome: outcome)
    record.take(stamp)
    // It is the write's own, whatever the person has turned to since.
    record.purpose = purpose ?? stamp.purpose
    return record
  }

  init(_ note: ActivityNote, id: String, at time: Date, _ stamp: ActivityStamp) {
    self.init(
      event: note.event.record, id: id, time: time.formatted(.iso8601), operatorName: note.operatorName,
      login: stamp.login, uid: stamp.uid, session: stamp.session, profile: note.profile, action: note.event.action,
      caseID: note.caseID?.text ?? "", productIDs: [], bundleID: nil, outcome: note.event.outcome)
    searched = note.searched
    take(stamp)
    purpose = stamp.purpose
  }

  init(cutFoundAt time: Date, operatorName: String, profile: String, _ stamp: ActivityStamp) {
    self.init(ofRecord: .cut, at: time, operatorName: operatorName, profile: profile, stamp)
  }

  init(
    acknowledging damage: [RecordDamage], at time: Date, operatorName: String, profile: String, _ stamp: ActivityStamp
  ) {
    self.init(ofRecord: .acknowledged, at: time, operatorName: operatorName, profile: profile, stamp)
    self.damage = damage
  }

  private init(
    ofRecord event: Event, at time: Date, operatorName: String, profile: String, _ stamp: ActivityStamp
  ) {
    self.init(
      event: event, id: ActivityStamp.mark(), time: time.formatted(.iso8601), operatorName: operatorName,
      login: stamp.login, uid: stamp.uid, session: stamp.session, profile: profile, action: "record", caseID: "",
      productIDs: [], bundleID: nil, outcome: nil)
    take(stamp)
  }

  private init(
    _ event: Event, id: String, at time: Date, of intent: WriteIntent, outcome: String?, _ stamp: ActivityStamp
  ) {
    self.init(
      event: event, id: id, time: time.formatted(.iso8601), operatorName: intent.operatorName, login: stamp.login,
      uid: stamp.uid, session: stamp.session, profile: intent.profile, action: intent.action.rawValue,
      caseID: intent.caseID.text, productIDs: intent.productIDs.map(\.text), bundleID: intent.bundleID?.text,
      outcome: outcome)
    take(stamp)
    purpose = stamp.purpose
  }

  /// The facts of the process that lines of older versions lack.
  private mutating func take(_ stamp: ActivityStamp) {
    foreignIDs = stamp.isForeign ? true : nil
    loginUID = stamp.loginUID
    version = stamp.version
    keyFingerprint = stamp.keyFingerprint
    tokenFingerprint = stamp.tokenFingerprint
  }

  /// A later write of the same content was done: a case that shows it proves nothing about this one.
  mutating func noteRepeat(at time: String) { repeatedAt = repeatedAt ?? time }

  /// The write that this record opened; nil when a field is not what this program writes.
  var intent: WriteIntent? {
    do {
      guard let action = WriteIntent.Action(rawValue: action) else { return nil }
      return WriteIntent(
        id: id, time: try Date(time, strategy: .iso8601), operatorName: operatorName, profile: profile, action: action,
        caseID: try CaseID(caseID), productIDs: try productIDs.map(ProductID.init),
        bundleID: try bundleID.map(BundleID.init),
        repeatedAt: try repeatedAt.map { try Date($0, strategy: .iso8601) })
    } catch {
      return nil
    }
  }
}
