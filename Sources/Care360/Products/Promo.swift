/// A promo code as a person types it: one word of visible characters.
public struct PromoCode: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// Unicode scalars. No limit is documented; a code that is longer is something else pasted by mistake.
  public static let longest = 100

  public init(_ text: String) throws(PromoCodeProblem) {
    let trimmed = text.trimmedOfSpaces
    guard !trimmed.isEmpty else { throw .missing }
    let length = trimmed.unicodeScalars.count
    guard length <= Self.longest else { throw .tooLong(length) }
    if let scalar = trimmed.unicodeScalars.first(where: { !$0.isVisibleInIdentifier || $0.value == 0xFFFD }) {
      throw .character(scalar)
    }
    self.text = trimmed
  }

  public var description: String { text }
}

/// The reason why a text is no promo code. Holds at most one of its characters, and no letter.
public enum PromoCodeProblem: Error, Hashable, Sendable {
  case missing
  case character(Unicode.Scalar)
  case tooLong(Int)

  public var sentence: String {
    switch self {
    case .missing: "Type a promo code."
    case .character(let scalar): "The code contains the character \(scalar.codeAndName): type it as one word."
    case .tooLong(let length): "The code has \(length) characters; at most \(PromoCode.longest) are allowed."
    }
  }
}

/// The check of a code, for a bundle or for none.
public struct PromoQuery: Hashable, Sendable {
  public let code: PromoCode
  /// One without an id cannot be asked about.
  public let bundle: BundleReference?

  public init(_ code: PromoCode, for bundle: BundleReference? = nil) {
    self.code = code
    self.bundle = bundle?.id == nil ? nil : bundle
  }

  /// A name or id with a space before it; empty where no bundle is asked about.
  private var bundleWords: String {
    guard let bundle, let id = bundle.id else { return "" }
    return " for \(bundle.name ?? "bundle \(id)")"
  }

  /// "SAVE10: 10.00 off for Premium Bundle.", "SAVE10: not valid for Premium Bundle."
  ///
  /// - Parameter discount: nil where the code is not valid.
  public func sentence(_ discount: PromoDiscount?) -> String {
    "\(code): \(discount?.words ?? "not valid")\(bundleWords)."
  }
}

/// The discount of a valid code (documented publicly): one of the two is set. The service names no currency.
public struct PromoDiscount: Hashable, Sendable {
  /// A number, or a decimal text.
  public let flat: JSONValue?
  public let percent: JSONValue?

  init(_ json: JSONValue) {
    flat = json["flatDiscount"]
    percent = json["percentDiscount"]
  }

  /// "10.00 off", "15 % off".
  public var words: String {
    switch (flat?.shown, percent?.shown) {
    case (let flat?, nil): "\(Self.amount(flat)) off"
    case (nil, let percent?): "\(percent) % off"
    case (let flat?, let percent?): "\(Self.amount(flat)) and \(percent) % off"
    case (nil, nil): "valid; the service did not say the discount"
    }
  }

  /// With two digits after the point where it has fewer.
  private static func amount(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return text }
    let cents = parts.count == 2 ? String(parts[1]) : ""
    return cents.count >= 2 ? text : "\(parts[0]).\(cents)\(String(repeating: "0", count: 2 - cents.count))"
  }
}

extension Care360Client {
  /// The discount of a code; nil where the code is not valid: an empty list (documented publicly), or a 404 (seen in public
  /// clients).
  public func checkPromo(_ query: PromoQuery) async throws(Care360Error) -> PromoDiscount? {
    do {
      let found: [PromoDiscount] = try await read(.promo(query)) { json in
        guard json["success"]?.bool == true else { return nil }
        return (json["data"].map { $0.array ?? [$0] } ?? []).map(PromoDiscount.init)
      }
      return found.first
    } catch .notFound {
      return nil
    }
  }
}
