import FoundationEssentials

/// How a product's visit happens; the values that requests take (documented).
public enum VisitType: String, CaseIterable, Hashable, Sendable {
  case asyncTextEmail = "ASYNC_TEXT_EMAIL"
  case syncInPerson = "SYNC_IN_PERSON"
  case syncPhone = "SYNC_PHONE"
  case syncVideo = "SYNC_VIDEO"

  /// In the coordinator's words.
  public var name: String {
    switch self {
    case .asyncTextEmail: "by message"
    case .syncInPerson: "in person"
    case .syncPhone: "phone visit"
    case .syncVideo: "video visit"
    }
  }
}

/// Unit of a subscription's interval; case-sensitive, lower case (documented).
public enum SubscriptionInterval: String, CaseIterable, Hashable, Sendable {
  case day
  case week
  case month
  case year
}

/// A subscription: every `count` intervals.
public struct Subscription: Hashable, Sendable {
  public let interval: SubscriptionInterval
  /// Positive.
  public let count: Int

  /// The largest count that is sent: what a 32-bit column holds.
  public static let largestCount = Int(Int32.max)

  /// Nil unless `count` is 1 to `largestCount`.
  public init?(interval: SubscriptionInterval, count: Int) {
    guard (1...Self.largestCount).contains(count) else { return nil }
    self.interval = interval
    self.count = count
  }

  /// "every 3 months", "every month".
  public var words: String { Self.words(interval: interval.rawValue, count: Int64(count)) }

  /// The same for values that the service gave; unknown intervals are quoted as they are.
  public static func words(interval: String, count: Int64?) -> String {
    guard let count, count != 1 else { return "every \(interval)" }
    return "every \(count) \(interval)s"
  }
}

/// The question types that Add Products takes.
public enum QuestionType: String, CaseIterable, Hashable, Sendable {
  case text = "TEXT"
  case singleSelect = "SINGLESELECT"
  case multiSelect = "MULTISELECT"
}

/// A MULTISELECT answer is one string on the wire (documented) that holds a JSON array, the form in which the service
/// gives it back.
public enum MultiSelectAnswer {
  public static func encoded(_ choices: [String]) -> String {
    String(decoding: JSONValue.array(choices.map(JSONValue.string)).encoded(), as: UTF8.self)
  }

  /// The choices; nil when `text` is no JSON array of strings.
  public static func decoded(_ text: String) -> [String]? {
    do {
      guard let values = try JSONValue(parsing: .init(text.utf8)).array else { return nil }
      let choices = values.compactMap(\.string)
      return choices.count == values.count ? choices : nil
    } catch {
      return nil
    }
  }
}
