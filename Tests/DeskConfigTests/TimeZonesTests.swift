import Foundation
import Testing

@testable import DeskConfig

@Suite struct TimeZonesTests {
  @Test(arguments: [
    ("chicago", "America/Chicago"), ("america/chicago", "America/Chicago"), ("New York", "America/New_York"),
    ("Europe/Stokholm", "Europe/Stockholm"), ("America/Chcago", "America/Chicago"), ("utc", "UTC"),
  ]) func `A zone that does not exist is answered with the nearest`(typed: String, meant: String) {
    #expect(TimeZones.checked(typed) == nil)
    #expect(TimeZones.problem(with: typed) == "There is no time zone \(typed): did you mean \(meant)?")
  }

  @Test(arguments: ["Mars/Olympus", "", "../../etc/passwd", "zone.tab"])
  func `Where none is near the sentence says what a name looks like`(typed: String) {
    #expect(TimeZones.checked(typed) == nil || typed == "zone.tab")
    #expect(TimeZones.problem(with: typed).hasPrefix("There is no such time zone: write a name"))
  }

  @Test func `The machine's zone is what its link leads to, whatever TZ says`() throws {
    let link = "/tmp/casedesk-zone-\(UUID().uuidString)"
    for (target, name) in [
      ("/usr/share/zoneinfo/America/Chicago", "America/Chicago"), ("../usr/share/zoneinfo/Etc/UTC", "Etc/UTC"),
      ("/usr/share/zoneinfo/Mars/Olympus", nil), ("/etc/passwd", nil),
    ] {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      #expect(TimeZones.machine(link: link) == name, "\(target)")
      try FileManager.default.removeItem(atPath: link)
    }
    #expect(TimeZones.machine(link: link) == nil)
  }

  @Test func `Left out and auto are the machine's zone, a name is itself`() {
    var general = Settings.General()
    #expect(general.shownTimeZone == TimeZones.machine())
    general.timeZone = "auto"
    #expect(general.shownTimeZone == TimeZones.machine())
    general.timeZone = "America/Chicago"
    #expect(general.shownTimeZone == "America/Chicago")
  }

  @Test func `The file takes auto, and names the zone that was meant`() {
    let (settings, problems) = Settings.parse("[general]\ntime_zone = \"auto\"\n", file: "config.toml", home: nil)
    #expect(problems.isEmpty && settings.general.timeZone == "auto")
    let (wrong, told) = Settings.parse("[general]\ntime_zone = \"chicago\"\n", file: "config.toml", home: nil)
    #expect(wrong.general.timeZone == nil)
    #expect(told.map(\.sentence) == ["There is no time zone chicago: did you mean America/Chicago?"])
  }
}
