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

  static let escalations = ManualSection(
    title: "Escalations",
    blocks: [
      .paragraph(
        "e escalates the case: type, title, note; the panel that follows has a due time and an assignee, too. The service takes only "
          + "its own titles for each type. Those for support are published, the others only in part, so a title that is not in the "
          + "list is said and never refused here. No case shows its escalations: to update one, paste its id, or let the service "
          + "list the open ones, which it does when it refuses an update."),
      .paragraph(
        "A site adds its own titles in escalations.toml next to the site policy; they come first, and the file must be root's:"
      ),
      .verbatim(
        """
        support = ["Asked for a call on Monday"]
        external = ["Pharmacy of the patient"]
        """),
    ])

  static let patient = ManualSection(
    title: "The patient: contact details, appointments, promo codes, files, new cases",
    blocks: [
      .item(
        "contact details",
        "u changes the e-mail address, the phone number or the postal address. The service is asked first whether it knows the "
          + "current and the new e-mail address; a new one that another user has is refused. Only fields that change are sent. Name, birth date "
          + "and gender are locked once a provider has the case, and cannot be changed here."),
      .item(
        "appointments",
        "The palette lists those of the patient, or of a day (\(NaturalDay.examples)), each with our time and the time on the "
          + "patient's clock. Only future ones of open cases are listed. A cancelled appointment has to be booked again. "
          + "The limit of requests is shared by the whole organization, and a refusal for it says so."),
      .item(
        "promo codes",
        "The palette, or casedesk promo CODE, checks a code for the bundle of the case, or for none. It changes nothing."
      ),
      .item(
        "files",
        "Enter on a file asks for a link that opens it for 15 minutes. Anyone with the link can open the file. The link shows its age, "
          + "can be copied or drawn as a QR code, and is never kept: not in the store, not in the record."),
      .item(
        "products",
        "The pickers offer products of the case, of [products] in config.toml, and of other cases. Where casedesk doctor --probe "
          + "finds that the service lists its products, product_list = true in the profile adds those behind the products of the case."
      ),
      .item(
        "new cases",
        "new-case, or casedesk case new, makes a case for somebody new. The service is asked first whether it knows the "
          + "e-mail address. The answers are written in the form editor, and the draft is kept. If the "
          + "service says that there is a case like it, a second confirmation may force it; nothing else does."),
    ])

  private static let worklistWords = [
    "The list names the cases that changed within its time window and why each is waiting, the most urgent reason first; within one reason, the "
      + "longest wait first. A service word that CaseDesk does not know is its own reason, \"look\". At most "
      + "\(CaseListWalk.most) cases are read, and an incomplete list says so. The list is not refreshed automatically, no row "
      + "moves under the cursor, and the lock clears the list: it is in memory only. Thresholds and your own views are set in "
      + "[worklist] of config.toml.",
    "A follow-up is your reminder to look at a case again. It is sealed in the local store, and the service gets none of it. "
      + "Due ones stand on top of the list, whether or not the list brought their case. One is also due as soon as a list or case "
      + "that is read shows a message from the patient that is newer than the follow-up. Done ones are kept for retention_days; "
      + "\"wrong person\" deletes those of its case. Times are read in time_zone: \(NaturalTime.examples).",
    "The views, then the reasons:",
  ]

  private static let messageWords = [
    "A message goes to the patient, a note to the team; the kind is fixed when you begin and stands in capitals in the "
      + "confirmation. Each case has one draft of each kind, kept like a form. Before the confirmation accepts a yes, CaseDesk "
      + "rereads the case: the confirmation quotes messages that came since you began, and the same text if sent in the last 24 hours. If it is "
      + "not known whether the text was sent, CaseDesk looks for it in the messages of the case. The author is operator_name and "
      + "operator_email of config.toml, or the author in the site policy; without an e-mail address nothing can be sent.",
    "A canned text is a file NAME.toml with title, kind (message, note or both) and body, in texts/ of the configuration folder "
      + "or next to the site policy; some come with the program, and your own text replaces the site's text with the same name. A blank "
      + "stands in braces, and {{ is a brace; you are asked for a blank that the case cannot fill, and no text with an open blank is sent. "
      + "casedesk texts check finds mistakes. The blanks:",
  ]
}
