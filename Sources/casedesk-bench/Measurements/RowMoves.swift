/// A key that moves the cursor by one row in a list of a thousand, from the key to the last byte that it paints.
enum RowMoves: Measurement {
  static let name = "row"

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let service = try place.service(patients: 2000)
    let configuration = "[worklist]\nview = \"all\"\nwindow = \"60d\"\n"
    let desk = try Session(try place.desk(service.words, configuration: configuration))
    try openList(desk)
    let command = try place.other(service.words, configuration: configuration, or: try place.tig(commits: 1000))
    let peer = try command.map { (command) throws(BenchProblem) in try Session(command) }
    if let peer, command?.name == "tig" {
      _ = try peer.begin(until: "Change 980")
    } else if let peer {
      try openList(peer)
    }
    var (ours, others, bytes, otherBytes) = ([Double](), [Double](), [Double](), [Double]())
    for _ in 0..<300 {
      let own = try desk.press(down, isAnswered: true, quiet: .milliseconds(12))
      ours += [own.lastMilliseconds].compactMap(\.self)
      bytes.append(Double(own.bytes))
      guard let peer else { continue }
      let other = try peer.press(down, isAnswered: true, quiet: .milliseconds(12))
      others += [other.lastMilliseconds].compactMap(\.self)
      otherBytes.append(Double(other.bytes))
    }
    let mailbox = command?.name == "tig" ? try [place.neomutt(messages: 1000), place.aerc(messages: 1000)] : []
    return try mailbox.compactMap(\.self).map { (mail) throws(BenchProblem) in try beside(mail, ours) } + [
      try Figure("row of 1,000 moved", "ms", ours, peer: (command, others), .ratio(1)),
      try Figure("row of 1,000 moved", "ms", ours, share: 0.95, .value(2)),
      try Figure("row of 1,000 moved", "bytes", bytes, peer: (command, otherBytes), .value(100)),
    ]
  }

  private static func beside(_ mail: Program, _ ours: [Double]) throws(BenchProblem) -> Figure {
    let peer = try Session(mail)
    _ = try peer.begin(until: "Change 990", quiet: .milliseconds(1500))
    var times: [Double] = []
    for _ in 0..<300 {
      let moved = try peer.press("j", isAnswered: true, quiet: .milliseconds(12))
      times += [moved.lastMilliseconds].compactMap(\.self)
    }
    return try Figure("row of 1,000 moved", "ms", ours, peer: (mail, times), .ratio(1))
  }

  private static let down = "\u{1B}OB"

  private static func openList(_ session: Session) throws(BenchProblem) {
    _ = try session.begin(until: "? help")
    try session.press("\u{1B}w", until: "cases, read", quiet: .milliseconds(500))
  }
}
