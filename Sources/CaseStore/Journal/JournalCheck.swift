/// What the chain of the activity file tells. Lines count from 1.
package struct JournalCheck: Hashable, Sendable {
  /// Lines that are as they were written and where they were written.
  package private(set) var records = 0
  /// Lines that a crash cut off: the last one without its line feed, and those that the next record names as such.
  package private(set) var tornLines: [Int] = []
  /// The first line that was edited, moved, or follows removed ones.
  package private(set) var changedLine: Int?
  /// The first line that notes that lines before it were lost.
  package private(set) var cutLine: Int?

  /// The first line that is not as it was written, for whichever reason.
  package var firstBadLine: Int? {
    switch (changedLine, tornLines.first) {
    case (let changed?, let torn?): min(changed, torn)
    case (let changed, let torn): changed ?? torn
    }
  }

  init(lines: [ActivityLine]) {
    var previous = ActivityLine.start
    var cutOff: Int?
    for (index, line) in lines.enumerated() {
      let number = index + 1
      guard line.isEnded else {
        tornLines.append(number)
        return
      }
      guard let hash = line.hash else {
        // Two in a row: a crash leaves one, and the next append ends it.
        if let cutOff { note(changed: cutOff) }
        cutOff = number
        continue
      }
      if line.saysAfterTorn, let torn = cutOff {
        tornLines.append(torn)
      } else if let torn = cutOff {
        note(changed: torn)
      } else if line.saysAfterTorn {
        note(changed: number)
      }
      cutOff = nil
      if cutLine == nil, ActivityLine.record(in: line)?.event == .cut { cutLine = number }
      if line.isIntact, line.previous == previous { records += 1 } else { note(changed: number) }
      previous = hash
    }
    if let cutOff { note(changed: cutOff) }
  }

  private mutating func note(changed number: Int) {
    changedLine = changedLine ?? number
  }
}
