public import FoundationEssentials

/// The part that stands for a list: the newest, the next, the last one, by time and never by its place in the list. Where the times
/// that it takes are missing or cannot be read, there is none.
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

  /// The visit that goes on at `now`, else the one that begins next.
  public func nextVisit(at now: Date) -> CalendarEvent? {
    let visits = Self.dated(calendarEvents ?? [], \.start).sorted { $0.date < $1.date }
    return (visits.last { $0.part.isUnderWay(at: now) } ?? visits.first { $0.date > now })?.part
  }

  /// One alone needs no time.
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
