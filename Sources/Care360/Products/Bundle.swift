/// A product bundle of the organization, from `organization/bundles` (documented on the public pages).
public struct Bundle: Hashable, Sendable {
  public let id: BundleID
  public let name: String?
  public let description: String?
  /// Decimal text as given.
  public let price: String?
  /// For example `USD`.
  public let priceUnit: String?
  public let initialDiscount: String?
  public let isSoldOut: Bool?
  /// False: hidden from patients.
  public let isVisible: Bool?

  /// Nil without a usable id.
  init?(_ json: JSONValue) {
    guard let id = json["id"]?.text.flatMap(BundleID.init(lenient:)) else { return nil }
    self.id = id
    name = json["name"]?.text
    description = json["description"]?.text
    price = json["price"]?.money
    priceUnit = json["priceUnit"]?.text
    initialDiscount = json["initialDiscount"]?.money
    isSoldOut = json["isSoldOut"]?.bool
    isVisible = json["isVisible"]?.bool
  }
}
