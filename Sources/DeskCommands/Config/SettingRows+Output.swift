import DeskConfig

extension [SettingRow] {
  var json: OutputJSON {
    .array(
      map { row in
        .object([
          ("section", .string(row.section)), ("key", .string(row.key)), ("value", .optional(row.value)),
          ("layer", .string(row.layer.name)),
        ])
      })
  }

  /// As TOML, each section under its head; a value that is not set is a remark.
  var lines: [String] {
    var lines: [String] = []
    var section: String?
    for row in self {
      if row.section != section { lines += (section == nil ? [] : [""]) + ["[\(row.section)]"] }
      section = row.section
      let text = row.value.map { "\(row.key) = \($0)" } ?? "# \(row.key) is not set"
      let isMachinesZone =
        row.key == "time_zone" && (row.value == nil || row.value == SettingRow.quoted(TimeZones.auto))
      let remarks = [row.value == nil ? nil : row.layer.name, isMachinesZone ? Self.machinesZone : nil].compactMap {
        $0
      }
      lines.append(text + (remarks.isEmpty ? "" : "  # " + remarks.joined(separator: ", ")))
    }
    return lines
  }

  private static var machinesZone: String {
    TimeZones.machine().map { "this machine's: \($0)" } ?? "this machine's, whose name is not known"
  }
}
