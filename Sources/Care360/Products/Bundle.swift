/// A product bundle of the organization, from `organization/bundles` (documented on the public pages).
public struct Bundle: Hashable, Sendable {
  /// Nil when the service gave no id that can be sent.
  public let id: BundleID?
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

  init(_ json: JSONValue) {
    id = json["id"]?.shown.flatMap(BundleID.init(lenient:))
    name = json.member("name")?.shown
    description = json["description"]?.shown
    price = json["price"]?.shown
    priceUnit = json["priceUnit"]?.shown
    initialDiscount = json["initialDiscount"]?.shown
    isSoldOut = json["isSoldOut"]?.flag
    isVisible = json["isVisible"]?.flag
  }
}
