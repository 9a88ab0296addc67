/// A product on a case. The keys below are assumed: the service publishes none for `caseProducts`.
public struct CaseProduct: Hashable, Sendable {
  public let id: String?
  /// `OPEN` or `CLOSE` (documented), or another word kept as text.
  public let status: String?
  public let visitType: String?
  public let reason: String?
  public let productID: ProductID?
  public let productName: String?
  /// `day`, `week`, `month`, `year`.
  public let interval: String?
  /// Nil when the service sent no count, or one that is not a whole number.
  public let intervalCount: Int64?
  public let createdAt: Instant?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    status = json["status"]?.shown
    visitType = json["visitType"]?.shown
    reason = json["reason"]?.shown
    let product = json["organizationProduct"] ?? json["product"]
    let idText = product?["id"]?.shown ?? json["organizationProductId"]?.shown ?? json["productId"]?.shown
    productID = idText.flatMap(ProductID.init(lenient:))
    productName = product?["name"]?.shown ?? (json.object == nil ? json.shown : nil)
    interval = json["subscription"]?["interval"]?.shown ?? json["interval"]?.shown
    intervalCount = json["subscription"]?["intervalCount"]?.whole ?? json["intervalCount"]?.whole
    createdAt = json["createdAt"]?.instant
  }
}

extension CaseProduct {
  public var isOpen: Bool { status == "OPEN" }
  public var isClosed: Bool { status == "CLOSE" }
}

extension ProductID {
  /// Nil instead of an error, for ids that the service gave.
  init?(lenient text: String) {
    do { try self.init(text) } catch { return nil }
  }
}

/// The bundle a case has: its id and, where the service gave it, its name.
public struct BundleReference: Hashable, Sendable {
  public let id: BundleID?
  public let name: String?

  public init(id: BundleID?, name: String?) {
    self.id = id
    self.name = name
  }

  /// From a case: `productBundle {id, name}` may be null while `productBundleId` is set.
  init?(case json: JSONValue) {
    let bundle = json["productBundle"]
    let idText = bundle?["id"]?.shown ?? json["productBundleId"]?.shown
    id = idText.flatMap(BundleID.init(lenient:))
    name = bundle?["name"]?.shown
    if id == nil, name == nil { return nil }
  }
}

extension BundleID {
  init?(lenient text: String) {
    do { try self.init(text) } catch { return nil }
  }
}
