import Care360
import Dispatch
import FoundationEssentials

/// SwiftPM names the entry point itself, so libFuzzer is started by hand instead of through its own `main`.
@main enum AnswerFuzz {
  static func main() {
    var count = CommandLine.argc
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &words, fuzzAnswer)
  }
}

/// libFuzzer's documented entry for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ oneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One input is one answer: the first byte picks the operation, the second the HTTP status, the rest is the body.
///
/// libFuzzer calls this on its main thread, one input at a time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAnswer(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let bytes, count >= 2 else { return 0 }
  let input = UnsafeBufferPointer(start: bytes, count: count)
  let status = FuzzedAnswer.statuses[Int(input[1]) % FuzzedAnswer.statuses.count]
  let answer = FuzzedAnswer(operation: Int(input[0]), status: status, body: Data(input.dropFirst(2)))
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    await answer.isReadAsPromised()
    done.signal()
  }
  done.wait()
  return 0
}

/// An answer given to the real client, and what must hold of the result whatever the bytes are.
struct FuzzedAnswer: Sendable {
  static let statuses = [200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 503, 599]
  static let caseText = "550e8400-e29b-41d4-a716-446655440000"

  let operation: Int
  let status: Int
  let body: Data

  func isReadAsPromised() async {
    let journal = OutcomeJournal()
    do {
      try await perform(journal)
    } catch let error as Care360Error {
      check(error, journal)
      return
    } catch {
      fatalError("an error of another type")
    }
    demand((200..<300).contains(status), "taken for success")
    demand(journal.outcomes.allSatisfy { $0 == .done }, "a success that is not journalled as one")
  }

  private func perform(_ journal: OutcomeJournal) async throws {
    let client = Care360Client(
      baseURL: try BaseURL("https://api.example.com"), transport: OneAnswer(status: status, body: body),
      credentials: OneSecret(), journal: journal,
      context: .init(operatorName: "fuzz", profile: "fuzz", isReadOnly: false),
      now: { Date(timeIntervalSince1970: 0) }, makeID: { "1" })
    let id = try CaseID(Self.caseText)
    switch operation % 6 {
    case 0: _ = try await client.latestCaseID(for: .email(EmailAddress("avery@example.com")))
    case 1:
      let found = try await client.caseDetail(.id(id))
      demand(found.id == id, "another case")
      demand(Case(found.raw) == found, "a case that its own text does not give again")
      let again = try JSONValue(parsing: found.raw.encoded())
      demand(again == found.raw, "a case that does not survive encoding")
    case 2:
      let bundles = try await client.bundles()
      demand(bundles.allSatisfy { !$0.id.text.isEmpty }, "a bundle without an id")
    case 3:
      let link = try await client.requestRefillLink(for: id, product: nil).value
      demand(!link.isEmpty && link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a link that is not plain")
    case 4:
      let bundle = try BundleID("b")
      let answered = try await client.changeBundle(of: id, to: bundle).value.id
      demand(answered == bundle, "another bundle")
    default:
      let payload = try ProductsPayload([ProductSubmission(id: ProductID(Self.caseText))])
      let answered = try await client.addProducts(to: id, payload).value
      demand(answered == id, "another case")
    }
  }

  private func check(_ error: Care360Error, _ journal: OutcomeJournal) {
    demand(error.httpStatus == status, "the status of another answer")
    demand(!error.sentence.isEmpty, "an error without a sentence")
    let isWrite = operation % 6 >= 3
    demand(journal.outcomes.count == (isWrite ? 1 : 0), "a write without its one outcome")
    guard let outcome = journal.outcomes.first else {
      demand(!error.mayHaveBeenApplied, "a read that may have been applied")
      return
    }
    demand(error.mayHaveBeenApplied == (outcome == .unknown), "journal and error differ")
    let isRefusable = (400..<500).contains(status) && status != 408 && status != 425
    demand(outcome == .unknown || outcome == .refused && isRefusable, "an outcome too certain")
  }
}

/// Ends the run with `breach`, in optimised builds too.
private func demand(_ holds: Bool, _ breach: String) {
  guard holds else { fatalError(breach) }
}
