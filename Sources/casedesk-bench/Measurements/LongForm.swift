/// Keys in a form of 500 questions, which is saved to a store on the disk meanwhile.
enum LongForm: Measurement {
  static let name = "form"

  private static let questions = 500

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let desk = try place.desk(try place.service().words, configuration: Workplace.storeOnDisk)
    let session = try Session(desk, columns: 120, rows: 40)
    _ = try session.begin(until: "? help")
    try session.press("avery@example.com", until: "Enter sends")
    try session.press("\r", until: "Birth date", quiet: .milliseconds(300))
    try session.press("a", until: "Intake ·")
    try session.press("\u{10}take products from a file")
    try session.press("\r")
    try session.press(try place.write(body, to: "intake.json"))
    try session.press("\r", until: "1 product taken", quiet: .milliseconds(300))
    // From the product past its visit type, subscription, title and description to the first answer.
    for _ in 0..<6 { try session.press("\t") }
    let typed = try times(of: 400, in: session) { number in number % 2 == 0 ? "x" : "\u{7F}" }
    // It says when it was saved: within two seconds of the last key.
    _ = try session.listen(for: .seconds(3))
    guard session.glass.shows("─ saved ") else { throw BenchProblem("The form was not saved.") }
    let moved = try times(of: 200, in: session) { _ in "\t" }
    return [
      try Figure("letter in a form of \(questions) questions", "ms", typed, share: 0.99, .value(5)),
      try Figure("next field of \(questions) questions", "ms", moved, share: 0.99, .value(5)),
    ]
  }

  private static func times(
    of count: Int, in session: Session, _ key: (Int) -> String
  ) throws(BenchProblem) -> [Double] {
    var times: [Double] = []
    for number in 0..<count {
      times += [try session.press(key(number), isAnswered: true, quiet: .milliseconds(12))]
        .compactMap(\.lastMilliseconds)
    }
    return times
  }

  private static var body: String {
    let questions = (1...questions).map { number in
      #"{"question":"Question \#(number)?","answer":"Answer \#(number)","type":"TEXT","required":true,"phi":true}"#
    }
    return
      #"{"products":[{"id":"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6","form":{"title":"Intake","description":"","#
      + #""questions":[\#(questions.joined(separator: ","))]}}]}"#
  }
}
