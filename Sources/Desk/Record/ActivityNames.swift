import Care360

/// Names for the record, which holds only ids: of cases, products and bundles that are known here.
extension Desk {
  func named(_ entries: [ActivityEntry]) -> [ActivityEntry] {
    entries.map { entry in
      var named = entry
      named.objects = entry.productIDs.map { products.name(of: $0) ?? $0.text }
      if let bundle = entry.bundleID { named.objects.append(bundleName(of: bundle) ?? bundle.text) }
      return named
    }
  }

  /// Nil where no case here has it.
  func knownShortID(of id: CaseID) -> String? {
    if let shown, shown.detail.id == id { return shown.detail.shortID }
    return lookup.recents[id]?.label.shortID ?? links.last(of: id)?.shortID
  }

  private func bundleName(of id: BundleID) -> String? {
    bundleChoice.bundles?.first { $0.id == id }?.name
      ?? lookup.recents.cases.lazy.compactMap { $0.label.bundle }.first { $0.id == id }?.name
  }
}
