package import Care360
package import FoundationEssentials

/// A case that was confirmed live here or in an earlier session, as the list has it.
package struct RecentCase: Hashable, Sendable {
  package let label: CaseLabel
  /// When the service last confirmed it.
  package var seenAt: Date
  /// The identifiers that led to it.
  package var identifiers: Set<LookupIdentifier>
  /// The phone number it was found by, until the identity of the person on the line was checked.
  package var uncheckedPhone: PhoneNumber?
  private let searched: SearchText
  /// The same without the end of the address: many addresses end alike.
  private let searchedWithoutDomain: SearchText
  private let phoneDigits: String

  package init(
    label: CaseLabel, seenAt: Date, identifiers: Set<LookupIdentifier> = [], uncheckedPhone: PhoneNumber? = nil
  ) {
    self.label = label
    self.seenAt = seenAt
    self.identifiers = identifiers
    self.uncheckedPhone = uncheckedPhone
    let texts = [label.fullName, label.shortID].compactMap { $0 }
    let domainless = label.email.map { email in
      email.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(email[..<$0]) } ?? email
    }
    searched = SearchText((texts + [label.email].compactMap { $0 }).joined(separator: " "))
    searchedWithoutDomain = SearchText((texts + [domainless].compactMap { $0 }).joined(separator: " "))
    phoneDigits = label.phoneNumber?.filter(\.isNumber) ?? ""
  }

  var id: CaseID { label.id }

  /// True when the typed text stands in its name, address, phone number or short id.
  func matches(_ search: RecentSearch) -> Bool {
    if (search.namesDomain ? searched : searchedWithoutDomain).contains(allOf: search.words) { return true }
    guard search.digits.count >= 3, let phone = label.phoneNumber else { return false }
    return phoneDigits.contains(search.digits) || search.number?.isWritten(as: phone) == true
  }
}

/// A text that recents are looked for by.
struct RecentSearch {
  let words: [Substring]
  let digits: String
  let number: PhoneNumber?
  /// The end of an address counts only once an @ was typed.
  let namesDomain: Bool

  /// - Parameter number: the text as a phone number.
  init(_ text: String, number: PhoneNumber?) {
    words = SearchText(text).words
    digits = text.filter(\.isNumber)
    self.number = number
    namesDomain = text.utf8.contains(UInt8(ascii: "@"))
  }
}
