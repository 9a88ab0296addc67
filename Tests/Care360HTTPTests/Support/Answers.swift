/// Answers as they stand on the wire.
enum Answers {
  static let caseID = "550e8400-e29b-41d4-a716-446655440000"
  static let latest = #"{"status":200,"success":true,"case":{"id":"\#(caseID)"}}"#
  static let refill = #"{"status":200,"success":true,"formLink":"https://example.com/form"}"#
  /// Documented publicly, without `data`.
  static let statusChanged = #"{"status":200,"success":true,"message":"Case opened successfully"}"#
  static let communicationAdded =
    #"{"status":200,"success":true,"data":{"commentId":"c-1","createdAt":"2026-11-28T10:00:00.000Z"}}"#

  static let done = #"{"status":200,"success":true}"#
  static let productClosed =
    #"{"status":200,"success":true,"message":"Case product updated successfully","data":{"success":true}}"#

  static let caseMade = #"{"success":true,"data":{"caseId":"\#(caseID)"}}"#
  static let emailChanged =
    #"{"status":200,"success":true,"message":"Email updated successfully","data":{"user":{"email":"avery.new@example.com"}}}"#

  static func json(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
    let lines =
      ["HTTP/1.1 \(status)", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  static func status(_ status: String, headers: [String] = []) -> String {
    json(#"{"success":false,"message":"No"}"#, status: status, headers: headers)
  }

  static func redirect(_ status: Int, to location: String) -> String {
    json("{}", status: "\(status) Elsewhere", headers: ["Location: \(location)"])
  }

  static let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"
  /// Ends before the length it announces.
  static let cutLength = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + refill
  static let cutChunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + refill.prefix(20)
  /// No length: the end of the connection is the end of the body, here in the middle of the JSON.
  static let cutWithoutLength = "HTTP/1.1 200 OK\r\n\r\n" + refill.prefix(30)
  static let cutHead = "HTTP/1.1 200 OK\r\nContent-Ty"
}
