import Care360Sandbox
import Foundation
import Testing

extension Sandbox {
  /// Avery Lindqvist's newest case: the first suggestion's.
  static let showcaseCaseID = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"
  /// A case of the second organization.
  static let foreignCaseID = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1bff"
}

extension DeskDriver {
  /// A colleague adds a product to Avery's case from another desk; `requests` leaves that request out.
  func colleagueAdds(product id: String) async throws {
    let request = SandboxRequest(
      method: "POST", path: "/api/v1/cases/\(Sandbox.showcaseCaseID)/products",
      headers: [("Authorization", "Bearer \(sandbox.token)")], body: Data(#"{"products":[{"id":"\#(id)"}]}"#.utf8))
    requestsOfColleagues[.products, default: 0] += 1
    guard case .response(200, _, _) = await sandbox.answer(request) else {
      Issue.record("the colleague's product was refused")
      return
    }
  }
}
