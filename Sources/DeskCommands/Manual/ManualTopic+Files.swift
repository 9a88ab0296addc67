extension ManualTopic {
  static let themeSection = ManualSection(
    title: "Themes",
    blocks: [
      .paragraph(
        "T lists the themes, and the screen shows the selected one; Alt-R reads the file of the theme in use again. A file "
          + "themes/NAME.toml in the folder of config.toml is a theme of your own:"),
      .verbatim(
        """
        inherits = "dark"                          # any theme that comes with the program; every role can be overridden
        accent = "#7cc4ff"                         # or a name as bright-blue, 0 to 255, or default
        error-attributes = ["bold", "underline"]   # bold, dim, italic, underline, reverse
        selection-background = "#2b5c94"
        """),
      .paragraph(
        "casedesk themes show dark lists the roles. One file serves full colour, 256 and 16 colours and none: the terminal's "
          + "description, COLORTERM and NO_COLOR say what it can show. No state is told by colour alone, and production is loud in "
          + "every theme."),
    ])

  static let templateSection = ManualSection(
    title: "Templates",
    blocks: [
      .paragraph(
        "A template is a form saved under a name: its questions, never an answer. \"save as template\" in the palette keeps the "
          + "form of a product; a form that names the patient is refused. Each is a file in templates/ in the configuration folder "
          + "and can be edited there; what is wrong in one is said with line and column where the templates are listed. template = "
          + "\"NAME\" under [products.NAME] in config.toml begins the form of that product with it."),
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
        other = true               # an answer in other words is taken too
        """),
      .paragraph(
        "\"write the form to a file\" and \"take products from a file\" in the palette speak the service's own JSON, as casedesk "
          + "products add --file does. A file is always new, and only you can read it."),
    ])

  static let faultSection = ManualSection(
    title: "When things go wrong",
    blocks: [
      .paragraph(
        "A write is recorded on disk before its first byte (activity-YEAR-MONTH.jsonl in the data folder: time, operator, action "
          + "and ids, nothing else about a patient), is sent once, and is never sent again by itself."),
      .paragraph(
        "Without a clear answer it is \"not known whether it was done\": the case is read again after 2, 10 and 30 seconds, and F3 "
          + "lists what is unsettled and settles it. The same write on the same case is blocked meanwhile, unless its history was "
          + "shown."),
      .paragraph(
        "A form that could not be sent comes back to its review with everything in it. Where a store keeps it, it is saved as you "
          + "type and survives the end of the program; where nothing is kept, header and editor say NOT SAVED."),
      .paragraph("casedesk sandbox serve --fault ROUTE:KIND lets you practise; it may be given several times."),
      .item("ROUTE", "latest, detail, bundles, refill, bundle, products, case-status, communication, cases or all."),
      .item(
        "KIND",
        "drop-before, drop-after (applied, but no answer), status=NNN, malformed, html or slow=MS; xN at the end limits it to the "
          + "next N requests."),
    ])

  static let storageSection = ManualSection(
    title: "What is kept on this machine",
    blocks: [
      .item("$XDG_DATA_HOME/casedesk or ~/.local/share/casedesk", "The data folder, 0700; every file in it is 0600."),
      .item(
        "activity-2026-11.jsonl there, one a month",
        "What was looked at and written: time, operator, action and ids, nothing else about a patient. Each line and file is "
          + "chained to the one before, and the store marks how far the record reached. Their owner can remove record and store "
          + "together, which leaves no trace. activity.jsonl of older versions stays."),
      .item(
        "stores/PROFILE-OPERATOR-.../cache.sqlite",
        "Recent cases, refill links and names of products, each row sealed."),
      .item("stores/PROFILE-OPERATOR-.../drafts.sqlite", "What was not sent, each row sealed."),
      .item(
        "stores/PROFILE-OPERATOR-.../key",
        "The key of both, wrapped: useless without the passphrase or what key_command prints, at least 32 characters as from "
          + "openssl rand -hex 32."),
      .paragraph(
        "Each profile and operator has a store of its own. The screen asks for its passphrase at the start and chooses one with you "
          + "the first time: at least 12 characters. Nobody can open the store without it, and nobody can recover a lost one. "
          + "Without a passphrase or key command, in the sandbox, and (without a key command) with the key of a sandbox on a "
          + "loopback host everything is in memory only and gone with the program."),
      .paragraph(
        "Cases past retention_days and retention_count, and what casedesk cache purge names, are gone from the database and its "
          + "log. Drafts stay until the service confirmed them or you discard them. Flash storage, snapshots and backups may keep "
          + "the ciphertext of what was removed; it stays as safe as the passphrase or key. A screen that is open meanwhile shows "
          + "its list until it ends. Changing the passphrase keeps the key that seals the rows: an older copy of the file key "
          + "opens later rows with the passphrase of its time. The kernel may write memory to swap: casedesk doctor looks."
      ),
    ])
}
