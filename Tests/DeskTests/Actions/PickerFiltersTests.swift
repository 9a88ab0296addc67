import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The kept filters alone: each belongs to one case and one list.
struct PickerFiltersTests {
  private static let refills = Picker.ID("refills")

  private let avery: CaseID
  private let jo: CaseID

  init() throws {
    avery = try CaseID(Sample.avery)
    jo = try CaseID(Sample.jo)
  }

  private func picker(_ list: Picker.ID, typed text: String = "") -> Picker {
    var picker = Picker(
      list, title: "List",
      items: [Picker.Item(RowPresentation(id: "premium", spans: [Span("Premium")])) { _, _ in [] }])
    picker.keepsFilter = list != .drafts
    if !text.isEmpty { picker.handle(.typed(text)) }
    return picker
  }

  private func restored(_ filters: PickerFilters, _ list: Picker.ID, of id: CaseID?) -> String {
    var picker = picker(list)
    filters.restore(&picker, of: id)
    return picker.filter.text
  }

  @Test(arguments: [Picker.ID.bundles, refills]) func aFilterComesBackForItsCaseAlone(_ list: Picker.ID) {
    var filters = PickerFilters()
    filters.keep(picker(list, typed: "prem"), of: avery)
    #expect(restored(filters, list, of: avery) == "prem")
    #expect(restored(filters, list, of: jo) == "")
    #expect(restored(filters, list, of: nil) == "")
    #expect(restored(filters, list == .bundles ? Self.refills : .bundles, of: avery) == "")
  }

  @Test func typingReplacesARestoredFilter() {
    var filters = PickerFilters()
    filters.keep(picker(.bundles, typed: "prem"), of: avery)
    var list = picker(.bundles)
    filters.restore(&list, of: avery)
    list.handle(.typed("x"))
    #expect(list.filter.text == "x")
  }

  @Test func anEmptyFilterIsForgottenAndOtherListsKeepNone() {
    var filters = PickerFilters()
    filters.keep(picker(.bundles, typed: "prem"), of: avery)
    filters.keep(picker(.bundles), of: avery)
    #expect(restored(filters, .bundles, of: avery) == "")
    filters.keep(picker(.drafts, typed: "avery"), of: avery)
    #expect(restored(filters, .drafts, of: avery) == "")
  }

  @Test func aChangeThatWasMadeDropsItsOwnFilterOnly() throws {
    var filters = PickerFilters()
    for id in [avery, jo] {
      filters.keep(picker(.bundles, typed: "prem"), of: id)
      filters.keep(picker(Self.refills, typed: "sema"), of: id)
    }
    filters.drop(.bundles, of: avery)
    #expect(restored(filters, .bundles, of: avery) == "")
    #expect(restored(filters, Self.refills, of: avery) == "sema")
    #expect(restored(filters, .bundles, of: jo) == "prem")
    filters.drop(Self.refills, of: avery)
    #expect(restored(filters, Self.refills, of: avery) == "")
    #expect(restored(filters, Self.refills, of: jo) == "sema")
  }

  @Test func aForgottenCaseTakesItsFiltersAlong() {
    var filters = PickerFilters()
    filters.keep(picker(.bundles, typed: "prem"), of: avery)
    filters.keep(picker(.bundles, typed: "start"), of: jo)
    filters.forget(avery)
    #expect(restored(filters, .bundles, of: avery) == "")
    #expect(restored(filters, .bundles, of: jo) == "start")
  }
}
