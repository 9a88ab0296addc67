import Care360

/// SwiftPM names the entry point itself, so libFuzzer is started by hand instead of through its own `main`.
@main enum IdentifierFuzz {
  static func main() {
    var count = CommandLine.argc
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &words, fuzzIdentifier)
  }
}

/// libFuzzer's documented entry for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ oneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The first byte picks the country, the rest is what was typed or pasted. An identifier that is taken out of it, typed as
/// it would be sent, is the same identifier in every country, and it holds nothing that cannot be part of one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzIdentifier(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  guard let first = input.first else { return 0 }
  let codes = ["US", "GB", "IT", "AR", "RU", "SG"]
  let country = Country(codes[Int(first) % codes.count]) ?? .unitedStates
  let text = String(decoding: input.dropFirst(), as: UTF8.self)
  do throws(IdentifierProblem) {
    let taken = try LookupText(text, country: country)
    guard let identifier = taken.identifier else { return 0 }
    let sent = identifier.sent
    let isMail = if case .email = identifier { true } else { false }
    demand(
      sent.unicodeScalars.allSatisfy { isVisible($0) && (isMail || $0.isASCII) }, "a character that is part of none")
    for code in codes {
      guard let other = Country(code), let again = read(sent, other) else {
        fatalError("it cannot be typed as it is sent")
      }
      demand(again == identifier, "another one when it is typed as it is sent")
    }
  } catch {
    demand(!error.sentence.isEmpty, "a refusal without a sentence")
  }
  return 0
}

/// The name in an e-mail address may hold letters of any script (RFC 6531).
private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate: false
  default: true
  }
}

private func read(_ text: String, _ country: Country) -> LookupIdentifier? {
  do { return try LookupText(text, country: country).identifier } catch { return nil }
}

/// Ends the run with `breach`, in optimised builds too.
private func demand(_ holds: Bool, _ breach: String) {
  guard holds else { fatalError(breach) }
}
