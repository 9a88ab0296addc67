import Care360
import PrivateIO
import Terminal

/// The request that a write would send, with secrets redacted. Needs no credentials and sends nothing.
struct RequestPreview {
  let route: Route

  func outcome(_ environment: Environment) throws(ErrorReport) -> CommandOutcome {
    let request = try request(environment)
    var headers: [(String, OutputJSON)] = []
    for header in request.headers {
      switch header.value {
      case .plain(let text): headers.append((header.name, .string(text)))
      case .secret(let prefix, _): headers.append((header.name, .string(prefix + "[redacted]")))
      }
    }
    var members: [(String, OutputJSON)] = [
      ("method", .string(request.method.rawValue)), ("url", .string(request.url)), ("headers", .object(headers)),
    ]
    if let body = request.body {
      do { members.append(("body", .value(try JSONValue(parsing: body)))) } catch { throw Self.encoding }
    }
    let curl = Self.curl(request)
    return .result(
      .object([("dryRun", .bool(true)), ("request", .object(members)), ("curl", .string(curl))]),
      lines: request.redacted.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        + ["", curl] + (Sanitiser.isPlain(curl) ? [] : ["", Self.inexact]))
  }

  private static let inexact =
    "This is not the exact command: some characters are shown by name only. --json gives the exact command."

  /// The same request for a shell. The person must insert the secret, best from a file (`-H @FILE`), because everybody
  /// on the machine can see the words of a command line.
  private static func curl(_ request: APIRequest) -> String {
    var words = ["curl", "-X", request.method.rawValue, request.url.shellWord]
    for header in request.headers {
      switch header.value {
      case .plain(let text): words += ["-H", "\(header.name): \(text)".shellWord]
      case .secret(let prefix, _): words += ["-H", "\(header.name): \(prefix)[redacted]".shellWord]
      }
    }
    if let body = request.body { words += ["--data-raw", String(decoding: body, as: UTF8.self).shellWord] }
    return words.joined(separator: " ")
  }

  private func request(_ environment: Environment) throws(ErrorReport) -> APIRequest {
    do {
      // The embedded sandbox has no port before it runs.
      let base = try environment.baseURL ?? BaseURL("http://127.0.0.1")
      return route.request(base: base, secret: try Secret(validating: "redacted".utf8))
    } catch {
      throw Self.encoding
    }
  }

  private static let encoding = ErrorReport(Care360Error.failed(.encoding))
}
