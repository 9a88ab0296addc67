/// An address to which no request is sent, and the rule that it, or whoever listens there, breaks.
public struct RefusedAddress: Hashable, Sendable {
  /// Scheme, host and port as they were given, for the person to recognize. Plain ASCII; without user name, password, path
  /// and query, which can hold secrets and health data.
  public let shown: String
  public let problem: BaseURLProblem

  /// - Parameter url: the whole URL of a request.
  package init(_ url: String, _ problem: BaseURLProblem) {
    self.problem = problem
    // Works on scalars: a combining mark after "@" or "/" would merge with it into another character.
    let scalars = Array(url.unicodeScalars)
    let start = scalars.indices.first { scalars[$0...].starts(with: "://".unicodeScalars) }.map { $0 + 3 } ?? 0
    let authority = scalars[start...].prefix { !"/?#\\".unicodeScalars.contains($0) }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? []
    let plain = (scalars[..<start].prefix(16) + host.prefix(100)).map { scalar in
      (0x21...0x7E).contains(scalar.value) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }
    shown = plain.isEmpty ? "(none)" : plain.joined()
  }

  /// The refusal of `url`, the whole URL of a request; nil where it may be sent: https, or http on a loopback host.
  public static func refusing(_ url: String) -> RefusedAddress? {
    do throws(BaseURLProblem) {
      _ = try BaseURL(String(url.prefix { $0 != "?" }))
      return nil
    } catch {
      return RefusedAddress(url, error)
    }
  }

  /// For the person: the address, the rule, and what to do.
  public var sentence: String {
    let remedy =
      switch problem {
      case .foreignListener:
        "plain http is only for a gateway or tunnel that you or root runs; start it, or find out who is listening"
      case .scheme, .plainHTTP, .userInfo, .host, .port, .notPlain: "correct the base URL of the profile"
      }
    return "The address \(shown) is not allowed. \(problem.sentence) Nothing was sent: \(remedy)."
  }
}
