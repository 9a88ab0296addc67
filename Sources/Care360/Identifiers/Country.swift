/// The country whose numbering plan completes a phone number typed without a calling code.
public struct Country: Hashable, Sendable, CustomStringConvertible {
  /// ISO 3166-1 alpha-2, upper case; as it was written where no plan is known.
  public let code: String

  public static let unitedStates = Country(unchecked: "US")

  private init(unchecked code: String) { self.code = code }

  /// Nil for a code without a known numbering plan. UK, which ISO reserves for the United Kingdom, stands for GB.
  public init?(_ code: String) {
    let upper = code.uppercased()
    let region = upper == "UK" ? "GB" : upper
    guard NumberingPlan.of(region: region) != nil else { return nil }
    self.code = region
  }

  /// A country that was named but is unknown. A national number gets no calling code then, not even another country's.
  ///
  /// - Parameter text: as it was named; nil where it was no text.
  public static func unknown(_ text: String?) -> Country {
    let isShort = text.map { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
    return Country(unchecked: isShort == true ? text?.uppercased() ?? "?" : "?")
  }

  var plan: NumberingPlan? { NumberingPlan.of(region: code) }

  public var description: String { code }
}
