/// The section of the manual about who could do harm, what stops them, and what does not.
enum ThreatSection {
  struct Threat {
    let who: String
    let stopped: String
    let open: String
  }

  static let section = ManualSection(
    title: "Threats: who could do harm, and what stops them",
    blocks: [
      .paragraph(
        "CaseDesk guards health data on the screen, recent cases and drafts on disk, the API key and the access "
          + "token, and the record of views and writes. casedesk manual protection lists the guards; this page goes "
          + "through the people and programs that they are against."),
      .paragraph(
        "Trusted, and so not among them: root and whoever runs the machine, the SSH server, tmux, the terminal "
          + "emulator and the machine that it runs on. They see all that you see and type."),
    ] + threats.flatMap { [.heading($0.who), .item("Stopped", $0.stopped), .item("Not stopped", $0.open)] })

  static let threats = [
    Threat(
      who: "Another user of this machine",
      stopped:
        "Others cannot read the files or the memory of CaseDesk; a key file that they could read or replace is "
        + "refused. On the command line, addresses, phone numbers, reasons and notes are overwritten in the process "
        + "list as soon as the program has read them. Plain http goes only to a port on which you or root listen.",
      open:
        "They see that you run CaseDesk, and the other words of its command line, such as case ids. A quick look "
        + "catches the overwritten words, too: lookup without a word, or with -, asks for them instead. With "
        + "credential_group, the members of the group read the key itself."
    ),
    Threat(
      who: "Somebody with the disk or a backup",
      stopped:
        "Recent cases, refill links, drafts and follow-ups are sealed: they cannot be read without the passphrase or "
        + "the output of key_command, and a row that was changed, swapped or put back is refused.",
      open:
        "Key files are plain text; api_key_command and token_command can get the secrets from somewhere else. The "
        + "record shows ids, times and operators. Forms that you wrote to a file are plain text, and so is swap unless "
        + "it is encrypted. A short passphrase can be guessed, and an older copy of the whole store can be put back "
        + "while CaseDesk does not run."
    ),
    Threat(
      who: "The network",
      stopped:
        "Requests go over TLS 1.2 or later with a checked certificate. No redirect is followed, and only the site "
        + "policy names a proxy. Every answer has a limit on its size and its time, and a write is sent once.",
      open:
        "Whoever gets a certificate for the host from an authority that this machine or the site policy trusts can "
        + "read and change everything. Everyone on the way sees the name of the host, times and sizes. A connection "
        + "that is cut leaves a write \"not known whether it was done\"."
    ),
    Threat(
      who: "The service, if it is hostile or broken into",
      stopped:
        "Its text reaches the terminal as plain text. An answer that is too large, not whole JSON, or about another "
        + "case is refused. CaseDesk opens no link by itself.",
      open:
        "It gets your key and all that you send, and can show you false data about a patient. A link that it gives "
        + "can lead anywhere: read the address before you send it to a patient."
    ),
    Threat(
      who: "Text that a patient wrote",
      stopped:
        "Names, messages and answers are plain text, too: control characters and invisible or reversed letters become "
        + "visible marks, and a confirmation warns of names with letters from different alphabets. A value that fills a "
        + "blank in a canned text is never taken for another blank.",
      open:
        "Words can lie. Files open in your own browser, which CaseDesk cannot guard. Copied text leaves these guards: "
        + "look at it before you paste it into a shell."
    ),
    Threat(
      who: "Somebody at your unlocked desk",
      stopped:
        "After two minutes without a key press, health data is masked again. After idle_lock_minutes, 15 at most, and "
        + "twelve hours after the last unlock, the screen locks. Every write asks first.",
      open:
        "Until then they can reveal, read and write, and the record names you. Names, birth dates and contact details "
        + "are not masked. The lock guards CaseDesk, not your login: whoever suspends or ends it has your shell, and "
        + "with it your key files. Lock the workstation, too. The site policy can forbid suspending."
    ),
    Threat(
      who: "A program that runs as you",
      stopped: "It cannot attach to CaseDesk or read its memory, and a crash leaves no core file.",
      open:
        "It can read your key files and your terminal, put another program in the place of CaseDesk, and remove the "
        + "store and the record."
    ),
    Threat(
      who: "Those who make the parts of CaseDesk",
      stopped:
        "Every package has one fixed version. The list next to the Debian package (.cdx.json) names each part with "
        + "its licence, those inside the program with their version, and the SHA-256 hash of the program.",
      open:
        "A part or a compiler that is itself hostile runs with all of your rights. The Debian package is not signed: "
        + "get it, and its list, from somebody you trust."
    ),
  ]
}
