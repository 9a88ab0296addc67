package import FuzzLaws
import Care360

/// A text that was typed or pasted into the lookup: an identifier that is taken out of it, typed as it would be sent, is the
/// same identifier in every country, and it holds nothing that cannot be part of one. The first byte picks the country.
package struct IdentifierLaw: Law {
  package static let seeds: [[UInt8]] = texts.enumerated().map { [UInt8($0.offset)] + Array($0.element.utf8) }

  private static let texts = [
    "avery@example.com", "Avery Lindqvist <avery@example.com>", "mailto:avery@example.com", "+1 (202) 555-0142",
    "202-555-0142", "tel:+1-202-555-0142", "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6",
    "{8DFF2C47-B2AB-42D8-9AF0-4C4DBCA8B4B6}",
    "https://example.com/cases/8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6?x=1", "ADA-TOSXM", "zoë@example.com",
    "\u{202E}avery@example.com",
  ]

  private static let codes = ["US", "GB", "IT", "AR", "RU", "SG"]

  package init() {}

  package func hold(for input: [UInt8]) throws {
    var choices = Choices(input)
    let country = Country(Self.codes[choices.next() % Self.codes.count]) ?? .unitedStates
    let text = String(decoding: choices.rest, as: UTF8.self)
    let taken: LookupText
    do throws(IdentifierProblem) {
      taken = try LookupText(text, country: country)
    } catch {
      return try demand(!error.sentence.isEmpty, "a refusal without a sentence")
    }
    guard let identifier = taken.identifier else { return }
    let isMail = if case .email = identifier { true } else { false }
    let sent = identifier.sent
    try demand(
      sent.unicodeScalars.allSatisfy { isVisible($0) && (isMail || $0.isASCII) }, "a character that is part of none")
    for code in Self.codes {
      guard let other = Country(code) else { continue }
      try demand(read(sent, other) == identifier, "another one when it is typed as it is sent")
    }
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
}
