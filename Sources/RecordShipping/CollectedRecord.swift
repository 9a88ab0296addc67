package import CaseStore
import Sealing

/// The lines of one record that a site collected, compared with the record itself.
package struct CollectedRecord: Sendable {
  /// Lines of the record that were collected as they are.
  package var collected: Int { seen.count }
  /// Places of lines that were not collected, in the order of the record.
  package var missing: [String] {
    lines.filter { !seen.contains($0.hash) && !differing.contains($0.place.text) && !unsent.contains($0.hash) }
      .map(\.place.text)
  }
  /// Places that hold something else there than here.
  package private(set) var differing: [String] = []
  /// Places that were collected and that this record does not have.
  package private(set) var beyond: [String] = []
  /// Lines that wait here, and need not be there yet.
  package var unsentCount: Int { lines.count { unsent.contains($0.hash) && !seen.contains($0.hash) } }
  /// Collected messages of this program that were cut off, of whichever record.
  package private(set) var unreadable = 0

  private let lines: [RecordLine]
  private let unsent: Set<String>
  private let byHash: [String: RecordLine]
  private let places: Set<String>
  private let source: RecordSource
  private let hash: RecordHash?
  private var seen: Set<String> = []

  /// - Parameters:
  ///   - lines: every line of the record that has a hash.
  ///   - hash: nil where the names of cases cannot be compared.
  package init(_ lines: [RecordLine], unsent: [RecordLine], of source: RecordSource, _ hash: RecordHash?) {
    self.lines = lines
    self.unsent = Set(unsent.map(\.hash))
    byHash = Dictionary(lines.map { ($0.hash, $0) }) { first, _ in first }
    places = Set(lines.map(\.place.text))
    self.source = source
    self.hash = hash
  }

  /// Takes a line of a file that was collected: the message as it was sent, with whatever the receiver wrote around it.
  package mutating func take(_ text: String) {
    switch CollectedMessage.read(text) {
    case nil: break
    case .cutOff: unreadable += 1
    case .message(let members): take(members)
    }
  }

  private mutating func take(_ members: [String: String]) {
    guard let head = members["head"], let place = members["position"] else { return unreadable += 1 }
    // The heads of files that begin in one second are alike in every record.
    guard members["chain"] == source.chain, members["uid"] == "\(source.uid)" else { return }
    if let line = byHash[head] {
      if isSame(members, as: line) { seen.insert(head) } else { note(place, in: &differing) }
    } else if members["host"] == source.host {
      if places.contains(place) { note(place, in: &differing) } else { note(place, in: &beyond) }
    }
  }

  /// The host may have another name by now, and without the key a case has none.
  private func isSame(_ members: [String: String], as line: RecordLine) -> Bool {
    do {
      var own = Dictionary(uniqueKeysWithValues: try RecordMessage(line, of: source, hash).members.map { ($0, $1) })
      var theirs = members
      for name in ["host"] + (hash == nil || theirs["case"] == nil ? ["case"] : []) {
        own[name] = nil
        theirs[name] = nil
      }
      return own == theirs
    } catch {
      return false
    }
  }

  private func note(_ place: String, in list: inout [String]) {
    if !list.contains(place) { list.append(place) }
  }
}

/// The structured data of this program's messages in a line of any form.
enum CollectedMessage: Equatable {
  case message([String: String])
  case cutOff

  /// Nil for a line that holds none.
  static func read(_ text: String) -> CollectedMessage? {
    let bytes = Array(text.utf8)
    guard let start = bytes.firstRange(of: Array("[\(RecordMessage.id)".utf8)) else { return nil }
    var rest = bytes[start.upperBound...]
    var members: [String: String] = [:]
    while rest.popFirst() == UInt8(ascii: " ") {
      guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return .cutOff }
      let name = String(decoding: rest[..<equals], as: UTF8.self)
      guard !name.isEmpty, !name.contains(" ") else { return .cutOff }
      rest = rest[(equals + 1)...]
      guard rest.popFirst() == UInt8(ascii: "\""), let value = value(&rest) else { return .cutOff }
      members[name] = value
      if rest.first == UInt8(ascii: "]") { return .message(members) }
    }
    return .cutOff
  }

  /// Up to and with the quote that ends it.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst() else { return nil }
        value.append(next)
      default: value.append(byte)
      }
    }
    return nil
  }
}
