import Care360
import FoundationEssentials

/// How much of the timeline is shown.
struct TimelineView: Hashable, Sendable {
  /// Nil: all kinds.
  var kind: TimelineKind?
  /// With the old entries.
  var isWhole = false

  static let everything = TimelineView(isWhole: true)
  /// The number of newest entries that are shown at first.
  static let fewest = 20
}

/// The subject of an entry of the timeline. The raw value is the word for it.
enum TimelineKind: String, CaseIterable, Hashable, Sendable {
  case order
  case payment
  case message
  case visit
  case decision
  case file
  case history = "case"
  /// Done here by the operator.
  case own = "mine"

  /// For a list to choose from.
  var plural: String {
    switch self {
    case .order: "orders"
    case .payment: "payments"
    case .message: "messages and notes"
    case .visit: "visits"
    case .decision: "decisions"
    case .file: "files"
    case .history: "case history"
    case .own: "my activity"
    }
  }

  /// The kind of an event in the case history, by its documented name.
  init(event: String) {
    // The standard library's search takes longer to set up than so short a name to look through.
    func holds(_ words: String...) -> Bool {
      words.contains { word in event.utf8.indices.contains { event.utf8[$0...].starts(with: word.utf8) } }
    }
    self =
      if holds("ORDER") {
        .order
      } else if holds("PAYMENT") {
        .payment
      } else if holds("COMMENT", "EMAIL", "SMS", "NOTE") {
        .message
      } else if holds("CALENDAR", "VISIT") {
        .visit
      } else if holds("DECISION") {
        .decision
      } else if holds("ATTACHMENT") {
        .file
      } else {
        .history
      }
  }
}

/// The events of a case, the newest first: its orders, payments, messages, visits, decisions, files and history, and what was
/// done here.
struct Timeline {
  struct Entry {
    /// Of its line, below the section's.
    let id: String
    let kind: TimelineKind
    let instant: Instant?
    let spans: [Span]
    /// Health data: the text of a message, a verdict, a change.
    var text: String?
    var value: String?

    var date: Date { instant?.date ?? .distantPast }
  }

  let entries: [Entry]
  /// Parts that the service did not send, in words.
  let missing: [String]

  /// - Parameter activity: what was done here.
  init(_ detail: Case, activity: [ActivityEntry], time: TimeText) {
    let parts = Self.parts(of: detail, time)
    let told = Dictionary(grouping: parts, by: \.kind)
    // The history repeats, within the same minute, events that a part of the case already tells.
    let history = Self.history(of: detail).filter { entry in
      guard let date = entry.instant?.date, entry.kind != .history else { return true }
      return told[entry.kind]?.contains { abs($0.date.timeIntervalSince(date)) < 60 } != true || entry.isNewsOfOrder
    }
    let own = activity.enumerated().map { Self.entry($0.element, number: $0.offset) }
    let all = parts + history + own
    // An entry is large, and a sort moves each one many times.
    let dates = all.map(\.date)
    entries = dates.indices.sorted { (dates[$0], $1) > (dates[$1], $0) }.map { all[$0] }
    missing = [
      detail.orders == nil ? "orders" : nil, detail.payments == nil ? "payments" : nil,
      detail.comments == nil ? "messages" : nil, detail.calendarEvents == nil ? "visits" : nil,
      detail.decisions == nil ? "decisions" : nil, detail.attachments == nil ? "files" : nil,
      detail.history == nil ? "case history" : nil,
    ].compactMap { $0 }
  }

  private static func parts(of detail: Case, _ time: TimeText) -> [Entry] {
    let amounts = Amounts((detail.payments ?? []).map(\.amount))
    let orders = (detail.orders ?? []).enumerated().map { index, order in
      Entry(
        id: "order.\(order.id ?? String(index))", kind: .order, instant: order.createdAt,
        spans: joined([Vocabulary.orderStatus.span(for: order.status), order.trackingID.map { Span($0) }]),
        value: order.trackingID)
    }
    let payments = (detail.payments ?? []).enumerated().map { index, payment in
      Entry(
        id: "payment.\(payment.id ?? String(index))", kind: .payment, instant: payment.shownDate,
        spans: joined([
          amounts.text(payment.amount).map { Span($0) }, Vocabulary.paymentStatus.span(for: payment.status),
          payment.description.map { Span($0, .muted) },
        ]), value: payment.amount)
    }
    let messages = (detail.comments ?? []).enumerated().map { index, comment in
      Entry(
        id: "message.\(comment.id ?? String(index))", kind: .message, instant: comment.createdAt,
        spans: joined([
          Span(comment.author?.name ?? comment.writer.words), comment.isRestricted ? Span("INTERNAL", .warning) : nil,
        ]), text: comment.text)
    }
    let visits = (detail.calendarEvents ?? []).enumerated().map { index, visit in
      Entry(
        id: "visit.\(visit.id ?? String(index))", kind: .visit, instant: visit.start,
        spans: CaseSections.words(visit, time), value: visit.meetingLink)
    }
    let decisions = (detail.decisions ?? []).enumerated().map { index, decision in
      Entry(
        id: "decision.\(decision.id ?? String(index))", kind: .decision, instant: decision.createdAt,
        spans: [Span(decision.addedBy?.name ?? "clinician not given")], text: CaseSections.verdict(decision))
    }
    let files = (detail.attachments ?? []).enumerated().map { index, file in
      Entry(
        id: "file.\(file.id ?? String(index))", kind: .file, instant: file.createdAt,
        spans: joined([
          Span(file.fileName ?? "file not named"), file.isRestricted == true ? Span("INTERNAL", .warning) : nil,
        ]), value: file.fileName)
    }
    return orders + payments + messages + visits + decisions + files
  }

  private static func history(of detail: Case) -> [Entry] {
    (detail.history ?? []).enumerated().map { index, event in
      let change = [event.valueBefore, event.valueAfter].compactMap { $0 }.joined(separator: " -> ")
      var spans = [
        event.type.map { Vocabulary.event.span(for: $0) } ?? Span("event not named", .muted),
        event.actor.map { Span($0.name, .muted) },
      ]
      if !event.isPHI, !change.isEmpty { spans.insert(Span(change), at: 1) }
      return Entry(
        id: "history.\(event.id ?? String(index))", kind: TimelineKind(event: event.type ?? ""),
        instant: event.timestamp, spans: joined(spans), text: event.isPHI && !change.isEmpty ? change : nil)
    }
  }

  private static func entry(_ entry: ActivityEntry, number: Int) -> Entry {
    Entry(
      id: "own.\(number)", kind: .own, instant: Instant(entry.time.formatted(.iso8601)),
      spans: joined([
        Span(([entry.action] + entry.objects).joined(separator: "  ")),
        entry.outcome.isEmpty ? nil : Span(entry.outcome, .label), Span(entry.operatorName, .muted),
      ]))
  }

  private static func joined(_ spans: [Span?]) -> [Span] {
    Array(spans.compactMap { $0 }.filter { !$0.text.isEmpty }.map { [$0] }.joined(separator: [Span("  ")]))
  }
}

extension Timeline.Entry {
  /// True for a tracking number, which comes later than its order but leaves the order's time unchanged.
  fileprivate var isNewsOfOrder: Bool {
    kind == .order && spans.first?.text != Vocabulary.event.words(for: "ORDER_CREATED")
  }
}

extension CaseSections {
  static let timelineID = "timeline"
  static let earlierID = "timeline.earlier"

  mutating func addTimeline(withActivity: Bool) {
    var own: [ActivityEntry] = []
    if withActivity, case .success(let entries)? = activity { own = Array(entries.suffix(Self.mostOwn)) }
    let whole = Timeline(detail, activity: own, time: time)
    let wanted = timeline.kind.map { kind in whole.entries.filter { $0.kind == kind } } ?? whole.entries
    let shown = timeline.isWhole ? wanted[...] : wanted.prefix(TimelineView.fewest)
    let name = timeline.kind.map { "Timeline: \($0.plural)" } ?? "Timeline"
    let count = shown.count == whole.entries.count ? "\(shown.count)" : "\(shown.count) of \(whole.entries.count)"
    build.section(Self.timelineID, name, tail: whole.entries.isEmpty ? " · none" : " · \(count)")
    build.heads(["", "AGO"])
    let time = time
    build.table { build in
      for entry in shown {
        let cells = Self.moment(entry.instant, time) + [DetailCell(entry.kind.rawValue, .label)]
        if let text = entry.text {
          build.summary(entry.id, cells, entry.spans, text: text)
        } else {
          build.row(entry.id, cells + [DetailCell(entry.spans)], value: entry.value)
        }
      }
    }
    if shown.count < wanted.count {
      build.say("earlier", "\(wanted.count - shown.count) earlier: Enter shows them", .accent)
    }
    addUnread(whole, withActivity: withActivity)
  }

  /// The parts that the timeline cannot hold, because they were not read.
  private mutating func addUnread(_ whole: Timeline, withActivity: Bool) {
    if !whole.missing.isEmpty {
      build.say("missing", "the service did not give: \(whole.missing.joined(separator: ", "))")
    }
    guard withActivity else { return }
    switch activity {
    case nil: build.say("wait", "my activity: reading the record …")
    case .failure(let problem): build.say("problem", "my activity: \(problem.sentence)", .error)
    case .success: break
    }
  }

  /// The most own actions that a person looks through here; another command lists all of them.
  private static let mostOwn = 50
}
