import Foundation

@testable import Care360
@testable import Desk

/// Any value as one line of text that is the same in every run: sets and dictionaries sorted, times in seconds.
enum PlainText {
  static func of(_ value: Any) -> String {
    switch value {
    case let text as String: return "\"\(text)\""
    case let date as Date: return "@\(date.timeIntervalSince1970)"
    case let bytes as [UInt8]: return "\(bytes.count) bytes \(digest(bytes))"
    case let secret as SecretText: return "secret of \(secret.count)"
    case let id as CaseID: return id.text
    case let id as ProductID: return id.text
    case let id as BundleID: return id.text
    case let json as JSONValue: return "json \(digest(of: json))"
    case let lines as DetailList: return of(Array(lines))
    default: return of(children: value)
    }
  }

  /// A long text by its start and a digest of all of it.
  static func short(_ value: Any) -> String {
    let text = of(value)
    return text.count <= 120 ? text : "\(text.prefix(60))… \(digest(Array(text.utf8)))"
  }

  static func digest(of text: String) -> String { digest(Array(text.utf8)) }

  /// FNV-1a, 64 bits.
  static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  private static func digest(of json: JSONValue) -> String { digest(Array(json.encoded())) }

  private static func of(children value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { of($0.value) } ?? "nil"
    case .set: return "{\(mirror.children.map { of($0.value) }.sorted().joined(separator: ", "))}"
    case .dictionary: return "[\(mirror.children.map { of($0.value) }.sorted().joined(separator: ", "))]"
    case .collection: return "[\(mirror.children.map { of($0.value) }.joined(separator: ", "))]"
    case .enum:
      guard let child = mirror.children.first else { return "\(value)" }
      return "\(child.label ?? "")\(isTuple(child.value) ? of(child.value) : "(\(of(child.value)))")"
    case .tuple, .struct: return "(\(mirror.children.map(member).joined(separator: ", ")))"
    default: return mirror.children.isEmpty ? "\(value)" : "(\(mirror.children.map(member).joined(separator: ", ")))"
    }
  }

  private static func isTuple(_ value: Any) -> Bool { Mirror(reflecting: value).displayStyle == .tuple }

  private static func member(_ child: Mirror.Child) -> String {
    guard let label = child.label, !label.hasPrefix(".") else { return of(child.value) }
    return "\(label): \(of(child.value))"
  }
}
