import Care360
import FoundationEssentials

/// The rows under the lookup box. The row of a recent case is made when it is asked for, so that only those in view cost
/// anything.
package struct LookupRows: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// The rows before the recents.
  private let first: [RowPresentation]
  private let recents: [RecentCase]
  /// The recents that are listed; nil: all of them.
  private let places: [Int]?
  private let time: TimeText?

  package init(_ rows: [RowPresentation]) { self.init(rows, recents: [], places: nil, time: nil) }

  package init(arrayLiteral rows: RowPresentation...) { self.init(rows) }

  init(_ first: [RowPresentation], recents: [RecentCase], places: [Int]?, time: TimeText?) {
    self.first = first
    self.recents = recents
    self.places = places
    self.time = time
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { first.count + (places?.count ?? recents.count) }

  package subscript(index: Int) -> RowPresentation {
    guard index >= first.count else { return first[index] }
    let recent = recent(at: index)
    return RowPresentation(
      id: recent.id.text, spans: Self.spans(of: recent.label),
      trailing: time.map { Span($0.age(since: recent.seenAt), .muted) })
  }

  /// The place of the row with this id; nil for no id, and where there is none.
  package func place(of id: String?) -> Int? {
    guard let id else { return nil }
    return indices.first { $0 < first.count ? first[$0].id == id : recent(at: $0).id.text == id }
  }

  private func recent(at index: Int) -> RecentCase {
    let place = index - first.count
    return recents[places?[place] ?? place]
  }

  /// "ADA-TOSXM Avery L. 1988 approved", to tell two people of one name apart. When room is short, the end is cut.
  private static func spans(of label: CaseLabel) -> [Span] {
    var spans = [Span("\(label.shownShortID) ", .accent), Span(label.shortName)]
    if let year = label.birthDate.flatMap({ Instant($0).day })?.prefix(4) {
      spans.append(Span(" \(year)", .muted))
    }
    if label.isArchived == true {
      spans.append(Span(" CLOSED", .warning))
    } else if let status = label.status {
      spans.append(Span(" \(status.words)", .muted))
    }
    return spans
  }
}

extension LookupRows: Hashable {
  // A zone is a function and cannot be compared; it never changes while the program runs.
  package static func == (one: LookupRows, other: LookupRows) -> Bool {
    one.first == other.first && one.places == other.places && one.time?.now == other.time?.now
      && one.time?.isSpoken == other.time?.isSpoken && one.recents == other.recents
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(first)
    hasher.combine(recents)
    hasher.combine(places)
    hasher.combine(time?.now)
  }
}

/// Shown as the rows that it holds, as an array is: without both, a printed screen would leave them out.
extension LookupRows: CustomReflectable, CustomDebugStringConvertible {
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: self, displayStyle: .collection) }
  package var debugDescription: String { Array(self).debugDescription }
}
