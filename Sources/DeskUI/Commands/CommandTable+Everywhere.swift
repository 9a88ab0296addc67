import Desk
import Terminal

extension CommandTable {
  static let everywhere: [CommandRow] = [
    CommandRow(
      .back, "back", "Closes what is on top, leaves a field or cancels a request; never quits, never discards text.",
      hint: "back", priority: 100,
      keys: [
        ContextKeys(.butConfirmation, [KeyPress(.escape), .function(12), .control("g")]),
        ContextKeys([.confirmation], [KeyPress(.escape), .function(12), .control("g"), .bare("n")], hint: "no"),
        ContextKeys(.readings, [.bare("q")]),
      ]),
    CommandRow(
      .help, "help", "Explains what has the focus and lists every command; Enter runs one.", hint: "help", priority: 99,
      keys: [
        ContextKeys(.lists.and(.readings).and([.emptyLookupField]), [.bare("?"), .function(1)]),
        ContextKeys(
          .everywhere.but(.lists).but(.readings).but([.emptyLookupField]), [.function(1)]),
      ]),
    CommandRow(
      .palette, "all commands", "Lists every command, filtered by typing, with its key or why it is off.",
      hint: "commands", priority: 60,
      keys: [
        ContextKeys(.lists.and([.emptyLookupField]), [.bare(":"), .control("p")]),
        ContextKeys(.readings, [.control("p"), .bare(":")], hint: ""),
        ContextKeys([.lookupField], [.control("p")]),
        ContextKeys(.editor, [.control("p")]),
        ContextKeys([.picker, .prompt, .confirmation], [.control("p")], hint: ""),
      ]),
    CommandRow(
      .quit, "quit", "Closes this view; at the top level asks whether to quit.", hint: "quit",
      priority: 5, keys: [ContextKeys(.lists, [.bare("q")])]),
    CommandRow(
      .interrupt, "interrupt", "Cancels what is running; where nothing runs offers to quit.",
      keys: [ContextKeys(.everywhere, [.control("c")])]),
    CommandRow(
      .redraw, "redraw", "Wipes the screen and draws it anew.", keys: [ContextKeys(.everywhere, [.control("l")])]),
    CommandRow(
      .nextField, "next field", "Goes to the next field or pane.", hint: "next", priority: 30,
      keys: [
        ContextKeys(.lookupFields.and(.lists), [KeyPress(.tab)], hint: ""),
        ContextKeys(.fields, [KeyPress(.tab)]),
        ContextKeys([.editorReview, .prompt, .picker], [KeyPress(.tab)], hint: ""),
      ]),
    CommandRow(
      .previousField, "previous field", "Goes to the field or pane before.",
      keys: [ContextKeys(.panes.and([.prompt, .picker]), [KeyPress(.backTab)])]),
    CommandRow(
      .nextPane, "next pane", "Goes to the next pane.", hint: "pane", priority: 10,
      keys: [ContextKeys(.panes, [.function(6)])]),
    CommandRow(
      .focusLookupPane, "go to lookup", "Goes to the lookup pane.",
      keys: [
        ContextKeys(.butConfirmation, [.alt("1")]),
        ContextKeys(.lists, [.bare("1")]),
        ContextKeys([.caseDetail], [.bare("h"), KeyPress(.left)]),
      ]),
    CommandRow(
      .focusCasePane, "go to the case", "Goes to the case pane.",
      keys: [
        ContextKeys(.butConfirmation, [.alt("2")]),
        ContextKeys(.lists, [.bare("2")]),
        ContextKeys([.lookupList], [.bare("l"), KeyPress(.right)]),
      ]),
    CommandRow(
      .focusFormPane, "go to the form", "Goes to the open intake form.",
      keys: [ContextKeys(.butConfirmation, [.alt("3")]), ContextKeys(.lists, [.bare("3")])]),
    CommandRow(
      .find, "find a patient", "Goes to the lookup box; typing replaces what is in it.", hint: "find", priority: 65,
      keys: [
        ContextKeys(.lists, [.bare("/"), .function(2)]),
        ContextKeys([.emptyLookupField], [.function(2), .bare("/")], hint: ""),
        ContextKeys(.butConfirmation.but(.lists).but([.emptyLookupField]), [.function(2)], hint: ""),
      ]),
    CommandRow(
      .drafts, "drafts and unsettled writes", "Lists the drafts kept here and the writes whose end is not known.",
      hint: "drafts", priority: 20,
      keys: [
        ContextKeys(.lookupFields.and(.lists), [.function(3)]),
        ContextKeys(.butConfirmation.but(.lookupFields).but(.lists), [.function(3)], hint: ""),
      ]),
    CommandRow(
      .refresh, "refresh", "Asks the service again for what is shown.", hint: "refresh", priority: 15,
      keys: [
        ContextKeys(.lists, [.function(5), .control("r")]),
        ContextKeys(.lookupFields.and(.editor), [.function(5), .control("r")], hint: ""),
      ]),
    CommandRow(.suspend, "suspend", "Clears the screen and stops the program until the shell continues it."),
    CommandRow(
      .lock, "lock", "Saves the drafts and covers the screen until it is unlocked.", hint: "lock", priority: 8,
      keys: [ContextKeys(.lists, [.bare("L")])]),
    CommandRow(
      .theme, "theme", "Lists the themes; the screen shows the selected one.", hint: "theme", priority: 4,
      keys: [ContextKeys(.lists, [.bare("T")])]),
    CommandRow(
      .reloadTheme, "read the theme again", "Reads the file of the theme again and draws the screen with it.",
      keys: [ContextKeys(.panes.and(.readings), [.alt("r")])]),
    CommandRow(.mouse, "mouse", "Lets the mouse select here, or gives it back to your terminal."),
    CommandRow(.activity, "activity", "Lists what was seen and changed here, as it is recorded."),
    CommandRow(
      .profile, "switch profile", "Saves the drafts, closes the case and opens another profile or the sandbox."),
    CommandRow(.passphrase, "change the passphrase", "Changes the passphrase of what is kept on this machine."),
    CommandRow(.token, "token", "Takes a pasted access token, kept in memory only."),
    CommandRow(.credentials, "credentials", "Reads API key and access token again from where they are configured."),
  ]
}
