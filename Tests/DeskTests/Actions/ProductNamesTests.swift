import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The names of products alone.
struct ProductNamesTests {
  private func product(_ number: Int, _ name: String) throws -> ProductName {
    ProductName(id: try ProductID("00000000-0000-4000-8000-00000000000\(number)"), name: name)
  }

  private func detail(_ products: [(number: Int, name: String?, status: String)]) throws -> Case {
    var raw = try Sample.detail().raw
    let list: [JSONValue] = products.map { number, name, status in
      var product: [String: JSONValue] = ["id": .string("00000000-0000-4000-8000-00000000000\(number)")]
      if let name { product["name"] = .string(name) }
      return .object(["status": .string(status), "organizationProduct": .object(product)])
    }
    guard case .object(var members) = raw else { throw CancellationError() }
    members["caseProducts"] = .array(list)
    raw = .object(members)
    return try #require(Case(raw))
  }

  @Test func theStoreIsToldOfANameOnceAndOfANewerOneAgain() throws {
    var names = ProductNames(site: [])
    let case1 = try detail([(1, "Semaglutide", "OPEN")])
    names.learn(from: case1)
    var told = names.takeUnkept()
    #expect(told == [.store(.keepNames([try product(1, "Semaglutide")]))])
    names.learn(from: case1)
    told = names.takeUnkept()
    #expect(told.isEmpty)
    names.learn(from: try detail([(1, "Semaglutide 0.5 mg", "OPEN"), (2, nil, "OPEN")]))
    told = names.takeUnkept()
    #expect(told == [.store(.keepNames([try product(1, "Semaglutide 0.5 mg")]))])
  }

  /// The store's name is older than this session's.
  @Test func theStoresNamesComeIn() throws {
    var names = ProductNames(site: [])
    names.learn(from: try detail([(1, "here", "OPEN")]))
    _ = names.takeUnkept()
    names.merge([try product(1, "stored"), try product(2, "stored")])
    #expect(names.learned == [try product(1, "here"), try product(2, "stored")])
    #expect(names.takeUnkept().isEmpty, "the store has them")
  }

  @Test func thoseOnTheCaseComeLast() throws {
    var names = ProductNames(site: [DeskSettings.KnownProduct(id: try product(3, "").id, name: "Site")])
    names.learn(from: try detail([(4, "Learned", "OPEN")]))
    let case1 = try detail([(1, "Closed", "CLOSE"), (2, "Open", "OPEN")])
    #expect(names.addable(to: case1).map { $0.0.name } == ["Site", "Learned", "Open", "Closed"])
    #expect(names.addable(to: case1).map(\.isOnCase) == [false, false, true, true])
    #expect(names.all(with: case1).map { $0.0.name } == ["Open", "Closed", "Site", "Learned"])
  }

  @Test func aServiceThatNamesWithoutEndIsNotFollowed() throws {
    var names = ProductNames(site: [])
    for _ in 0..<3 {
      let list: [ProductName] = try (0..<1000).map { _ in ProductName(id: try ProductID(UUID().uuidString), name: "x") }
      names.merge(list)
    }
    names.learn(from: try detail([(1, "Semaglutide", "OPEN")]))
    #expect(names.learned.count == 2000)
  }
}
