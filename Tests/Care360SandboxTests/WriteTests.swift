import Care360Sandbox
import Foundation
import Testing

/// What a write changes, seen by reading again.
struct WriteTests {
  private let avery = Sandbox.showcaseCaseID

  @Test func everyRefillGivesANewLinkAndAnEntryInTheHistory() async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.detail(avery).list("activity").count
    var links: Set<String> = []
    for _ in 0..<3 {
      let answer = try await sandbox.act(on: avery, #"{"action":"REQUEST_REFILL_URL"}"#)
      links.insert(try #require(try answer.object()["formLink"] as? String))
    }
    #expect(links.count == 3)
    let history = try await sandbox.detail(avery).list("activity")
    #expect(history.count == before + 3)
    #expect(links.contains(try #require(history.last?["valueAfter"] as? String)))
  }

  @Test func aChangedBundleIsOnTheCaseWithItsHistory() async throws {
    let sandbox = try Sandbox.small()
    let starter = try #require(SandboxCatalogue.bundles.first { $0.name == "Starter Bundle" })
    let old = try await sandbox.detail(avery)

    _ = try await sandbox.act(
      on: avery, #"{"action":"CHANGE_PRODUCT_BUNDLE","productBundle":{"id":"\#(starter.id)"}}"#)

    let new = try await sandbox.detail(avery)
    #expect(old.child("productBundle")?["name"] as? String == "Premium Bundle")
    #expect(new.child("productBundle")?["id"] as? String == starter.id)
    #expect(new["productBundleId"] as? String == starter.id)
    #expect(try #require(new["updatedAt"] as? String) > #require(old["updatedAt"] as? String))
    let entry = try #require(new.list("activity").last)
    #expect(entry["valueBefore"] as? String == "Premium Bundle")
    #expect(entry["valueAfter"] as? String == "Starter Bundle")
  }

  @Test func aBundleOfAnotherOrganizationIsInvalid() async throws {
    let sandbox = try Sandbox.small()
    let answer = try await sandbox.act(
      on: avery,
      #"{"action":"CHANGE_PRODUCT_BUNDLE","productBundle":{"id":"3b4c5d6e-7f80-4192-93a4-b5c6d7e8f90a"}}"#)
    #expect(answer.status == 400)
    #expect(try answer.object()["error"] as? String == "Invalid product bundle ID")
  }

  @Test func addedProductsAndTheirAnswersAreOnTheCase() async throws {
    let sandbox = try Sandbox.small()
    let old = try await sandbox.detail(avery)
    let body = #"""
      {"products":[
        {"id":"8DFF2C47-B2AB-42D8-9AF0-4C4DBCA8B4B6","visitType":"SYNC_PHONE","subscription":{"interval":"week","intervalCount":2}},
        {"id":"621527f5-3877-48b3-b27f-df395a5308bb","form":{"title":"Check","questions":[
          {"question":"Weight?","answer":"138 lbs","type":"TEXT","phi":true,"required":true},
          {"question":"Goals?","answer":"[\"Sleep\",\"Energy\"]","type":"MULTISELECT","options":["Sleep","Energy","Other"]},
          {"question":"Extra?","answer":"Sleep","type":"MULTISELECT","options":["Sleep","Energy"]}]}}]}
      """#
    #expect(try await sandbox.addProducts(to: avery, body).status == 200)

    let new = try await sandbox.detail(avery)
    let products = new.list("caseProducts")
    #expect(products.count == old.list("caseProducts").count + 2)
    let phone = try #require(products.first { $0.child("organizationProduct")?["name"] as? String == "Tirzepatide" })
    #expect(phone["status"] as? String == "OPEN")
    #expect(phone["visitType"] as? String == "SYNC_PHONE")
    #expect(phone.child("subscription")?["interval"] as? String == "week")
    #expect(phone.child("subscription")?["intervalCount"] as? Int == 2)
    let form = try #require(new.list("responses").last)
    #expect(form.child("form")?["name"] as? String == "Check")
    #expect(
      form.list("responses").compactMap { $0["text"] as? String } == ["138 lbs", #"["Sleep","Energy"]"#, #"["Sleep"]"#])
    #expect(form.list("responses").first?.child("question")?["isPHI"] as? Bool == true)
    #expect(new.list("activity").count == old.list("activity").count + 3)
  }

  @Test func aConflictAppliesNothing() async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(avery))
    let answer = try await sandbox.addProducts(
      to: avery,
      #"{"products":[{"id":"621527f5-3877-48b3-b27f-df395a5308bb"},{"id":"e9a3e6a5-9538-4401-99bb-ead475547a36"}]}"#)
    #expect(answer.status == 409)
    #expect(try canonical(try await sandbox.detail(avery)) == before)
  }

  @Test func anUnknownProductAppliesNothing() async throws {
    let sandbox = try Sandbox.small()
    let before = try canonical(try await sandbox.detail(avery))
    let answer = try await sandbox.addProducts(
      to: avery,
      #"{"products":[{"id":"621527f5-3877-48b3-b27f-df395a5308bb"},{"id":"00000000-0000-4000-8000-000000000001"}]}"#)
    #expect(answer.status == 422)
    #expect(try canonical(try await sandbox.detail(avery)) == before)
  }
}
