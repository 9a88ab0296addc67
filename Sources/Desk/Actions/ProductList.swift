import Care360

/// The organization's own list in the pickers of products, where the settings say that the service has one.
extension Desk {
  /// Asked at each opening; the picker offers the names known here meanwhile.
  var askingForProducts: [Effect] { settings.listsProducts ? [.read(.fetchProducts)] : [] }

  mutating func productsArrived(_ result: Result<[OrganizationProduct], Care360Error>) {
    switch result {
    case .success(let list):
      products.list(list)
      overlays.fill(.refillProducts, refillItems)
      overlays.fill(.formProducts, formItems)
    case .failure(let error):
      let sentence = "The service did not list its products; the pickers offer those known here. "
      say(Span(sentence + error.sentence, .warning))
    }
  }
}
