/// From the start of the program to its first whole frame.
enum FirstFrame: Measurement {
  static let name = "first-frame"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    // As it is started day by day: the configuration says all.
    let configuration = "[general]\ndefault_profile = \"sandbox\"\n"
    let desk = try place.desk([], configuration: configuration)
    let peer = try place.other([], configuration: configuration, or: try place.tig(commits: 300))
    var (ours, others, bytes) = ([Double](), [Double](), [Double]())
    // The first start of each reads its files from the disk.
    for turn in 0...30 {
      let own = try begin(desk)
      let other = if let peer { try begin(peer) } else { Session.Reaction() }
      guard turn > 0 else { continue }
      ours += [own.shownMilliseconds].compactMap(\.self)
      others += [other.shownMilliseconds].compactMap(\.self)
      bytes.append(Double(own.bytes))
    }
    return [
      try Figure("first frame after the start", "ms", ours, peer: (peer, others), .ratio(0.5)),
      try Figure("first frame", "bytes", bytes, .value(4096)),
    ]
  }

  private static func begin(_ command: Program) throws(BenchProblem) -> Session.Reaction {
    // Each program draws this last: a row at the end of tig's list, our footer.
    try Session(command).begin(until: command.name == "tig" ? "Change 280" : "? help", quiet: .milliseconds(20))
  }
}
