import FoundationEssentials

/// The parameters of the case list that keep every rule.
struct CaseListQuery {
  /// Both ends in the world's own format for moments, so that text order is time order.
  let window: ClosedRange<String>
  /// Nil: all.
  let statuses: [String]?
  let pageSize: Int
  /// Lower case.
  let after: String?
  let includesOrders: Bool
  let includesCalendarEvents: Bool
  let includesPayments: Bool
  /// `base64` or `url`; nil without attachments.
  let attachmentContents: String?

  private static let longest: TimeInterval = 60 * 24 * 60 * 60

  init(_ request: SandboxRequest) throws {
    window = try CaseListQuery.window(request)
    let statuses = request.parameter("status")?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard statuses?.allSatisfy(CustomerGenerator.statuses.contains) != false else {
      throw Refusal.parameters("status must be a list of \(CustomerGenerator.statuses.joined(separator: ", "))")
    }
    self.statuses = statuses
    let size = request.parameter("recordsPerPage")
    guard let pageSize = size.map({ Int($0) }) ?? 20, (1...100).contains(pageSize) else {
      throw Refusal.parameters("recordsPerPage must be a number from 1 to 100")
    }
    self.pageSize = pageSize
    after = request.parameter("after")?.lowercased()
    includesOrders = try CaseListQuery.flag(request, "includeOrders")
    includesCalendarEvents = try CaseListQuery.flag(request, "includeCalendarEvents")
    includesPayments = try CaseListQuery.flag(request, "includePayments")
    let format = request.parameter("documentFormat")
    guard try CaseListQuery.flag(request, "includeAttachments") else {
      attachmentContents = nil
      return
    }
    guard let format, ["base64", "url"].contains(format) else {
      throw Refusal.parameters("documentFormat must be base64 or url when includeAttachments is true")
    }
    attachmentContents = format
  }

  private static func window(_ request: SandboxRequest) throws -> ClosedRange<String> {
    guard let start = try moment(request, "startTime"), let end = try moment(request, "endTime") else {
      throw Refusal.parameters("startTime and endTime are required")
    }
    guard start < end else { throw Refusal.parameters("endTime must be later than startTime") }
    guard end.timeIntervalSince(start) <= longest else {
      throw Refusal.parameters("The date range must not exceed 60 days")
    }
    return WorldClock.stamp(start)...WorldClock.stamp(end)
  }

  /// An ISO 8601 moment, with or without a fraction of a second.
  private static func moment(_ request: SandboxRequest, _ name: String) throws -> Date? {
    guard let text = request.parameter(name) else { return nil }
    do {
      return try Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text)
    } catch {
      throw Refusal.parameters("\(name) must be an ISO 8601 date and time")
    }
  }

  private static func flag(_ request: SandboxRequest, _ name: String) throws -> Bool {
    switch request.parameter(name) {
    case nil, "false": false
    case "true": true
    default: throw Refusal.parameters("\(name) must be true or false")
    }
  }
}
