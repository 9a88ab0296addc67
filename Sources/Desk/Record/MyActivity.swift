import Care360
import FoundationEssentials

/// My activity: the record of what this operator did.
extension Desk {
  /// Something of this case was written to the record.
  func listShownActivity(of id: CaseID? = nil) -> [Effect] {
    guard let shown, id ?? shown.detail.id == shown.detail.id else { return [] }
    return [.record(.listOfCase(shown.detail.id))]
  }

  mutating func openActivity() -> [Effect] {
    let line = DetailLine(id: "wait", spans: [Span("Reading the record …", .accent)])
    overlays.open(
      .reading(Reading(kind: .activity, title: Self.activityTitle, lines: [line], selectedID: "wait")), about: .nobody)
    return [.record(.list), .record(.disclosed(.recordRead, nil))]
  }

  private static let activityTitle = "My activity"
  private static let mostActivity = 1000

  mutating func activityListed(_ result: Result<[ActivityEntry], JournalProblem>, at now: Date) {
    let time = TimeText(zone: settings.zone, now: now)
    var lines: [DetailLine]
    switch result {
    case .success(let entries):
      // The newest first; the command line lists them all.
      lines = named(entries.suffix(Self.mostActivity)).reversed().enumerated().map { index, entry in
        let subject = entry.caseID.map { "  \(knownShortID(of: $0) ?? $0.text)" }
        return DetailLine(id: "\(index)", spans: time.spans(of: entry) + (subject.map { [Span($0, .muted)] } ?? []))
      }
      if lines.isEmpty { lines = [DetailLine(id: "0", spans: [Span("Nothing is recorded yet.", .muted)])] }
    case .failure(let problem): lines = [DetailLine(id: "0", spans: [Span(problem.sentence, .error)])]
    }
    let reading = Reading(kind: .activity, title: Self.activityTitle, lines: lines, selectedID: lines.first?.id)
    overlays.updateReadings { if $0.kind == .activity { $0 = reading } }
  }
}
