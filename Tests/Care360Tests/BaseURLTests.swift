import Testing

@testable import Care360

/// Which base URLs are taken: https anywhere, plain http on loopback only.
struct BaseURLTests {
  @Test(arguments: [
    ("https://api.example.com", "https://api.example.com"), ("HTTPS://API.Example.COM/", "https://api.example.com"),
    (" https://api.example.com:8443/v2/ ", "https://api.example.com:8443/v2"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://LOCALHOST:1", "http://localhost:1"),
    ("http://127.1.2.3", "http://127.1.2.3"), ("http://[::1]:8080/", "http://[::1]:8080"),
    ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ("https://api.example.com:443/v2", "https://api.example.com/v2"),
    ("http://localhost:80", "http://localhost"), ("https://api.example.com:80", "https://api.example.com:80"),
  ]) func areTaken(_ typed: String, _ text: String) throws {
    #expect(try BaseURL(typed).text == text)
  }

  @Test(
    arguments: [
      ("http://api.example.com", .plainHTTP), ("HTTP://api.example.com", .plainHTTP), ("http://10.0.0.1", .plainHTTP),
      ("http://localhost.example.com", .plainHTTP), ("http://127.0.0.1.example.com", .plainHTTP),
      ("http://127.0.0.256", .plainHTTP), ("http://[::2]", .plainHTTP), ("http://0.0.0.0", .plainHTTP),
      ("https://user:password@api.example.com", .userInfo), ("http://127.0.0.1@api.example.com", .userInfo),
      ("https://user@api.example.com", .userInfo), ("ftp://api.example.com", .scheme), ("file:///etc/passwd", .scheme),
      ("api.example.com", .scheme), ("", .scheme), ("https:api.example.com", .scheme), ("javascript://x", .scheme),
      ("https://", .host), ("https:///v1", .host), ("https://.", .host), ("https://api..example.com", .host),
      ("https://api.example.com.", .host), ("http://localhost.", .host), ("https://%61pi.example.com", .host),
      ("http://%6cocalhost", .host), ("https://[::1", .host), ("https://[]", .host), ("https://a_b.example.com", .host),
      ("https://api.example.com:0", .port), ("https://api.example.com:65536", .port),
      ("https://api.example.com:", .port), ("https://api.example.com:+80", .port), ("https://[::1]x", .port),
      ("https://bücher.example", .notPlain), ("https://api.example.com/a b", .notPlain),
      ("https://api.example.com?x=1", .notPlain), ("https://api.example.com#x", .notPlain),
      ("https://api.example.com\\@evil.example", .notPlain), ("https://api.example.com/%2e%2e", .notPlain),
      ("https://api.example.com/../x", .notPlain), ("https://api.example.com/./x", .notPlain),
      ("https://api.example.com\r\nX: y", .notPlain),
    ] as [(String, BaseURLProblem)]) func areRefused(_ typed: String, _ problem: BaseURLProblem)
  {
    #expect(throws: problem) { try BaseURL(typed) }
  }

  /// A refused address is shown without what may be secret or about a patient.
  @Test(arguments: [
    ("http://api.example.com/api?email=avery%40example.com", "http://api.example.com"),
    ("https://user:password@api.example.com:8443/v1", "https://api.example.com:8443"),
    ("ftp://api.example.com#x", "ftp://api.example.com"), ("api.example.com/v1", "api.example.com"),
    ("https://user:password@\u{301}api.example.com", "https://\\u{301}api.example.com"),
    ("https://b\u{FC}cher.example", "https://b\\u{fc}cher.example"),
    ("https://a b\u{1B}[31m", "https://a\\u{20}b\\u{1b}[31m"),
    ("", "(none)"), ("?email=x", "(none)"),
    ("https://" + String(repeating: "a", count: 300), "https://" + String(repeating: "a", count: 100)),
  ]) func aRefusedAddressShowsSchemeAndHostOnly(_ url: String, _ shown: String) throws {
    let address = try #require(RefusedAddress.refusing(url))
    #expect(address.shown == shown)
    #expect(address.sentence.hasPrefix("The address \(shown) is not allowed. \(address.problem.sentence) "))
    #expect(address.sentence.hasSuffix("Nothing was sent: correct the base URL of the profile."))
  }

  @Test(arguments: ["https://api.example.com/api/v1?email=a%40b", "http://127.0.0.1:1/?x=1"])
  func whatMayBeSentIsNotRefused(_ url: String) { #expect(RefusedAddress.refusing(url) == nil) }

  @Test func productionIsKnownByItsHost() throws {
    #expect(try BaseURL(BaseURL.productionText).isProduction)
    #expect(try BaseURL(BaseURL.productionText.uppercased() + "/").isProduction)
    #expect(try !BaseURL(BaseURL.stagingText).isProduction)
    #expect(try !BaseURL("https://care360-next.carevalidate.com").isProduction)
    #expect(try BaseURL("https://API.example.com:443/v2").origin == "https://api.example.com")
    #expect(try BaseURL("http://127.0.0.1:1").isLoopback)
    #expect(try !BaseURL("https://api.example.com").isLoopback)
  }
}
