import Care360

extension Settings.Worklist {
  init(_ section: SectionReader) {
    section.refuseUnknown([
      "window", "view", "after_write", "no_order_hours", "no_tracking_hours", "untouched_hours", "views",
    ])
    func window(_ section: SectionReader) -> String? {
      section.value("window", SettingRules.windowSentence) { SettingRules.windows.contains($0) ? $0 : nil }
    }
    self.window = window(section) ?? self.window
    view = section.value("view", SettingRules.nameSentence, SettingRules.name)
    goesToNext =
      section.value("after_write", "It must be \"stay\" or \"next\".") { ["stay": false, "next": true][$0] } ?? false
    noOrderHours = section.number("no_order_hours", in: SettingRules.hours) ?? noOrderHours
    noTrackingHours = section.number("no_tracking_hours", in: SettingRules.hours) ?? noTrackingHours
    untouchedHours = section.number("untouched_hours", in: SettingRules.hours) ?? untouchedHours
    guard let node = section.members["views"] else { return }
    guard case .table(let members) = node.value else {
      section.report("views", "It must be its own section.")
      return
    }
    let sections = SectionReader(path: section.path + ["views"], members: members, collector: section.collector)
    for (name, section) in sections.tables() {
      guard SettingRules.name(name) != nil else {
        sections.report(name, SettingRules.nameSentence)
        continue
      }
      section.refuseUnknown(["window", "statuses", "reasons", "columns", "sort"])
      var view = View()
      view.window = window(section)
      let statuses = section.texts("statuses")?.map(CaseStatus.init) ?? []
      if statuses.allSatisfy(CaseStatus.known.contains) {
        view.statuses = statuses
      } else {
        // Without its filter the view would be a different one.
        section.report("statuses", SettingRules.statusesSentence + " The view is left out.")
        continue
      }
      view.reasons = section.texts("reasons") ?? []
      view.columns = section.texts("columns")
      view.sort = section.text("sort")
      views[name] = view
    }
  }
}
