/// Makes one ordinary customer with their cases. Features that every world needs (statuses, customers without a case,
/// missing birth dates …) follow from the index; only the rest is random.
struct CustomerGenerator {
  static let statuses = ["OPEN", "ASSIGNED", "IN_PROGRESS", "APPROVED", "REJECTED", "NO_DECISION", "ABANDONED"]
  private static let caseCounts = [2, 1, 3, 1, 2, 0, 2, 1, 3, 1, 2, 2]

  let cast: Cast
  let clock: WorldClock
  let index: Int

  func customer(seed: UInt64) -> CustomerDraft {
    var generator = SplitMix64(seed: seed, part: index)
    let record = person(&generator)
    var draft = CustomerDraft(record: record)
    let count = CustomerGenerator.caseCounts[index % CustomerGenerator.caseCounts.count]
    for number in 0..<count {
      // Number 0 is the newest case.
      let age = 6 + number * 140 + generator.integer(0...90)
      let writer = CaseGenerator(
        cast: cast, clock: clock, customer: record, status: CustomerGenerator.statuses[(index + number * 3) % 7],
        age: age,
        serial: index * 4 + number, isNewest: number == 0)
      draft.cases.append(writer.draft(&generator))
    }
    return draft
  }

  private func person(_ generator: inout SplitMix64) -> CustomerRecord {
    let given = generator.pick(WorldNames.given)
    let family = generator.pick(WorldNames.family)
    let place = generator.pick(WorldNames.places)
    let line = index / WorldNames.areas.count
    let hasPhone = index % 13 != 4 && line < 100
    let phone = "+1\(WorldNames.areas[index % WorldNames.areas.count])555\("0\(100 + line)")"
    let dob =
      "\(generator.integer(1942...2004))-\(two(generator.integer(1...12)))-\(two(generator.integer(1...28)))"
    return CustomerRecord(
      id: generator.userID(), organizationId: cast.organization, firstName: given.0, lastName: family.0,
      email: "\(given.1).\(family.1)\(index + 1)\(cast.domainMark)@example.com", phoneNumber: hasPhone ? phone : nil,
      dob: index % 17 == 3 ? nil : dob, gender: generator.pick(["FEMALE", "MALE", "OTHER", nil]),
      address: "\(generator.integer(1...990)) Sample Street", city: place.0, state: index % 11 == 2 ? nil : place.1,
      postalCode: place.2, allergies: generator.pick(["None known", "Penicillin", nil]),
      healthConditions: generator.pick(["Hypertension", "Type 2 diabetes; asthma", nil]),
      currentMedications: generator.pick(["Lisinopril 10 mg", "None", nil]),
      createdAt: clock.ago(days: 600 + index % 90))
  }

  private func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}

/// Short ids: `ADA-` and five letters or digits. No two serial numbers share one.
enum ShortID {
  private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  static func make(_ serial: Int) -> String {
    // An odd factor permutes the numbers below 2^25, which five letters of thirty-two hold exactly.
    var rest = (serial &* 7_368_787 &+ 20_011_357) & 0x1FF_FFFF
    var letters = ""
    for _ in 0..<5 {
      letters.append(alphabet[rest & 31])
      rest >>= 5
    }
    return "ADA-" + letters
  }
}
