/// A product or bundle by its published id.
package struct SandboxItem: Sendable, Equatable {
  package let id: String
  package let name: String
}

/// The fixed ids of both organizations' products and bundles.
package enum SandboxCatalogue {
  static let firstOrganization = "3d0c2f6e-5a41-4c8e-9b1d-7f2a60c4e501"
  static let secondOrganization = "b7e4a918-2c05-4f3b-8d67-15c9e0a3d702"

  /// Products of the first organization. The ids of the documented examples are among them.
  package static let products: [SandboxItem] = [
    ("e9a3e6a5-9538-4401-99bb-ead475547a36", "Semaglutide"),
    ("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6", "Tirzepatide"),
    ("621527f5-3877-48b3-b27f-df395a5308bb", "Weight Care Programme"),
    ("0f6d8a31-7be2-4d0c-9a54-c21e83b7f910", "Metformin"),
    ("1a7c9b42-8cf3-4e1d-8b65-d32f94c80a21", "Ondansetron"),
    ("2b8dac53-9d04-4f2e-9c76-e430a5d91b32", "Vitamin B12 injection"),
    ("3c9ebd64-ae15-403f-8d87-f541b6ea2c43", "Lab panel: metabolic"),
    ("4dafce75-bf26-4140-9e98-0652c7fb3d54", "Dietitian visit"),
    ("5eb0df86-c037-4251-8fa9-1763d80c4e65", "Liraglutide"),
    ("6fc1e097-d148-4362-90ba-2874e91d5f76", "Sleep apnoea screening"),
  ].map { SandboxItem(id: $0.0, name: $0.1) }

  /// Products of the second organization.
  package static let foreignProducts: [SandboxItem] = [
    ("a0b1c2d3-e4f5-4061-8273-94a5b6c7d8e9", "Finasteride"),
    ("b1c2d3e4-f506-4172-9384-a5b6c7d8e9fa", "Minoxidil"),
  ].map { SandboxItem(id: $0.0, name: $0.1) }

  /// Bundles of the first organization, sold out and hidden ones included. The documented example's id is no UUID.
  package static var bundles: [SandboxItem] {
    bundleRecords.filter { $0.organizationId == firstOrganization }.map { SandboxItem(id: $0.id, name: $0.name) }
  }

  /// Bundles of both organizations, in the order the list gives them.
  static let bundleRecords: [BundleRecord] = [
    bundle(0, "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6", "Premium Bundle", "159.00", discount: "20.00"),
    bundle(1, "c4d5e6f7-0819-4a2b-8c3d-4e5f60718293", "Starter Bundle", "99.99", discount: "10.00"),
    bundle(2, "d5e6f708-192a-4b3c-9d4e-5f60718293a4", "Maintenance Bundle", "79.50"),
    bundle(3, "e6f70819-2a3b-4c4d-8e5f-60718293a4b5", "Semaglutide 3-Month Bundle", "399.00", discount: "40.00"),
    bundle(4, "f708192a-3b4c-4d5e-9f60-718293a4b5c6", "Tirzepatide 3-Month Bundle", "549.00", soldOut: true),
    bundle(5, "08192a3b-4c5d-4e6f-8071-8293a4b5c6d7", "Summer Trial 2024", "49.00", visible: false),
    bundle(6, "192a3b4c-5d6e-4f70-9182-93a4b5c6d7e8", "Labs & Visit Bundle", "129.00"),
    bundle(7, "2a3b4c5d-6e7f-4081-8293-a4b5c6d7e8f9", "Legacy Clinic Bundle", "0.00", soldOut: true, visible: false),
    bundle(8, "3b4c5d6e-7f80-4192-93a4-b5c6d7e8f90a", "Hair Care Bundle", "59.00", organization: secondOrganization),
  ]

  private static func bundle(
    _ position: Int, _ id: String, _ name: String, _ price: String, discount: String = "0.00", soldOut: Bool = false,
    visible: Bool = true, organization: String = firstOrganization
  ) -> BundleRecord {
    BundleRecord(
      id: id, organizationId: organization, name: name, imageUrl: "https://example.com/images/bundle-\(position).png",
      description: "\(name): medication, supplies and messages with the care team.", price: price, priceUnit: "USD",
      initialDiscount: discount, isSoldOut: soldOut, isVisible: visible, position: position)
  }
}
