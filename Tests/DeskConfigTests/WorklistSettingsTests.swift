import Care360
import Testing

@testable import DeskConfig

struct WorklistSettingsTests {
  @Test func aFullSectionIsRead() throws {
    let (settings, problems) = parsed(
      """
      [worklist]
      window = "30d"
      view = "shipping"
      after_write = "next"
      no_order_hours = 12
      no_tracking_hours = 72
      untouched_hours = 24

      [worklist.views.shipping]
      window = "60d"
      statuses = ["APPROVED", "IN_PROGRESS"]
      reasons = ["no-order", "no-tracking"]
      columns = ["case", "why"]
      sort = "order"
      """)
    #expect(problems.map(\.description) == [])
    let worklist = settings.worklist
    #expect(worklist.window == "30d" && worklist.view == "shipping" && worklist.goesToNext)
    #expect([worklist.noOrderHours, worklist.noTrackingHours, worklist.untouchedHours] == [12, 72, 24])
    let view = try #require(worklist.views["shipping"])
    #expect(view.window == "60d" && view.statuses == [.approved, .inProgress] && view.sort == "order")
    #expect(view.reasons == ["no-order", "no-tracking"] && view.columns == ["case", "why"])
    #expect(settings.rows.contains { $0.section == "worklist.views.shipping" && $0.key == "sort" && $0.layer == .file })
  }

  @Test func nothingIsNeeded() {
    let worklist = parsed("").settings.worklist
    #expect(worklist == Settings.Worklist())
    #expect(worklist.window == "7d" && worklist.view == nil && !worklist.goesToNext)
  }

  @Test(arguments: [
    ("window = \"8d\"", 2), ("view = \"a view\"", 2), ("after_write = \"go\"", 2), ("no_order_hours = 0", 2),
    ("untouched_hours = 721", 2), ("refresh = 5", 2), ("views = 1", 2), ("[worklist.views.x]\nwindow = \"2d\"", 3),
    ("[worklist.views.x]\nstatuses = [\"OPEN\", \"FOO\"]", 3), ("[worklist.views.x]\ncolumn = \"case\"", 3),
    ("[worklist.views.\"a b\"]\nsort = \"case\"", 2),
  ])
  func aWrongValueHasItsPlaceAndItsDefault(_ line: String, at place: Int) {
    let (settings, problems) = parsed("[worklist]\n\(line)\n")
    #expect(problems.map(\.line) == [place], "\(problems.map(\.description))")
    #expect(problems.allSatisfy { !$0.isSecurity })
    #expect(settings.worklist.window == "7d" && settings.worklist.noOrderHours == 24 && !settings.worklist.goesToNext)
  }

  /// It would list other cases than it says.
  @Test func aViewWithAStatusThatIsNotKnownIsLeftOut() {
    #expect(parsed("[worklist.views.x]\nstatuses = [\"FOO\"]\n").settings.worklist.views.isEmpty)
  }
}
