import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The kept filters alone: each belongs to one case and one kind of list.
struct PickerFiltersTests {
  private let avery: CaseID
  private let jo: CaseID

  init() throws {
    avery = try CaseID(Sample.avery)
    jo = try CaseID(Sample.jo)
  }

  private func picker(_ kind: Picker.Kind, typed text: String = "") -> Picker {
    var picker = Picker(
      kind, title: "List",
      items: [Picker.Item(RowPresentation(id: "premium", spans: [Span("Premium")]), .nothing)])
    if !text.isEmpty { picker.handle(.typed(text)) }
    return picker
  }

  private func restored(_ filters: PickerFilters, _ kind: Picker.Kind, of id: CaseID?) -> String {
    var picker = picker(kind)
    filters.restore(&picker, of: id)
    return picker.filter.text
  }

  @Test(arguments: [Picker.Kind.bundle, .refillProduct]) func aFilterComesBackForItsCaseAlone(_ kind: Picker.Kind) {
    var filters = PickerFilters()
    filters.keep(picker(kind, typed: "prem"), of: avery)
    #expect(restored(filters, kind, of: avery) == "prem")
    #expect(restored(filters, kind, of: jo) == "")
    #expect(restored(filters, kind, of: nil) == "")
    #expect(restored(filters, kind == .bundle ? .refillProduct : .bundle, of: avery) == "")
  }

  @Test func typingReplacesARestoredFilter() {
    var filters = PickerFilters()
    filters.keep(picker(.bundle, typed: "prem"), of: avery)
    var list = picker(.bundle)
    filters.restore(&list, of: avery)
    list.handle(.typed("x"))
    #expect(list.filter.text == "x")
  }

  @Test func anEmptyFilterIsForgottenAndOtherListsKeepNone() {
    var filters = PickerFilters()
    filters.keep(picker(.bundle, typed: "prem"), of: avery)
    filters.keep(picker(.bundle), of: avery)
    #expect(restored(filters, .bundle, of: avery) == "")
    filters.keep(picker(.drafts, typed: "avery"), of: avery)
    #expect(restored(filters, .drafts, of: avery) == "")
  }

  @Test func aChangeThatWasMadeDropsItsOwnFilterOnly() throws {
    var filters = PickerFilters()
    for id in [avery, jo] {
      filters.keep(picker(.bundle, typed: "prem"), of: id)
      filters.keep(picker(.refillProduct, typed: "sema"), of: id)
    }
    filters.drop(after: .bundle(BundleChange(avery, to: try BundleID("premium"))))
    #expect(restored(filters, .bundle, of: avery) == "")
    #expect(restored(filters, .refillProduct, of: avery) == "sema")
    #expect(restored(filters, .bundle, of: jo) == "prem")
    filters.drop(after: .refill(RefillLinkRequest(avery, product: nil)))
    #expect(restored(filters, .refillProduct, of: avery) == "")
    #expect(restored(filters, .refillProduct, of: jo) == "sema")
    filters.drop(after: .status(CaseStatusChange(jo, .reopen)))
    #expect(restored(filters, .bundle, of: jo) == "prem")
  }

  @Test func aForgottenCaseTakesItsFiltersAlong() {
    var filters = PickerFilters()
    filters.keep(picker(.bundle, typed: "prem"), of: avery)
    filters.keep(picker(.bundle, typed: "start"), of: jo)
    filters.forget(avery)
    #expect(restored(filters, .bundle, of: avery) == "")
    #expect(restored(filters, .bundle, of: jo) == "start")
  }
}
