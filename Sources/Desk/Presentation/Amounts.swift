/// Amounts of one table, all with as many decimals as the longest. The service names no currency for them, so none is
/// shown here.
struct Amounts {
  private let decimals: Int

  init(_ amounts: [String?]) {
    decimals = amounts.compactMap { $0.flatMap(Self.fraction) }.max() ?? 0
  }

  /// "159.00" next to "49.00"; an amount that is not a plain number stays as it came.
  func text(_ amount: String?) -> String? {
    guard let amount, let own = Self.fraction(amount), decimals > 0 else { return amount }
    return amount + (own == 0 ? "." : "") + String(repeating: "0", count: max(0, decimals - own))
  }

  /// Decimals of a plain number; nil of any other text.
  private static func fraction(_ amount: String) -> Int? {
    let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), amount.count <= 20 else { return nil }
    let whole = parts[0].first == "-" ? parts[0].dropFirst() : parts[0]
    guard !whole.isEmpty, (Array(whole) + Array(parts.dropFirst().joined())).allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    guard parts.count == 2 else { return 0 }
    return parts[1].isEmpty ? nil : parts[1].count
  }
}
