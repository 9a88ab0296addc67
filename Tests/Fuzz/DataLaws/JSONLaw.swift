package import FuzzLaws
import Care360
import Foundation

/// A document of any bytes: what is taken for JSON comes back equal from its own encoding, compact and indented, and a request
/// body that passes the check of Add Products names each of its products once.
package struct JSONLaw: Law {
  /// The bodies of the answers.
  package static let seeds: [[UInt8]] = AnswerLaw.seeds.map { Array($0.dropFirst(2)) }

  package init() {}

  package func hold(for input: [UInt8]) throws {
    let data = Data(input)
    let value: JSONValue
    do throws(NotJSON) { value = try JSONValue(parsing: data) } catch { return }
    for pretty in [false, true] { try survives(value, pretty) }
    let payload: ProductsPayload
    do throws(Care360Error) {
      payload = try ProductsPayload(parsing: data)
    } catch {
      return try demand(!error.sentence.isEmpty, "an error without a sentence")
    }
    try demand(!payload.productIDs.isEmpty, "no products")
    try demand(Set(payload.productIDs).count == payload.productIDs.count, "a product twice")
  }

  private func survives(_ value: JSONValue, _ pretty: Bool) throws {
    let again: JSONValue
    do {
      again = try JSONValue(parsing: value.encoded(pretty: pretty))
    } catch {
      throw Breach(description: "it cannot be encoded")
    }
    try demand(again == value, "it does not survive encoding")
  }
}
