import Care360
import Desk

/// The sections of the manual about the worklist, and about messages, notes and canned texts.
enum DaySection {
  static var worklist: ManualSection {
    ManualSection(
      title: "Worklist",
      blocks: worklistWords.map { .paragraph($0) }
        + WorklistView.allCases.map { .item("view \($0.rawValue)", "\($0.words).") }
        + WorklistReason.Kind.allCases.map { .item($0.rawValue, "\($0.words).") })
  }

  static var messages: ManualSection {
    ManualSection(
      title: "Messages, notes and canned texts",
      blocks: messageWords.map { .paragraph($0) }
        + (Blank.named + [.ask("a question")]).map { .item($0.source, $0.meaning) })
  }

  private static let worklistWords = [
    "The list names the cases that changed within its time and why each waits, the gravest reason first; of the same reason the "
      + "longest waiting. A word of the service that is not known here is a reason of its own, \"look\". At most "
      + "\(CaseListWalk.most) cases are read, and a list that is not whole says so. Nothing asks for it again by itself, no row "
      + "moves under the cursor, and the lock takes it: it is kept in memory only. Thresholds and views of your own stand in "
      + "[worklist] of config.toml.",
    "The views are, then the reasons:",
  ]

  private static let messageWords = [
    "A message goes to the patient, a note to the team; which of both is fixed when it is begun and stands in capitals in the "
      + "question before it is sent. Each case has one draft of each, kept as forms are. Before the question takes a yes, the "
      + "case is read again: it quotes what came since the text was begun, and the same text of the last 24 hours. Where "
      + "nobody knows whether it was sent, it is looked for in the messages of the case. The author is operator_name and "
      + "operator_email of config.toml, or the site policy's; without an e-mail address nothing can be written.",
    "A canned text is a file NAME.toml with title, kind (message, note or both) and body, in texts/ of the configuration folder "
      + "or beside the site policy; some come with the program, and your own goes before the site's of that name. A blank "
      + "stands in braces, {{ is a brace; one that the case cannot fill is asked for, and no text with an open blank is sent. "
      + "casedesk texts check finds mistakes. The blanks:",
  ]
}
