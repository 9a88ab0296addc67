package import Care360
import FoundationEssentials

/// The name that a case gave a product, so that later texts can name the product instead of its id.
package struct ProductNameRecord: Hashable, Sendable {
  package let id: ProductID
  package let name: String

  package init(id: ProductID, name: String) {
    self.id = id
    self.name = name
  }
}

extension LocalStore {
  /// All names, by product id. One that cannot be read is left out: the next case that names the product brings it again.
  package func productNames() throws(StoreProblem) -> [ProductNameRecord] {
    let keys = try openKeys()
    let rows = try cache.look(with: keys.cache) { rows in try rows.rows(.productName) }
    return rows.values.compactMap { row in
      guard case .plain(let bytes, _) = row, let body: ProductNameBody = StoreJSON.value(bytes) else { return nil }
      return body.record
    }
    .sorted { $0.id.text < $1.id.text }
  }

  /// Keeps names, each in place of an older one of its product.
  package func keep(_ names: [ProductNameRecord]) throws(StoreProblem) {
    let keys = try openKeys()
    var bodies: [(id: Data, bytes: [UInt8])] = []
    for name in names {
      let body = ProductNameBody(productID: name.id.text, name: name.name)
      bodies.append((Data(try keys.hash("product", name.id.text)), try StoreJSON.bytes(body)))
    }
    try cache.change(with: keys.cache) { rows in
      for body in bodies { _ = try rows.put(.productName, body.id, body.bytes) }
    }
  }
}

/// The contents of a sealed row of product names.
private struct ProductNameBody: Codable {
  let productID: String
  let name: String

  var record: ProductNameRecord? {
    do { return ProductNameRecord(id: try ProductID(productID), name: name) } catch { return nil }
  }
}
