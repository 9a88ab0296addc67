import Care360
import FoundationEssentials

/// A request body from a file.
struct ProductsFile {
  let payload: ProductsPayload
  /// How many product ids had spaces around them.
  let trimmedIDs: Int

  /// Throws `invalid` with every problem, by its path.
  init(_ bytes: [UInt8]) throws(Care360Error) {
    let data = Data(bytes)
    let trimmed = Self.trimmed(data)
    payload = try ProductsPayload(parsing: trimmed?.data ?? data)
    trimmedIDs = trimmed?.count ?? 0
  }

  /// Nil where there is nothing to trim, or no JSON.
  private static func trimmed(_ data: Data) -> (data: Data, count: Int)? {
    do {
      let json = try JSONValue(writtenIn: data)
      guard var members = json.object, let products = json["products"]?.array else { return nil }
      var count = 0
      members["products"] = .array(
        products.map { product in
          guard var members = product.object, let id = product["id"]?.string else { return product }
          let trimmed = TextBuffer(id).trimmedText
          count += trimmed == id ? 0 : 1
          members["id"] = .string(trimmed)
          return .object(members)
        })
      return count == 0 ? nil : (JSONValue.object(members).encoded(), count)
    } catch {
      return nil
    }
  }
}
