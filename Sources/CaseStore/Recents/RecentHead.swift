package import Care360
package import FoundationEssentials

/// A recent as a list has it: without the case's details, which are read when it is opened.
package struct RecentHead: Hashable, Sendable {
  package let label: CaseLabel
  package let seenAt: Date
  /// The identifiers that led to the case.
  package let identifiers: Set<LookupIdentifier>
  /// The phone number it was found by, until the identity of the person on the line was checked.
  package let uncheckedPhone: PhoneNumber?

  package var caseID: CaseID { label.id }

  package init(
    label: CaseLabel, seenAt: Date, identifiers: Set<LookupIdentifier>, uncheckedPhone: PhoneNumber? = nil
  ) {
    self.label = label
    self.seenAt = seenAt
    self.identifiers = identifiers
    self.uncheckedPhone = uncheckedPhone
  }

  package init(_ record: RecentRecord) {
    self.init(
      label: record.detail.label, seenAt: record.seenAt, identifiers: record.identifiers,
      uncheckedPhone: record.uncheckedPhone)
  }
}

/// The heads of all recents, newest first.
package struct RecentHeadList: Hashable, Sendable {
  package let heads: [RecentHead]
  /// Recents that were refused as changed from outside.
  package let unreadable: Int
  /// Rows that were past their retention.
  package let removed: Int
}

/// The contents of a sealed row of heads. Ten thousand of them are read at the start, so that they are no JSON: a number of
/// the form, the time, and texts, each with its length before it.
enum RecentHeadBody {
  private static let form: UInt8 = 1

  static func bytes(_ head: RecentHead) -> [UInt8] {
    let label = head.label
    var writer = FieldWriter(form: form, number: head.seenAt.milliseconds)
    writer.put(label.id.text)
    for text in [
      label.shortID, label.firstName, label.lastName, label.email, label.phoneNumber, label.birthDate,
      label.status?.rawValue, label.isArchived.map { $0 ? "yes" : "no" }, label.bundle?.id?.text,
      label.bundle?.name, head.uncheckedPhone?.e164,
    ] { writer.put(text) }
    for identifier in head.identifiers.map(\.stored).sorted() { writer.put(identifier) }
    return writer.bytes
  }

  /// Nil when the bytes are not such a row.
  static func head(_ bytes: [UInt8]) -> RecentHead? {
    guard var reader = FieldReader(bytes, form: form), let id = reader.next() ?? nil, let caseID = CaseID(stored: id)
    else { return nil }
    var texts: [String?] = []
    for _ in 0..<11 {
      guard let text = reader.next() else { return nil }
      texts.append(text)
    }
    var identifiers: Set<LookupIdentifier> = []
    while !reader.isAtEnd {
      guard let text = reader.next() ?? nil else { return nil }
      if let identifier = LookupIdentifier(stored: text) { identifiers.insert(identifier) }
    }
    let bundle = texts[8].flatMap(BundleID.init(stored:))
    return RecentHead(
      label: CaseLabel(
        id: caseID, shortID: texts[0], firstName: texts[1], lastName: texts[2], email: texts[3], phoneNumber: texts[4],
        birthDate: texts[5], status: texts[6].map(CaseStatus.init(rawValue:)), isArchived: texts[7].map { $0 == "yes" },
        bundle: bundle == nil && texts[9] == nil ? nil : BundleReference(id: bundle, name: texts[9])),
      seenAt: Date(milliseconds: reader.number), identifiers: identifiers,
      uncheckedPhone: texts[10].flatMap(PhoneNumber.init(stored:)))
  }
}

/// Texts one after the other, each with its length before it; a missing one differs from an empty one.
private struct FieldWriter {
  private(set) var bytes: [UInt8]

  init(form: UInt8, number: Int64) {
    bytes = [form]
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  mutating func put(_ text: String?) {
    withUnsafeBytes(of: text.map { UInt32(clamping: $0.utf8.count) }?.littleEndian ?? .max) { bytes += $0 }
    if let text { bytes += text.utf8 }
  }
}

private struct FieldReader {
  let number: Int64
  private let bytes: [UInt8]
  private var place: Int

  init?(_ bytes: [UInt8], form: UInt8) {
    guard bytes.first == form, bytes.count >= 9 else { return nil }
    self.bytes = bytes
    number = bytes.withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(fromByteOffset: 1, as: Int64.self)) }
    place = 9
  }

  var isAtEnd: Bool { place == bytes.count }

  /// Nil at the end, and where no whole text follows.
  mutating func next() -> String?? {
    guard bytes.count - place >= 4 else { return nil }
    let length = bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
    place += 4
    if length == .max { return .some(nil) }
    guard bytes.count - place >= Int(length) else { return nil }
    defer { place += Int(length) }
    return .some(String(decoding: bytes[place..<place + Int(length)], as: UTF8.self))
  }
}

extension BundleID {
  fileprivate init?(stored: String) {
    do { self = try BundleID(stored) } catch { return nil }
  }
}
