import Care360Sandbox
import Foundation
import Testing

@Suite struct WriteTests {
  static let body = """
    {"products":[{"id":"\(Known.metformin)","visitType":"SYNC_VIDEO",
    "subscription":{"interval":"month","intervalCount":3},
    "form":{"title":"Intake","questions":[
    {"question":"Weight?","answer":"138 lbs","type":"TEXT","required":true,"phi":true},
    {"question":"Goal?","answer":"Less","type":"SINGLESELECT","options":["Less","Same"]},
    {"question":"Any of these?","answer":"[\\"Asthma\\"]","type":"MULTISELECT","options":["Asthma","None"]}]}},
    {"id":"\(Known.dietitian)"}]}
    """

  @Test(arguments: [[], ["--product", Known.semaglutide]])
  func `A refill link is printed`(product: [String]) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery, "--yes", "--json"] + product + bench.key)
      #expect(ran.code == 0)
      let result = try #require(try Bench.object(ran.output)["result"] as? [String: String])
      let link = try #require(result["formLink"])
      #expect(link.hasPrefix("https://example.com/"))
      #expect(ran.output == "{\"ok\":true,\"result\":{\"formLink\":\"\(link)\"}}\n")
      #expect(bench.sandbox.requestCount(.refill) == 1)
    }
  }

  @Test func `Off production the link is marked in words`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery, "--yes"] + bench.key)
      #expect(ran.output.hasPrefix("https://example.com/"))
      #expect(ran.talk == "Not production: this link is NOT FOR PATIENTS.\n")
    }
  }

  @Test func `A changed bundle is on the case afterwards`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["bundle", "change", Known.avery, Known.starter, "--yes", "--json"] + bench.key)
      #expect(
        ran.output
          == "{\"ok\":true,\"result\":{\"bundle\":{\"id\":\"\(Known.starter)\",\"name\":\"Starter Bundle\"}}}\n")
      #expect(ran.code == 0)
      let after = await bench.run(["lookup", Known.avery, "--detail"] + bench.key)
      #expect(after.output.contains("Bundle  Starter Bundle\n"))
    }
  }

  @Test func `The list of bundles holds sold-out and hidden ones`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["bundle", "list", "--json"] + bench.key)
      let bundles = try #require(
        (try Bench.object(ran.output)["result"] as? [String: Any])?["bundles"] as? [[String: Any]])
      #expect(bundles.count == SandboxCatalogue.bundles.count)
      #expect(bundles.first?["id"] as? String == Known.premium)
      #expect(bundles.contains { $0["isSoldOut"] as? Bool == true })
      #expect(bundles.contains { $0["isVisible"] as? Bool == false })
      let text = await bench.run(["bundle", "list"] + bench.key).output
      #expect(text.contains("\(Known.starter)  Starter Bundle  99.99  USD\n"))
      #expect(text.contains("SOLD OUT"))
    }
  }

  @Test(arguments: [false, true])
  func `Products are added with the token alone`(fromStandardInput: Bool) async throws {
    try await Bench.run { bench in
      let path = fromStandardInput ? "-" : try bench.file("products.json", Self.body)
      let ran = await bench.run(
        ["products", "add", Known.avery, "--file", path, "--yes", "--json", "--token-file", "\(bench.folder)/token"]
          + bench.base, input: fromStandardInput ? Self.body : "")
      #expect(ran.output == "{\"ok\":true,\"result\":{\"caseId\":\"\(Known.avery)\"}}\n")
      #expect(ran.code == 0)
      #expect(ran.talk.isEmpty)
      let after = await bench.run(["lookup", Known.avery, "--detail", "--phi"] + bench.key).output
      #expect(after.contains("● Metformin  open  every 3 months  video visit  added "))
      #expect(after.contains("● Dietitian visit  open"))
      #expect(after.contains("    Any of these?  Asthma\n"))
    }
  }

  @Test func `Keys that the API does not document are sent and noted`() async throws {
    try await Bench.run { bench in
      let path = try bench.file(
        "products.json", "{\"products\":[{\"id\":\"\(Known.metformin)\",\"colour\":1}],\"a\":2}")
      let ran = await bench.run(["products", "add", Known.avery, "--file", path, "--yes"] + bench.keys)
      #expect(ran.code == 0)
      #expect(
        ran.talk == """
          casedesk: The API does not document the key a; it is sent as written.
          casedesk: The API does not document the key products[0].colour; it is sent as written.

          """)
      #expect(ran.output == "1 product was added to case \(Known.avery).\n")
    }
  }

  @Test func `A dry run against the embedded sandbox starts none`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery, "--dry-run", "--sandbox"])
      #expect(ran.code == 0)
      #expect(ran.output.hasPrefix("POST http://127.0.0.1/api/v1/cases/\(Known.avery)\ncv-api-key: [redacted]\n"))
    }
  }

  @Test func `A dry run shows the request without secrets and sends nothing`() async throws {
    try await Bench.run { bench in
      let words = ["bundle", "change", Known.avery, Known.starter, "--dry-run"]
      let body = "{\"action\":\"CHANGE_PRODUCT_BUNDLE\",\"productBundle\":{\"id\":\"\(Known.starter)\"}}"
      let text = await bench.run(words + bench.key)
      #expect(
        text.output == """
          POST \(bench.server.baseURL)/api/v1/cases/\(Known.avery)
          cv-api-key: [redacted]
          Content-Type: application/json

          \(body)

          curl -X POST \(bench.server.baseURL)/api/v1/cases/\(Known.avery) -H 'cv-api-key: [redacted]' \
          -H 'Content-Type: application/json' --data-raw '\(body)'

          """)
      // Neither a key nor --yes is needed, and read-only does not matter.
      let json = await bench.run(words + ["--json", "--read-only"] + bench.base)
      #expect(
        json.output == "{\"ok\":true,\"result\":{\"dryRun\":true,\"request\":{\"method\":\"POST\","
          + "\"url\":\"\(bench.server.baseURL)/api/v1/cases/\(Known.avery)\","
          + "\"headers\":{\"cv-api-key\":\"[redacted]\",\"Content-Type\":\"application/json\"},\"body\":\(body)},"
          + "\"curl\":\"curl -X POST \(bench.server.baseURL)/api/v1/cases/\(Known.avery) -H 'cv-api-key: [redacted]' "
          + "-H 'Content-Type: application/json' --data-raw '"
          + body.replacingOccurrences(of: "\"", with: "\\\"") + "'\"}}\n")
      #expect(text.code == 0 && json.code == 0)
      #expect(bench.requests == 0)
    }
  }

  @Test func `Text of a form cannot act on the terminal or pretend to be another line`() async throws {
    try await Bench.run { bench in
      let body = """
        {"products":[{"id":"\(Known.metformin)","form":{"title":"Intake","questions":[
        {"question":"Name?","answer":"a\\u001b[2Jb\\nCase history\\u202ec","type":"TEXT"}]}}]}
        """
      let path = try bench.file("body.json", body)
      #expect(await bench.run(["products", "add", Known.avery, "--file", path, "--yes"] + bench.keys).code == 0)
      let text = await bench.run(["lookup", Known.avery, "--detail", "--phi"] + bench.key).output
      #expect(text.contains("    Name?  a␛[2Jb␊Case history‹U+202E›c\n"))
      let json = await bench.run(["lookup", Known.avery, "--detail", "--json"] + bench.key).output
      #expect(json.contains(#"a\u001b[2Jb\nCase history\u202ec"#))
    }
  }
}
