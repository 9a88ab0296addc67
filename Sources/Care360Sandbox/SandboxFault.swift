/// Something that goes wrong on purpose, on one route or on all of them.
package struct SandboxFault: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The connection is closed before anything is done: nothing is applied.
    case dropBefore
    /// Everything is done, then the connection is closed without a byte of answer.
    case dropAfter
    /// Nothing is done; this HTTP status is answered.
    case status(Int)
    /// Everything is done; the answer's body is cut in the middle.
    case malformed
    /// Nothing is done; a web page is answered with status 200, as a captive portal does.
    case html
    /// Everything is done; the answer waits this long.
    case slow(Duration)
  }

  /// The route that fails; nil for every one.
  package let route: SandboxRoute?
  package let kind: Kind
  /// How many requests fail; nil for all.
  package let count: Int?

  package init(route: SandboxRoute? = nil, _ kind: Kind, count: Int? = nil) {
    self.route = route
    self.kind = kind
    self.count = count
  }
}

/// A fault that was not understood; `description` says what can be written instead.
package struct SandboxFaultError: Error, Equatable, CustomStringConvertible {
  package let description: String
}

extension SandboxFault {
  /// Reads `ROUTE:KIND[=VALUE][xN]`, for example `products:drop-after` or `latest:status=503x2`.
  package static func parse(_ spec: String) throws(SandboxFaultError) -> SandboxFault {
    guard let colon = spec.firstIndex(of: ":") else {
      throw SandboxFaultError(
        description:
          "“\(spec)” is not a fault: write ROUTE:KIND, for example products:drop-after or latest:status=503x2.")
    }
    let routeName = String(spec[..<colon])
    let route = SandboxRoute(rawValue: routeName)
    guard routeName == "all" || route.map(SandboxRoute.documented.contains) == true else {
      let choices = (SandboxRoute.documented.map(\.rawValue) + ["all"]).joined(separator: ", ")
      throw SandboxFaultError(description: "“\(routeName)” is not a route of the sandbox: choose one of \(choices).")
    }
    let (kindText, count) = try splitCount(String(spec[spec.index(after: colon)...]))
    return SandboxFault(route: route, try kind(kindText), count: count)
  }

  private static func splitCount(_ text: String) throws(SandboxFaultError) -> (String, Int?) {
    guard let cross = text.lastIndex(of: "x") else { return (text, nil) }
    let digits = text[text.index(after: cross)...]
    guard digits.allSatisfy(\.isNumber) else { return (text, nil) }
    guard let count = Int(digits), count > 0 else {
      throw SandboxFaultError(
        description: "“\(text)” ends in no number of requests: write for example x1 for the next request only.")
    }
    return (String(text[..<cross]), count)
  }

  private static func kind(_ text: String) throws(SandboxFaultError) -> Kind {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? Int(parts[1]) : nil
    switch (parts.first, parts.count) {
    case ("drop-before", 1): return .dropBefore
    case ("drop-after", 1): return .dropAfter
    case ("malformed", 1): return .malformed
    case ("html", 1): return .html
    case ("status", 2):
      guard let value, (300...599).contains(value) else {
        throw SandboxFaultError(description: "“\(text)” needs an HTTP status from 300 to 599, for example status=503.")
      }
      return .status(value)
    case ("slow", 2):
      guard let value, (0...600_000).contains(value) else {
        throw SandboxFaultError(
          description: "“\(text)” needs milliseconds from 0 to 600000, for example slow=2000.")
      }
      return .slow(.milliseconds(value))
    default:
      throw SandboxFaultError(
        description:
          "“\(text)” is not a kind of fault: choose one of drop-before, drop-after, status=NNN, malformed, html, slow=MS."
      )
    }
  }
}
