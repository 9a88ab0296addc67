/// How start-up and memory grow with the recent cases that the store on the disk keeps.
enum Recents: Measurement {
  static let name = "recents"

  private static let counts = [0, 50, 200]

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let desk = try place.desk(try place.service(patients: 400).words, configuration: Workplace.storeOnDisk)
    let listing = try LineProgram.output(of: desk.with(["worklist", "--all", "--since", "60d", "--json"] + desk.words))
    let cases = listing.matches(of: /"caseId":"([^"]+)","shortId":"([^"]+)"/).map {
      (id: String($0.1), shortID: String($0.2))
    }
    guard cases.count >= counts[counts.count - 1] else { throw BenchProblem("The service has too few cases.") }
    var (starts, sizes): ([Figure], [Figure]) = ([], [])
    var (start, size, known): (Double?, Double?, Int) = (nil, nil, 0)
    for count in counts {
      try lookUp(cases[known..<count], with: desk)
      known = count
      var (times, memory) = ([Double](), [Double]())
      for turn in 0...20 {
        let session = try Session(desk)
        let begun = try session.begin(until: "? help")
        guard turn > 0 else { continue }
        times += [begun.shownMilliseconds].compactMap(\.self)
        memory.append(try ProcessMemory.megabytes("Private_Dirty", inSessionOf: session.process))
      }
      starts.append(
        try Figure("first frame, \(count) recent cases", "ms", times, start.map { .value($0 * 1.2) } ?? .none))
      sizes.append(try Figure("memory, \(count) recent cases", "MB", memory, size.map { .value($0 + 2) } ?? .none))
      if start == nil { (start, size) = (try Spread(times).median, try Spread(memory).median) }
    }
    return starts + sizes
  }

  /// Each case is a recent one then.
  private static func lookUp(_ cases: ArraySlice<(id: String, shortID: String)>, with desk: Program)
    throws(BenchProblem)
  {
    guard !cases.isEmpty else { return }
    let session = try Session(desk)
    _ = try session.begin(until: "? help")
    for (id, shortID) in cases {
      try session.press("\u{1B}OQ", quiet: .milliseconds(20))
      try session.press("\u{15}\(id)", quiet: .milliseconds(20))
      try session.press("\r", until: "Case \(shortID) ·", quiet: .milliseconds(40))
    }
  }
}
