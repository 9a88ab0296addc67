package import Care360
package import FoundationEssentials

/// A case as lines of text: the words of the case pane for a reader without one.
package struct CaseInWords {
  package let lines: [String]

  /// - Parameters:
  ///   - mask: said in place of health data.
  ///   - zone: of the times.
  package init(_ detail: Case, at now: Date, zone: Zone, mask: String, showsHealthData: Bool) {
    let time = TimeText(zone: zone, now: now)
    let summary = CaseSummary(detail: detail, time: time).lines()
    // A line end in the service's text must not begin a line here that could pass for the program's own.
    let sections = CaseSections(detail, time: time, mask: mask, cutsText: false, isRevealed: { _ in showsHealthData })
      .lines(withActivity: false)
    lines =
      ["Times are in \(time.zoneName)."]
      + (summary + sections.map(\.line)).map { line in
        String(repeating: "  ", count: line.indent) + line.spans.map(\.text).joined()
      }
  }
}
