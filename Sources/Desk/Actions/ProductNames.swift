import Care360

/// Names of products for the pickers: of the site, and learned from cases.
struct ProductNames: Sendable {
  private(set) var site: [DeskSettings.KnownProduct]
  private(set) var learned: [DeskSettings.KnownProduct] = []

  init(site: [DeskSettings.KnownProduct]) { self.site = site }

  /// As the settings call it usual.
  func usual(_ id: ProductID) -> DeskSettings.KnownProduct? { site.first { $0.id == id } }

  mutating func offer(_ products: [DeskSettings.KnownProduct]) { site += products }

  mutating func learn(from detail: Case) {
    for product in detail.products ?? [] {
      guard let id = product.productID, let name = product.productName, !learned.contains(where: { $0.id == id })
      else { continue }
      learned.append(DeskSettings.KnownProduct(id: id, name: name))
    }
  }

  /// Those of the case first, the open ones before the others, then the site's, then learned ones; each once.
  func all(with detail: Case?) -> [(DeskSettings.KnownProduct, note: String)] {
    var seen: Set<ProductID> = []
    var products: [(DeskSettings.KnownProduct, note: String)] = []
    let ofCase = detail?.products ?? []
    for product in ofCase.filter(\.isOpen) + ofCase.filter({ !$0.isOpen }) {
      guard let id = product.productID, seen.insert(id).inserted else { continue }
      let name = product.productName ?? usual(id)?.name ?? learned.first { $0.id == id }?.name ?? id.text
      let status = product.status.map { ", \($0)" } ?? ""
      products.append((.init(id: id, name: name), "on this case\(status)"))
    }
    for product in site where seen.insert(product.id).inserted { products.append((product, "site list")) }
    for product in learned where seen.insert(product.id).inserted { products.append((product, "seen on a case")) }
    return products
  }
}
