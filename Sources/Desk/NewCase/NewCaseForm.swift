import Care360

extension FormEditor {
  /// True when patient and form are those that were sent.
  func holds(_ sent: NewCasePayload, _ country: Country) -> Bool {
    guard let newPatient else { return false }
    do {
      let own = try NewCasePayload(try newPatient.user(country), try draft.payload())
      return own.json["user"] == sent.json["user"] && own.json["products"] == sent.json["products"]
    } catch {
      return false
    }
  }
}
