package import Care360

/// Names of products for the pickers and for wherever an id stands: of the site, and learned from cases.
struct ProductNames: Sendable {
  private(set) var site: [DeskSettings.KnownProduct]
  /// The organization's products as the service listed them last; nil before it did.
  private(set) var listed: [ListedProduct]?
  private(set) var learned: [ProductName] = []
  /// Names learned since the last report to the store.
  private var unkept: [ProductName] = []

  /// The limit for learned names, in case a service names products without end.
  private static let most = 2_000

  init(site: [DeskSettings.KnownProduct]) { self.site = site }

  /// The product as the settings list it.
  func usual(_ id: ProductID) -> DeskSettings.KnownProduct? { site.first { $0.id == id } }

  /// The name; nil when neither the site nor a case ever gave one.
  func name(of id: ProductID) -> String? {
    usual(id)?.name ?? learned.first { $0.id == id }?.name ?? listed?.first { $0.id == id }?.name
  }

  /// Takes the organization's list in place of an earlier one. Products that cannot be asked for are left out.
  mutating func list(_ products: [OrganizationProduct]) {
    listed = products.compactMap { product in
      product.id.map { ListedProduct(id: $0, name: product.name, isHidden: product.isVisible == false) }
    }
  }

  mutating func offer(_ products: [DeskSettings.KnownProduct]) { site += products }

  /// Learns names from a case that was just read, so its names are the newest.
  mutating func learn(from detail: Case) {
    for product in Self.names(in: detail) where !learned.contains(product) { learn(product) }
  }

  /// Takes in the names of the store.
  mutating func merge(_ stored: [ProductName]) {
    for product in stored where !isLearned(product.id) && learned.count < Self.most { learned.append(product) }
  }

  private static func names(in detail: Case) -> [ProductName] {
    (detail.products ?? []).compactMap { product in
      guard let id = product.productID, let name = product.productName else { return nil }
      return ProductName(id: id, name: name)
    }
  }

  private func isLearned(_ id: ProductID) -> Bool { learned.contains { $0.id == id } }

  private mutating func learn(_ product: ProductName) {
    learned.removeAll { $0.id == product.id }
    guard learned.count < Self.most else { return }
    learned.append(product)
    unkept.removeAll { $0.id == product.id }
    unkept.append(product)
  }

  /// The names that the store has not been told yet.
  mutating func takeUnkept() -> [Effect] {
    guard !unkept.isEmpty else { return [] }
    defer { unkept = [] }
    return [.store(.keepNames(unkept))]
  }

  /// Those of the case first, the open ones before the others, then the organization's, then the site's, then learned ones;
  /// each once.
  func all(with detail: Case?) -> [(DeskSettings.KnownProduct, note: String)] {
    var seen: Set<ProductID> = []
    var products: [(DeskSettings.KnownProduct, note: String)] = []
    let ofCase = detail?.products ?? []
    for product in ofCase.filter(\.isOpen) + ofCase.filter({ !$0.isOpen }) {
      guard let id = product.productID, seen.insert(id).inserted else { continue }
      let status = product.status.map { ", \(Vocabulary.productStatus.words(for: $0))" } ?? ""
      let name = product.productName ?? name(of: id) ?? id.text
      products.append((.init(id: id, name: name), "on this case\(status)"))
    }
    for product in listed ?? [] where seen.insert(product.id).inserted {
      let name = product.name ?? name(of: product.id) ?? product.id.text
      let note = product.isHidden ? "organization's list, hidden from patients" : "organization's list"
      products.append((usual(product.id) ?? .init(id: product.id, name: name), note))
    }
    let unlisted = listed == nil ? "" : ", not in the organization's"
    for product in site where seen.insert(product.id).inserted { products.append((product, "site list" + unlisted)) }
    for product in learned where seen.insert(product.id).inserted {
      let note = listed == nil ? "seen on a case" : "seen on a case, not in the organization's list"
      products.append((.init(id: product.id, name: product.name), note))
    }
    return products
  }

  /// Products that can be added to the case first; products that are on it last.
  func addable(to detail: Case?) -> [(DeskSettings.KnownProduct, note: String, isOnCase: Bool)] {
    let onCase = Set((detail?.products ?? []).compactMap(\.productID))
    let products = all(with: detail).map { ($0.0, note: $0.note, isOnCase: onCase.contains($0.0.id)) }
    return products.filter { !$0.isOnCase } + products.filter(\.isOnCase)
  }
}

/// A product as the service lists it.
struct ListedProduct: Hashable, Sendable {
  let id: ProductID
  let name: String?
  let isHidden: Bool
}

/// The name by which a case called a product.
package struct ProductName: Hashable, Sendable {
  package let id: ProductID
  package let name: String

  package init(id: ProductID, name: String) {
    self.id = id
    self.name = name
  }
}

extension Desk {
  func knownProducts() -> [(DeskSettings.KnownProduct, note: String)] { products.all(with: shown?.detail) }

  /// Nil when nobody ever named the product: not the shown case, the site or another case.
  func knownName(of id: ProductID) -> String? {
    shown?.detail.products?.first { $0.productID == id }?.productName ?? products.name(of: id)
  }

  func productName(_ id: ProductID) -> String { knownName(of: id) ?? id.text }

  /// Name and id, so that a person can check both.
  func productWords(_ id: ProductID) -> String { knownName(of: id).map { "\($0)  \(id.text)" } ?? id.text }

  /// A warning about products that nobody can check by name; empty when all have one.
  func unnamed(_ ids: [ProductID]) -> [[Span]] {
    let count = ids.count { knownName(of: $0) == nil }
    guard count > 0 else { return [] }
    let what = count == 1 ? "No name is known here for this id" : "No names are known here for \(count) ids"
    return [[Span("\(what): compare \(count == 1 ? "it" : "them"). Press y twice to confirm.", .warning)]]
  }
}
