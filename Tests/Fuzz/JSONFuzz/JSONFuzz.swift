import Care360
import FoundationEssentials

/// SwiftPM names the entry point itself, so libFuzzer is started by hand instead of through its own `main`.
@main enum JSONFuzz {
  static func main() {
    var count = CommandLine.argc
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &words, fuzzJSON)
  }
}

/// libFuzzer's documented entry for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ oneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One input is one document. What is taken for JSON must come back equal from its own encoding, compact and indented,
/// and the same must hold of a request body that passes the check of Add Products.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeBufferPointer(start: bytes, count: count))
  do throws(NotJSON) {
    let value = try JSONValue(parsing: data)
    for pretty in [false, true] {
      guard let again = encodedAndParsed(value, pretty) else { fatalError("it cannot be encoded") }
      demand(again == value, "it does not survive encoding")
    }
  } catch {
    return 0
  }
  do throws(Care360Error) {
    let payload = try ProductsPayload(parsing: data)
    demand(!payload.productIDs.isEmpty, "no products")
    demand(Set(payload.productIDs).count == payload.productIDs.count, "a product twice")
  } catch {
    demand(!error.sentence.isEmpty, "an error without a sentence")
  }
  return 0
}

private func encodedAndParsed(_ value: JSONValue, _ pretty: Bool) -> JSONValue? {
  do { return try JSONValue(parsing: value.encoded(pretty: pretty)) } catch { return nil }
}

/// Ends the run with `breach`, in optimised builds too.
private func demand(_ holds: Bool, _ breach: String) {
  guard holds else { fatalError(breach) }
}
