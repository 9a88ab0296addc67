/// A product of the organization, from `GET organization/products`. No document names that endpoint (seen in a public
/// proxy): a profile uses it where the configuration says that it answers, and works without it.
public struct OrganizationProduct: Hashable, Sendable {
  /// Nil when the service gave no id that can be sent.
  public let id: ProductID?
  public let name: String?
  /// False: hidden from patients.
  public let isVisible: Bool?

  init(_ json: JSONValue) {
    id = json["id"]?.shown.flatMap(ProductID.init(lenient:))
    name = json["name"]?.shown
    isVisible = json["isVisible"]?.flag
  }
}

extension Care360Client {
  /// All products of the organization, hidden ones included. Throws `malformedAnswer` where the service has no such list.
  public func organizationProducts() async throws(Care360Error) -> [OrganizationProduct] {
    try await list(.organizationProducts) { $0["data"]?.array?.map(OrganizationProduct.init) }
  }
}
