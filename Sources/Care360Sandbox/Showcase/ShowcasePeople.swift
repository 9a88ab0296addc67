/// Somebody worth looking up, and what for.
package struct SandboxSuggestion: Sendable, Equatable {
  package let name: String
  package let email: String
  /// E.164; nil where the customer gave none.
  package let phoneNumber: String?
  /// The feature that this customer shows, for the operator: "closed case".
  package let note: String
}

/// A hand-written customer.
struct ShowcasePerson {
  struct Outline {
    enum State { case open, closed, reopened }
    var shortID: String
    var status: String
    /// Days since the case was made; the first one listed is the newest.
    var age: Int
    var state: State = .open
    var bundle: String?
    var hasProducts = true
    /// A published id; nil draws one.
    var id: String?
  }

  let firstName: String
  let lastName: String
  let email: String
  let phoneNumber: String?
  let dob: String?
  let gender: String?
  let state: String?
  let note: String
  let cases: [Outline]

  init(
    _ firstName: String, _ lastName: String, _ email: String, _ phoneNumber: String?, dob: String?,
    gender: String? = nil, state: String? = "IL", note: String, cases: [Outline]
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.phoneNumber = phoneNumber
    self.dob = dob
    self.gender = gender
    self.state = state
    self.note = note
    self.cases = cases
  }
}

extension Showcase {
  private static let starter = "c4d5e6f7-0819-4a2b-8c3d-4e5f60718293"

  /// In the order they are suggested.
  static let people = earlyPeople + laterPeople

  /// These people are drawn after everybody else, so that a new one changes no ids of the others.
  static let laterPeople: [ShowcasePerson] = [
    .init(
      "Toni", "Hale", "toni@example.com", "+12025550152", dob: "1976-06-03", note: "open case that cannot be closed",
      cases: [.init(shortID: "ADA-T0N1H", status: "APPROVED", age: 33, bundle: starter, id: unclosableCase)])
  ]

  private static let earlyPeople: [ShowcasePerson] = [
    .init(
      "Avery", "Lindqvist", "avery@example.com", "+12025550142", dob: "1988-04-02", gender: "FEMALE",
      note: "approved; order shipped, visit in two days", cases: []),
    .init(
      "Jo", "Park", "jo.park@example.com", "+12025550143", dob: "1979-11-30", note: "in progress; no bundle", cases: []),
    .init(
      "Morgan", "O'Neill", "morgan@example.com", "+12025550144", dob: "1965-07-19", note: "closed case",
      cases: [
        .init(shortID: "ADA-MORG0", status: "APPROVED", age: 200, state: .closed, bundle: starter),
        .init(shortID: "ADA-MORG1", status: "REJECTED", age: 420, state: .closed),
      ]),
    .init(
      "Camille", "Béranger", "camille@example.com", "+12025550145", dob: "1993-02-11", note: "no products yet",
      cases: [.init(shortID: "ADA-CAM0I", status: "ASSIGNED", age: 4, bundle: starter, hasProducts: false)]),
    .init(
      "يارا", "حداد", "yara@example.com", "+12025550146", dob: "1990-09-05", note: "Arabic name",
      cases: [.init(shortID: "ADA-YARA0", status: "IN_PROGRESS", age: 8)]),
    .init(
      "נועה", "בן-דוד", "noa@example.com", "+12025550147", dob: "1985-12-24", note: "Hebrew name",
      cases: [.init(shortID: "ADA-NOA00", status: "OPEN", age: 2)]),
    .init(
      "美玲", "林", "mei.lin@example.com", "+12025550148", dob: "1972-03-08", note: "Chinese name",
      cases: [.init(shortID: "ADA-ME1LI", status: "NO_DECISION", age: 12, bundle: starter)]),
    .init(
      "Priya", "Raman", "priya@example.com", "+12025550149", dob: "1982-06-17", note: "reopened case",
      cases: [.init(shortID: "ADA-PR1YA", status: "APPROVED", age: 60, state: .reopened, bundle: starter)]),
    .init(
      "Riley", "Okafor", "riley@example.com", "+12025550177", dob: "1999-05-21", note: "shares a phone with Sam",
      cases: [.init(shortID: "ADA-R1LEY", status: "ASSIGNED", age: 3)]),
    .init(
      "Sam", "Okafor", "sam@example.com", "+12025550177", dob: "1971-10-02", note: "shares a phone with Riley",
      cases: [.init(shortID: "ADA-SAM00", status: "APPROVED", age: 30)]),
    .init(
      "Kit", "Vega", "kit@example.com", nil, dob: nil, state: nil, note: "no phone, birth date or state",
      cases: [.init(shortID: "ADA-K1TVE", status: "ABANDONED", age: 16, hasProducts: false)]),
    .init(
      "Maximiliana-Alexandrina", "Featherstonehaugh-Cholmondeley-Marjoribanks von Hohenzollern-Sigmaringen",
      "maximiliana@example.com", "+12025550150", dob: "1958-01-31", note: "a very long name",
      cases: [.init(shortID: "ADA-MAX10", status: "REJECTED", age: 25)]),
    .init("Nell", "Nocase", "nell@example.com", "+12025550151", dob: "2001-08-14", note: "no case at all", cases: []),
  ]
}
