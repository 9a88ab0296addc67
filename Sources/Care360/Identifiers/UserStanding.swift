/// The service's knowledge of a user by one e-mail address or phone number.
///
/// `GET /api/v1/check-user` always answers 200; `success: false` with the code USER_NOT_FOUND means that there is no such
/// user (documented publicly).
public enum UserStanding: Hashable, Sendable {
  /// No user has it, in any organization.
  case unknown
  /// - Parameter isHere: whether that user is in the organization of the key; nil where the service did not say.
  case known(isHere: Bool?)

  public var isKnown: Bool { self != .unknown }

  init?(_ json: JSONValue) {
    switch json["success"]?.bool {
    case true?: self = .known(isHere: json["data"]?["existsInCurrentOrganization"]?.flag)
    case false? where json["data"]?["code"]?.string == "USER_NOT_FOUND": self = .unknown
    case false?, nil: return nil
    }
  }
}
