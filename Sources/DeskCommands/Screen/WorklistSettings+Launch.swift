import Care360
import Desk
import DeskConfig

extension WorklistSettings {
  /// The worklist settings from configuration and site policy. `ConfigProblems` has already reported unknown names.
  init(_ settings: Settings, _ policy: SitePolicy, hasTeam: Bool) {
    self.init()
    self.hasTeam = hasTeam
    let configured = settings.worklist
    isAllowed = policy.allowsWorklist
    window = WorklistWindow(rawValue: configured.window) ?? .week
    rules.noOrder = Double(configured.noOrderHours) * 3600
    rules.noTracking = Double(configured.noTrackingHours) * 3600
    rules.untouched = Double(configured.untouchedHours) * 3600
    goesToNext = configured.goesToNext
    ownViews = configured.views.sorted { $0.key < $1.key }.map { name, view in
      OwnWorklistView(
        name: name, window: view.window.flatMap(WorklistWindow.init), statuses: view.statuses,
        reasons: view.reasons.compactMap(WorklistReason.Kind.init),
        columns: view.columns.map { $0.compactMap(WorklistColumn.init) },
        sort: view.sort.flatMap(WorklistColumn.init))
    }
    // A view that looks for nothing but names that are not known would hold every case.
    ownViews.removeAll { view in
      view.reasons.isEmpty && configured.views[view.name]?.reasons.isEmpty == false
    }
    if let chosen = choices.first(where: { $0.name == configured.view }) { view = chosen }
  }
}

extension Settings {
  /// Names in the section of the worklist that nothing knows.
  func worklistProblems(hasTeam: Bool) -> [ConfigProblem] {
    let known = WorklistSettings(self, SitePolicy(), hasTeam: hasTeam).choices.map(\.name)
    var problems: [ConfigProblem] = []
    if let view = worklist.view, !known.contains(view) {
      problems.append(
        problem("worklist", "view", "There is no such view: choose one of \(known.joined(separator: ", ")).")
      )
    }
    for (name, view) in worklist.views.sorted(by: { $0.key < $1.key }) {
      let section = "worklist.views.\(name)"
      func check(_ key: String, _ names: [String], _ known: [String]) {
        guard let unknown = names.first(where: { !known.contains($0) }) else { return }
        problems.append(
          problem(
            section, key, "There is no \(SettingRow.quoted(unknown)) here: use \(known.joined(separator: ", "))."))
      }
      if WorklistView.withoutTeam.contains(where: { $0.rawValue == name }) {
        problems.append(problem(section, "", "The program already has a view with this name: give yours another name."))
      }
      check("reasons", view.reasons, WorklistReason.Kind.allCases.map(\.rawValue))
      check("columns", view.columns ?? [], WorklistColumn.allCases.map(\.rawValue))
      check("sort", view.sort.map { [$0] } ?? [], WorklistColumn.allCases.map(\.rawValue))
    }
    return problems
  }
}
