import Care360

/// A command as palette, help, texts and line-by-line mode know it. A front end adds its keys.
package struct CommandRow: Sendable {
  package let command: Command
  /// Its name in palette and help: "refill link".
  package let label: String
  /// One sentence.
  package let explanation: String
  /// The reason of the site policy, which holds whatever is done here.
  let policy: Reason
  /// The reason why the command is off now; nil when it is on.
  let off: Reason

  typealias Reason = @Sendable (Desk) -> String?

  init(
    _ command: Command, _ label: String, _ explanation: String, policy: @escaping Reason = { _ in nil },
    off: @escaping Reason = { _ in nil }
  ) {
    self.command = command
    self.label = label
    self.explanation = explanation
    self.policy = policy
    self.off = off
  }

  /// Every command once, in the order of palette and help.
  package static let all: [CommandRow] =
    everywhere + moving + CaseAction.all.map(\.row) + ofCase + ofWorklist + ofForm + ofComposer + ofConfirmation

  private static let commands = all.map(\.command)

  package static func of(_ command: Command) -> CommandRow? { commands.firstIndex(of: command).map { all[$0] } }
}

// MARK: Reasons

extension CommandRow {
  private static let needsCase: Reason = { $0.shown == nil ? "open a case first" : nil }

  private static let needsCheckedCase: Reason = { desk in
    needsCase(desk) ?? desk.newCaseReason
      ?? (desk.shown?.needsIdentityCheck == true ? "check the identity first: Enter opens the case" : nil)
  }

  private static let needsFind: Reason = { desk in
    needsCheckedCase(desk)
      ?? (desk.shown?.find == nil ? "search for a text first: \(desk.name(.findInCase))" : nil)
  }

  private static let needsForm: Reason = {
    $0.openEditor == nil ? "open the intake form first: \($0.name(.addProducts))" : nil
  }

  private static let needsDraft: Reason = {
    $0.openDraft == nil
      ? "open the intake form, a message or a note first: \($0.name(.addProducts)), \($0.name(.message)) or \($0.name(.note))"
      : nil
  }

  /// A form that another session took over takes nothing new.
  private static let needsFormHere: Reason = { desk in
    needsForm(desk) ?? desk.drafts.takenOver(desk.shown?.detail.id).map { "\($0) took this form over" }
      ?? desk.openDraft.flatMap { desk.drafts.waiting($0.slot) }.map { "it \($0.words)" }
  }

  private static let clipboard: Reason = {
    $0.settings.allowsClipboard ? nil : "the site policy keeps the clipboard off"
  }

  private static let qr: Reason = { $0.settings.allowsQR ? nil : "the site policy keeps QR codes off" }
  private static let suspend: Reason = { $0.settings.allowsSuspend ? nil : "the site policy does not allow suspending" }

  private static let export: Reason = {
    $0.settings.allowsExport ? nil : "the site policy does not allow writing forms to files"
  }
}

// MARK: Rows

extension CommandRow {
  private static let everywhere = [
    CommandRow(
      .back, "back", "Closes the top panel, leaves a field or cancels a request; never quits, never discards text."),
    CommandRow(.help, "help", "Explains the focused item and lists every command; Enter runs one."),
    CommandRow(
      .palette, "all commands", "Lists every command, filtered by typing, with its key or the reason it is off."),
    CommandRow(.quit, "quit", "Closes this view; at the top level asks whether to quit."),
    CommandRow(.interrupt, "cancel", "Cancels the running request; if nothing is running, offers to quit."),
    CommandRow(.redraw, "redraw screen", "Wipes the screen and draws it again."),
    CommandRow(.nextField, "next field", "Goes to the next field or pane."),
    CommandRow(.previousField, "previous field", "Goes to the previous field or pane."),
    CommandRow(.nextPane, "next pane", "Goes to the next pane."),
    CommandRow(.widen, "widen", "Gives the case the full width, or gives the lookup its columns back."),
    CommandRow(.widenSide, "widen side", "Gives the panes on the left more columns."),
    CommandRow(.narrowSide, "narrow side", "Gives the panes on the left fewer columns."),
    CommandRow(.focusLookupPane, "go to lookup", "Goes to the lookup pane."),
    CommandRow(.focusCasePane, "go to the case", "Goes to the case pane."),
    CommandRow(
      .focusFormPane, "go to the form",
      "Goes to the open intake form, message or note.", off: { $0.openDraft == nil ? $0.actionReason : nil }),
    CommandRow(.find, "find a patient", "Goes to the lookup box; typing replaces the text in it."),
    CommandRow(
      .newCase, "new case", "Begins a case for a patient who has none, or goes on with the one that was begun.",
      off: { $0.reasonAgainstNewCase }),
    CommandRow(
      .drafts, "mine: drafts, unsettled changes, follow-ups, links",
      "Lists the drafts kept here, the changes whose outcome is not known, your follow-ups, and the recent links."),
    CommandRow(
      .refresh, "refresh", "Asks the service again for the case or list shown.",
      off: { $0.focus == .worklist || $0.isKeyRefused ? nil : needsCase($0) ?? $0.newCaseReason }),
    CommandRow(
      .suspend, "suspend to shell", "Clears the screen and stops the program until the shell continues it.",
      policy: suspend),
    CommandRow(.lock, "lock", "Saves the drafts and covers the screen until it is unlocked."),
    CommandRow(.theme, "theme", "Lists the themes; the screen shows the selected one."),
    CommandRow(.reloadTheme, "read the theme again", "Reads the theme file again and redraws the screen with it."),
    CommandRow(.mouse, "mouse", "Lets the mouse select here, or gives it back to your terminal."),
    CommandRow(.activity, "activity", "Lists the views and changes recorded here."),
    CommandRow(
      .profile, "switch profile",
      "Saves the drafts, closes the case and opens another profile or the sandbox.", off: { $0.profileReason }),
    CommandRow(
      .passphrase, "change the passphrase",
      "Changes the passphrase for the data kept on this machine.", off: { $0.passphraseReason }),
    CommandRow(.token, "token", "Takes a pasted access token, kept in memory only."),
    CommandRow(.credentials, "credentials", "Reads the API key and access token again from their configured sources."),
    CommandRow(
      .purpose, "purpose", "Changes the purpose that the record gives for what you do.",
      policy: { $0.purpose.words.isEmpty ? "no purpose is asked for here" : nil }, off: { $0.purposeReason }),
  ]

  private static let moving = [
    CommandRow(.up, "up", "Moves one line up."),
    CommandRow(.down, "down", "Moves one line down."),
    CommandRow(.pageUp, "page up", "Moves one screenful up."),
    CommandRow(.pageDown, "page down", "Moves one screenful down."),
    CommandRow(.home, "to the top", "Moves to the first line."),
    CommandRow(.end, "to the end", "Moves to the last line."),
    CommandRow(.accept, "open", "Looks up, opens the selected line, goes to the next field or presses the button."),
  ]

  private static let ofCase = [
    CommandRow(.previousSection, "previous section", "Moves to the previous section of the case.", off: needsCase),
    CommandRow(.nextSection, "next section", "Moves to the next section of the case.", off: needsCase),
    CommandRow(.sections, "section list", "Lists the sections of the case.", off: needsCheckedCase),
    CommandRow(.findInCase, "find in the case", "Searches the text of the case shown.", off: needsCheckedCase),
    CommandRow(.findNext, "next hit", "Goes to the next line that has the search text.", off: needsFind),
    CommandRow(.findPrevious, "previous hit", "Goes to the previous line that has the search text.", off: needsFind),
    CommandRow(
      .timeline, "timeline", "Shows everything that happened with the case, or one kind of event.",
      off: needsCheckedCase),
    CommandRow(
      .copy, "copy",
      "Sends the selected value to your terminal's clipboard.", policy: clipboard, off: needsCheckedCase),
    CommandRow(
      .copyMenu, "copy …", "Lists the parts of this case that can be copied.", policy: clipboard, off: needsCheckedCase),
    CommandRow(
      .showAlone, "show alone",
      "Shows the value alone, starting in the first column, for selecting by hand.", off: needsCheckedCase),
    CommandRow(.qrCode, "QR code", "Draws the refill link as a QR code.", policy: qr, off: needsCheckedCase),
    CommandRow(.reveal, "reveal or mask", "Shows or hides the selected health data.", off: needsCheckedCase),
    CommandRow(.revealAll, "reveal or mask all", "Shows or hides all health data in the pane.", off: needsCheckedCase),
    CommandRow(
      .wrongPerson, "wrong person",
      "Closes the case, removes it from the cache and the recents, and records the removal.",
      off: { $0.shown == nil ? Self.needsCase($0) : $0.newCaseReason ?? $0.lookupReason }),
    CommandRow(
      .files, "files of the case", "Lists the files of this case; Enter asks for a link that opens one for 15 minutes.",
      off: { $0.fileReason }),
    CommandRow(
      .followUp, "follow-up", "Reminds you to look at this case again, or changes a reminder that it has.",
      off: { $0.followUpReason }),
    CommandRow(
      .followUpDone, "follow-up done", "Ends the follow-up of this case: you saw to it.", off: { $0.ownFollowUpReason }),
    CommandRow(
      .moveFollowUp, "move follow-up", "Sets the follow-up of this case to another time.", off: { $0.ownFollowUpReason }
    ),
    CommandRow(
      .deleteFollowUp, "delete follow-up", "Deletes the follow-up of this case, after a confirmation.",
      off: { $0.ownFollowUpReason }),
    CommandRow(
      .claim, "claim the case",
      "Takes this case for an hour, so that colleagues see it; gives it back, or takes it over from a colleague.",
      off: { $0.claimReason }),
    CommandRow(
      .handOver, "hand over",
      "Gives a draft or follow-up to a colleague or to the team; a colleague who takes it becomes its author.",
      off: { $0.handOverReason }),
    CommandRow(
      .promo, "check a promo code", "Asks the service for the discount of a code, for the bundle of the case shown."),
    CommandRow(
      .appointments, "appointments of the patient",
      "Lists the future appointments of this patient; Enter cancels one, after a confirmation.",
      off: { needsCheckedCase($0) ?? $0.reasonAgainstAppointments }),
    CommandRow(
      .appointmentDay, "appointments of a day",
      "Lists the future appointments of a day; Enter opens the patient's case.", policy: worklistPolicy),
  ]

  private static let worklistPolicy: Reason = {
    $0.settings.worklist.isAllowed ? nil : "the site policy keeps the worklist off"
  }

  private static let needsWorklist: Reason = { desk in
    desk.worklist.isOpen ? nil : "open the worklist first: \(desk.name(.worklist, in: .caseDetail))"
  }

  private static let ofWorklist = [
    CommandRow(
      .worklist, "worklist", "Lists the waiting cases with their reasons; selects the row of the open case.",
      policy: worklistPolicy),
    CommandRow(
      .nextCase, "next case", "Opens the next case of the worklist.", policy: worklistPolicy,
      off: { $0.reasonAgainstRows }),
    CommandRow(
      .previousCase, "previous case", "Opens the previous case of the worklist.", policy: worklistPolicy,
      off: { $0.reasonAgainstRows }),
    CommandRow(
      .worklistView, "worklist view", "Chooses which cases of the worklist are shown.", policy: worklistPolicy,
      off: needsWorklist),
    CommandRow(
      .worklistWindow, "worklist time", "Chooses how far back the worklist looks.", policy: worklistPolicy,
      off: needsWorklist),
    CommandRow(
      .worklistStatuses, "worklist statuses", "Chooses which case statuses the worklist asks for.",
      policy: worklistPolicy, off: needsWorklist),
    CommandRow(
      .worklistOrder, "worklist order", "Chooses the column that orders the worklist.", policy: worklistPolicy,
      off: needsWorklist),
    CommandRow(
      .findInWorklist, "find in the worklist", "Goes to the next row that has the words you type.",
      policy: worklistPolicy,
      off: { $0.reasonAgainstRows }),
  ]

  private static let ofForm = [
    CommandRow(
      .review, "review and submit",
      "Shows everything that would be sent; in the review, goes on to submit.", off: needsDraft),
    CommandRow(
      .nextUnanswered, "next unanswered question", "Moves to the next question without an answer.", off: needsForm),
    CommandRow(.questionList, "question list", "Lists the questions of the form.", off: needsForm),
    CommandRow(.saveDraft, "save the draft", "Saves your text as it is; nothing is sent.", off: needsDraft),
    CommandRow(.undo, "undo", "Undoes your last change.", off: needsDraft),
    CommandRow(.redo, "redo", "Makes the change that you undid again.", off: needsDraft),
    CommandRow(.addProduct, "add a product to the form", "Adds another product to the form.", off: needsForm),
    CommandRow(.addQuestion, "add a question", "Adds a question to the form of this product.", off: needsForm),
    CommandRow(
      .editQuestion, "change the question",
      "Goes to the wording, type and options of the question, and back to its answer.", off: needsForm),
    CommandRow(
      .deleteItem, "delete from the form",
      "Deletes the focused question or product; undo brings it back.", off: needsForm),
    CommandRow(
      .duplicateItem, "copy within the form",
      "Copies the focused question or product to the place after it.", off: needsForm),
    CommandRow(
      .moveItemUp, "move up in the form",
      "Moves the focused option, question or product one place up.", off: needsForm),
    CommandRow(
      .moveItemDown, "move down in the form",
      "Moves the focused option, question or product one place down.", off: needsForm),
    CommandRow(
      .checkAll, "check everything",
      "Lists everything to fix before the form can be sent; Enter goes to it.", off: needsForm),
    CommandRow(
      .showBody, "show the JSON", "Shows the exact JSON to send, with the answers hidden until you press V.",
      off: needsForm),
    CommandRow(
      .templates, "begin with a template",
      "Lists the templates; Enter adds the questions of one to the form.", off: needsFormHere),
    CommandRow(
      .saveTemplate, "save as template",
      "Saves the questions of this product's form under a name, without answers.", off: needsForm),
    CommandRow(
      .deleteTemplate, "delete a template", "Deletes a template of your own, after a confirmation.", off: needsForm),
    CommandRow(
      .importForm, "take products from a file",
      "Adds the products from a JSON file in the service's format to the form.", off: needsFormHere),
    CommandRow(
      .exportForm, "write the form to a file",
      "Writes the JSON that would be sent to a new file that only you can read.", policy: export, off: needsForm),
    CommandRow(
      .discardDraft, "discard the draft", "Discards the draft, after a confirmation.", off: needsDraft),
  ]

  private static let ofComposer = [
    CommandRow(
      .cannedTexts, "canned texts", "Lists the texts kept for messages and notes; Enter inserts one into your text.",
      off: {
        $0.openComposer == nil ? "open a message or a note first: \($0.name(.message)) or \($0.name(.note))" : nil
      })
  ]

  private static let ofConfirmation = [
    CommandRow(.confirm, "confirm", "Accepts the confirmation on the screen.")
  ]
}
