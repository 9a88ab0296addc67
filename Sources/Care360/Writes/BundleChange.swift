/// Sets the bundle of a case. The write counts as done only when the answer names the requested bundle.
///
/// `POST /api/v1/cases/:caseId`, action CHANGE_PRODUCT_BUNDLE (documented).
public struct BundleChange: CaseWriteSpec {
  public let caseID: CaseID
  public let bundle: BundleID

  public init(_ caseID: CaseID, to bundle: BundleID) {
    self.caseID = caseID
    self.bundle = bundle
  }

  public static let actions = [WriteIntent.Action.changeBundle]

  static let unknownBundle = WriteRefusal(
    text: "Invalid product bundle ID", sentence: "The service does not know this bundle id.")
  static let bundleRequired = WriteRefusal(
    text: "Product Bundle is required", sentence: "The service wants a bundle id.")
  public static let refusals = [unknownBundle, bundleRequired]

  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { one.bundleID == other.bundleID }

  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? {
    guard let wanted = target.bundleID else { return nil }
    return detail.bundle?.id.map { $0 == wanted }
  }

  public var target: WriteTarget { WriteTarget(.changeBundle, caseID, bundleID: bundle) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    .object([
      "action": .string("CHANGE_PRODUCT_BUNDLE"), "productBundle": .object(["id": .string(bundle.text)]),
    ])
  }

  public func receipt(in answer: JSONValue) -> BundleReference? {
    let answered = answer["data"]?["productBundle"]
    guard answered?["id"]?.shown.flatMap(BundleID.init(lenient:)) == bundle else { return nil }
    return BundleReference(id: bundle, name: answered?["name"]?.text)
  }

  public static func told(_ receipt: BundleReference) -> WriteReceipt { .bundle(receipt) }
}

extension WriteIntent.Action {
  public static let changeBundle = Self("bundle", of: BundleChange.self, name: "bundle change")
}

extension Care360Client {
  public func changeBundle(
    of caseID: CaseID, to bundle: BundleID, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<BundleReference> {
    try await send(BundleChange(caseID, to: bundle), consent: consent)
  }
}
