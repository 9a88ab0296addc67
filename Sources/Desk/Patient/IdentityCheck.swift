import Care360
import FoundationEssentials

/// A case found by phone shows name, birth date and e-mail until the person on the line was checked.
extension Desk {
  func identityCheck(_ shown: ShownCase, title: String, badge: Span, at now: Date) -> CasePresentation {
    let submitter = shown.detail.submitter
    let lines = [
      DetailLine(
        id: "check",
        spans: [Span("Found by phone: ask the caller for name and birth date; do not read these out.", .warning)]),
      DetailLine(id: "check.gap", kind: .blank, spans: []),
      DetailLine(
        id: "check.name", spans: [Span("Name  ", .label), Span(submitter.fullName ?? "not given")], indent: 1),
      DetailLine(
        id: "check.birthDate", spans: [Span("Birth date  ", .label), Span(submitter.birthDate ?? "not given")],
        indent: 1),
      DetailLine(
        id: "check.email", spans: [Span("E-mail  ", .label), Span(submitter.email ?? "not given")], indent: 1),
      DetailLine(id: "check.gap2", kind: .blank, spans: []),
      DetailLine(
        id: "check.enter",
        spans: [
          Span("They match: Enter opens the case. Someone else: \(name(.back, in: .caseDetail)).", .accent)
        ]),
    ]
    return CasePresentation(
      title: title, badge: badge, banners: banners(shown, at: now), summary: [], lines: DetailList(lines),
      selectedID: "check.enter",
      emptyText: [], accept: newerCase == nil ? "open the case" : "open the newer case", decline: decline)
  }
}
