import Care360
import Glibc
import PrivateIO

/// Names of time zones on this machine.
package enum TimeZones {
  /// The value of `time_zone` that takes the machine's own zone.
  package static let auto = "auto"

  /// The machine's time zone, from the link that systemd and Debian keep; nil when that is not a link to a zone. TZ is
  /// ignored, because a value sent along by a remote terminal would shift appointments.
  ///
  /// - Parameter link: another one in tests only.
  package static func machine(link: String = "/etc/localtime") -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(link, &target, target.count)
    guard length > 0 else { return nil }
    let path = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let folder = parts.firstIndex(of: "zoneinfo") else { return nil }
    // `joined` looks through every conformance of the program when it is first used.
    return SettingRules.timeZone(parts[(folder + 1)...].reduce("") { $0.isEmpty ? $1 : "\($0)/\($1)" })
  }

  /// Nil for a name that is not one of the time zone database's.
  package static func checked(_ name: String) -> String? { name == auto ? auto : SettingRules.timeZone(name) }

  /// The problem with `name`, with the zone that was probably meant.
  package static func problem(with name: String) -> String {
    nearest(to: name).map { "There is no time zone \(name): did you mean \($0)?" }
      ?? "There is no such time zone: write a name from the time zone database, such as America/Chicago, or auto."
  }

  /// Matches the whole name or only the city, in any case.
  static func nearest(to name: String) -> String? {
    let typed = folded(name)
    let names = all.map { (name: $0, forms: [folded($0), folded(city($0))]) }
    if let same = names.first(where: { $0.forms.contains(typed) }) { return same.name }
    guard let near = WordDistance.nearest(to: typed, among: names.flatMap(\.forms)) else { return nil }
    return names.first { $0.forms.contains(near) }?.name
  }

  private static func city(_ name: String) -> String {
    String(decoding: name.utf8.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }

  private static func folded(_ name: String) -> String { String(name.lowercased().map { $0 == " " ? "_" : $0 }) }

  /// The zones of `zone.tab`: lines of country, coordinates and name, with tabs between them. Empty where the machine has none.
  private static var all: [String] {
    guard let table = Descriptor.systemFile("/usr/share/zoneinfo/zone.tab", limit: 1 << 20) else { return [] }
    let rows = String(decoding: table, as: UTF8.self).split(separator: "\n").filter { $0.first != "#" }
    return ["UTC"] + rows.compactMap { $0.split(separator: "\t").dropFirst(2).first.map(String.init) }
  }
}

extension Settings.General {
  /// The zone that times are shown in; nil where the machine does not say which its own is.
  package var shownTimeZone: String? {
    guard let timeZone, timeZone != TimeZones.auto else { return TimeZones.machine() }
    return timeZone
  }
}
