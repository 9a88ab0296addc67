extension ManualTopic {
  static let themeSection = ManualSection(
    title: "Themes",
    blocks: [
      .paragraph(
        "T lists the themes, and the screen shows the selected one; Alt-R reloads the file of the current theme. A file "
          + "themes/NAME.toml in the folder of config.toml is your own theme:"),
      .verbatim(
        """
        inherits = "dark"                          # any theme that comes with the program; every role can be overridden
        accent = "#7cc4ff"                         # or a name such as bright-blue, 0 to 255, or default
        error-attributes = ["bold", "underline"]   # bold, dim, italic, underline, reverse
        selection-background = "#2b5c94"
        """),
      .paragraph(
        "casedesk themes show dark lists the roles. One file serves full colour, 256 and 16 colours and none: the terminal's "
          + "description, COLORTERM and NO_COLOR say what the terminal can show. No state is shown by colour alone, and production stands out in "
          + "every theme."),
      .paragraph(
        "theme = \"auto\" is dark or light, like the terminal's background, and follows it when it changes; a terminal that "
          + "does not answer gets dark. Your own themes/dark.toml and themes/light.toml are used where you have them. No theme of "
          + "your own can have the name auto."
      ),
    ])

  static let templateSection = ManualSection(
    title: "Templates",
    blocks: [
      .paragraph(
        "A template is a form saved under a name: its questions, never an answer. \"save as template\" in the palette keeps the "
          + "form of a product; a form that names the patient is refused. Each template is a file in templates/ in the configuration folder "
          + "and can be edited there; the list of templates names each mistake with line and column. template = "
          + "\"NAME\" under [products.NAME] in config.toml starts the form of that product from the template."),
      .verbatim(
        """
        title = "Monthly check-in"
        description = "Before the next delivery."

        [[questions]]
        text = "How much do you weigh?"
        type = "TEXT"              # TEXT, SINGLESELECT or MULTISELECT
        required = true
        phi = true                 # health data; true unless said otherwise

        [[questions]]
        text = "Did you have any of these since the last visit?"
        type = "MULTISELECT"
        options = ["nausea", "headache", "dizziness", "none"]
        exclusive = ["none"]       # clears the rest
        most = 2                   # and least: how many may be chosen
        other = true               # an answer in other words is accepted too
        """),
      .paragraph(
        "\"write the form to a file\" and \"take products from a file\" in the palette use the service's own JSON, as casedesk "
          + "products add --file does. The file written is always new, and only you can read it."),
    ])

  static let faultSection = ManualSection(
    title: "When things go wrong",
    blocks: [
      .paragraph(
        "A write is recorded on disk before its first byte is sent (activity-YEAR-MONTH.jsonl in the data folder: time, operator, action "
          + "and ids, and nothing else about a patient), is sent once, and is never resent automatically."),
      .paragraph(
        "Without a clear answer, the outcome is \"not known whether it was done\": CaseDesk rereads the case after 2, 10 and 30 seconds, and F3 "
          + "lists unsettled changes and settles them. Until then, the same write on the same case is blocked, unless its history was "
          + "shown."),
      .paragraph(
        "A form that could not be sent comes back to its review with everything in it. With a store, a form is saved as you "
          + "type and survives the end of the program; without a store, the header and the editor say NOT SAVED."),
      .paragraph(
        "casedesk sandbox serve --fault ROUTE:KIND lets you practice with faults; the option may be given several times."
      ),
      .item(
        "ROUTE",
        "latest, detail, bundles, organization-products, refill, bundle, products, case-status, communication, "
          + "close-product, escalate, update-escalation, check-user, update-email, update-profile, promo, new-case, appointments, "
          + "cancel-appointment, cases or all."),
      .item(
        "KIND",
        "drop-before, drop-after (applied, but no answer), status=NNN, malformed, html or slow=MS; xN at the end limits it to the "
          + "next N requests."),
    ])

  static let storageSection = ManualSection(
    title: "What is kept on this machine",
    blocks: [
      .item(
        "$XDG_DATA_HOME/casedesk or ~/.local/share/casedesk",
        "The data folder, mode 0700; every file in it has mode 0600."),
      .item(
        "activity-2026-11.jsonl there, one a month",
        "Views and writes: time, operator, action and ids, and nothing else about a patient. Each line and file is "
          + "chained to the one before, and the store marks how far the record reached. The owner of the files can remove record and store "
          + "together, which leaves no trace. The activity.jsonl of older versions stays."),
      .item(
        "stores/PROFILE-OPERATOR-.../cache.sqlite",
        "Recent cases, refill links and names of products, each row sealed."),
      .item(
        "stores/PROFILE-OPERATOR-.../drafts.sqlite", "Forms, messages and notes that were not sent, each row sealed."),
      .item(
        "stores/PROFILE-OPERATOR-.../key",
        "The key to both, wrapped: useless without the passphrase or the output of key_command, at least 32 characters such as from "
          + "openssl rand -hex 32."),
      .item(
        "stores/PROFILE-OPERATOR-.../recovery",
        "The key to drafts and follow-ups, sealed for the site's recovery key, where the site policy names one."),
      .paragraph(
        "Each pair of profile and operator has its own store. The screen asks for the passphrase at the start and lets you choose one "
          + "the first time: at least 12 characters. Nobody can open the store without it, and nobody can recover a lost one; drafts "
          + "and follow-ups alone can be read with the site's recovery key, where its policy names one. "
          + "Without a passphrase or key command, in the sandbox, and (without a key command) with the key of a sandbox on a "
          + "loopback host, everything is in memory only and is gone when the program ends."),
      .paragraph(
        "Cases past retention_days and retention_count, and cases that casedesk cache purge removes, are gone from the database and its "
          + "log. Drafts stay until the service has confirmed them or you discard them. Flash storage, snapshots and backups may keep "
          + "the ciphertext of what was removed; it stays as safe as the passphrase or key. A screen that is already open keeps showing "
          + "its list until it ends. Changing the passphrase keeps the key that seals the rows: with its old passphrase, an older copy of the file key "
          + "still opens later rows. The kernel may write memory to swap: casedesk doctor checks for swap."
      ),
    ])
}
