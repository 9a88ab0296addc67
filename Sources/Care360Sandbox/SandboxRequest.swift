package import FoundationEssentials

/// An HTTP request, free of any HTTP library.
package struct SandboxRequest: Sendable {
  package var method: String
  /// Path without query, percent-encoding as sent.
  package var path: String
  /// Decoded names and values, in the order sent.
  package var query: [(String, String)]
  /// Names are compared without regard to case.
  package var headers: [(String, String)]
  package var body: Data

  package init(
    method: String, path: String, query: [(String, String)] = [], headers: [(String, String)] = [], body: Data = Data()
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// - Parameter target: path and query as on the request line. In the query a raw `+` is a space, as in forms.
  package init(method: String, target: String, headers: [(String, String)] = [], body: Data = Data()) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: method, path: String(parts[0]), query: parts.count == 2 ? SandboxRequest.decode(query: parts[1]) : [],
      headers: headers, body: body)
  }

  func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }

  /// The first value of a query parameter that is not empty.
  func parameter(_ name: String) -> String? {
    query.first { $0.0 == name && !$0.1.isEmpty }?.1
  }

  private static func decode(query: Substring) -> [(String, String)] {
    query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(parts[0]), parts.count == 2 ? decode(parts[1]) : "")
    }
  }

  private static func decode(_ text: Substring) -> String {
    var output: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        output.append(0x20)
      } else if byte == UInt8(ascii: "%"), let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        let value = UInt8(digits, radix: 16)
      {
        output.append(value)
        rest = rest.dropFirst(2)
      } else {
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}

/// The sandbox's reaction to a request.
package enum SandboxAnswer: Sendable {
  case response(status: Int, headers: [(String, String)], body: Data)
  /// The connection is closed without a byte.
  case dropped
}
