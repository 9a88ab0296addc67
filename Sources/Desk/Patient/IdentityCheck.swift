import Care360
import FoundationEssentials

/// A case found by phone shows name, birth date and e-mail until the person on the line was checked.
extension Desk {
  func identityCheck(_ shown: ShownCase, title: String, badge: Span) -> CasePresentation {
    let submitter = shown.detail.submitter
    let lines = [
      DetailLine(id: "check", spans: [Span("Check identity: ask, do not read out.", .warning)]),
      DetailLine(id: "check.gap", kind: .blank, spans: []),
      DetailLine(
        id: "check.name", spans: [Span("Name  ", .label), Span(submitter.fullName ?? "not given")], indent: 1),
      DetailLine(
        id: "check.birthDate", spans: [Span("Birth date  ", .label), Span(submitter.birthDate ?? "not given")],
        indent: 1),
      DetailLine(
        id: "check.email", spans: [Span("E-mail  ", .label), Span(submitter.email ?? "not given")], indent: 1),
      DetailLine(id: "check.gap2", kind: .blank, spans: []),
      DetailLine(id: "check.enter", spans: [Span("Enter shows the rest.", .accent)]),
    ]
    return CasePresentation(
      title: title, badge: badge, banners: banners(shown), summary: [], lines: lines, selectedID: "check.enter",
      emptyText: [], accept: newerCase == nil ? "show the rest" : "open the newer case", decline: decline)
  }
}
