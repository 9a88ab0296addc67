public import FoundationEssentials

/// Picks the one part that represents a list (the newest, next or last one) by time, never by its place in the list.
/// Each is nil when the times that it needs are missing or unreadable.
extension Case {
  public var newestOrder: Order? { orders.flatMap { Self.newest($0, \.createdAt) } }

  public var lastComment: Comment? { comments.flatMap { Self.newest($0, \.createdAt) } }

  /// The payment that was made last.
  public var lastPayment: Payment? {
    payments.flatMap { all in
      let made = all.filter { $0.paymentDate != nil }
      return made.isEmpty ? nil : Self.newest(made, \.paymentDate)
    }
  }

  /// The payment that is due first of those that were not made, overdue or not.
  public var nextDue: Payment? {
    Self.dated((payments ?? []).filter { $0.paymentDate == nil && $0.status != "PAID" }, \.dueDate)
      .min { $0.date < $1.date }?.part
  }

  /// The visit in progress at `now`, or else the next one to begin.
  public func nextVisit(at now: Date) -> CalendarEvent? {
    let visits = Self.dated(calendarEvents ?? [], \.start).sorted { $0.date < $1.date }
    return (visits.last { $0.part.isUnderWay(at: now) } ?? visits.first { $0.date > now })?.part
  }

  /// A single part needs no time to be the newest.
  private static func newest<Part>(_ parts: [Part], _ time: (Part) -> Instant?) -> Part? {
    guard parts.count > 1 else { return parts.first }
    return dated(parts, time).max { $0.date < $1.date }?.part
  }

  private static func dated<Part>(_ parts: [Part], _ time: (Part) -> Instant?) -> [(part: Part, date: Date)] {
    parts.compactMap { part in time(part)?.date.map { (part, $0) } }
  }
}

extension CalendarEvent {
  public func isUnderWay(at now: Date) -> Bool {
    guard let start = start?.date, let end = end?.date else { return false }
    return start <= now && now < end
  }
}
