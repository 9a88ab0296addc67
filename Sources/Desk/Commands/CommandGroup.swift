extension CommandRow {
  /// The headings of the list of commands, in its order.
  enum Group: String, CaseIterable, Sendable {
    case patient = "This patient"
    case find = "Find"
    case form = "Form"
    case screen = "Screen"

    static func of(_ command: Command) -> Group {
      switch command {
      case .refill, .changeBundle, .addProducts, .caseStatus, .closeProduct, .contact, .message, .note, .escalate,
        .refresh, .copy, .copyMenu, .showAlone, .qrCode, .reveal, .revealAll, .wrongPerson, .files, .followUp,
        .followUpDone, .moveFollowUp, .deleteFollowUp, .claim, .handOver, .promo, .appointments, .confirm:
        .patient
      case .find, .newCase, .drafts, .worklist, .nextCase, .previousCase, .worklistView, .worklistWindow,
        .worklistStatuses,
        .worklistOrder, .findInWorklist, .previousSection, .nextSection, .sections, .findInCase,
        .findNext, .findPrevious, .timeline, .activity, .appointmentDay:
        .find
      case .review, .nextUnanswered, .questionList, .saveDraft, .undo, .redo, .addProduct, .addQuestion, .deleteItem,
        .editQuestion, .duplicateItem, .moveItemUp, .moveItemDown, .checkAll, .showBody, .templates, .saveTemplate,
        .deleteTemplate, .importForm, .exportForm, .discardDraft, .cannedTexts:
        .form
      case .back, .help, .palette, .quit, .interrupt, .redraw, .nextField, .previousField, .nextPane, .widen,
        .widenSide,
        .narrowSide, .focusLookupPane, .focusCasePane, .focusFormPane, .suspend, .token, .credentials, .purpose, .lock,
        .profile, .passphrase, .theme,
        .reloadTheme, .mouse, .up, .down, .pageUp, .pageDown, .home, .end, .accept:
        .screen
      }
    }
  }
}
