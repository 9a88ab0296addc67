/// The section of the manual about what CaseDesk protects and what it cannot.
enum ProtectionSection {
  static let section = ManualSection(
    title: "What CaseDesk protects and what not",
    blocks: [.heading("Protected")] + protected.map { .item($0.0, $0.1) } + [.heading("Not protected")]
      + open.map { .item($0.0, $0.1) })

  private static let protected = [
    (
      "On the way to the service",
      "TLS 1.2 or later, with the certificate checked: its host must be among its subject alternative names, no signature of "
        + "SHA-1, no RSA key below 2048 bits. Nothing of the environment changes proxy or trust. Plain http goes to "
        + "this machine only, and only where you or root listen. A key goes to the address of its own profile."
    ),
    (
      "On disk",
      "Recent cases, refill links and drafts are sealed row by row, with a key that the passphrase or the key command opens. The "
        + "record of what was done holds ids, times and the operator, nothing else of a patient. Files are 0600 in folders "
        + "that nobody else can change, all the way up."
    ),
    (
      "In memory",
      "No other program of yours can read it, and no core is written. Passphrase, PIN and the key of the store lie in locked "
        + "memory; the lock wipes the key, and what was read from the service stays behind it unseen."
    ),
    (
      "On the screen",
      "Health data is masked until you ask for it, and again after two minutes without a key. The lock covers everything. Text "
        + "of the service reaches the terminal as text: no sequence in it is obeyed."
    ),
    (
      "Writes",
      "A write acts on the case that its question names, is recorded before the first byte leaves, and is not sent again "
        + "while nobody knows how it ended, unless you say so after reading what was sent before."
    ),
  ]

  private static let open = [
    (
      "root",
      "reads memory, files and terminals, and can put another program in the place of this one. The same holds for whoever "
        + "administers the virtual machine, its disks and its backups."
    ),
    (
      "Session recorders",
      "script, the recording of tlog, sudo or a bastion host, and tmux pipe-pane keep all that the screen shows; those that keep "
        + "keys have passphrase and PIN, too. Find out whether your site records, and where the recordings go."
    ),
    (
      "Scrollback",
      "The screen leaves nothing in it where the terminal has an alternate screen, which the Linux console and vt100 do not. "
        + "Line mode and the output of commands stay in it, in the terminal's own and in that of tmux or screen: clear it, or "
        + "close the terminal."
    ),
    (
      "The clipboard",
      "belongs to your terminal and your desktop. tmux keeps a copy on this machine. The site policy can keep it off."
    ),
    (
      "Readers of the key",
      "Whoever can read an API key or access token can use it without CaseDesk, its masks and its record. The service sees one "
        + "key, not who used it."
    ),
    (
      "The record's owner",
      "cannot change a line unnoticed, but can remove record, store and the mark in the state folder together, which leaves no "
        + "trace here. Where the record alone is gone, cut or an older copy, every write stops until a person has looked."
    ),
    (
      "Copies of the store",
      "can be guessed at for as long as it takes: take a long passphrase. Changing the passphrase keeps the key that seals the "
        + "rows, so that an older copy of the file key and the passphrase of its time open later rows, too. Where that matters, "
        + "send or discard the drafts, leave, and remove the folder of the store: the next start makes another one with a "
        + "key of its own. Flash storage, snapshots and backups may keep the ciphertext of what was removed."
    ),
    (
      "Swap",
      "The kernel may write memory to swap, with the API key and answers that were on the screen in it: \(SwapCheck.remedy). "
        + "casedesk doctor looks."
    ),
    (
      "User namespaces",
      "unshare gives anybody an /etc of their own, and with it another site policy, and the name of anybody in it. The record "
        + "then says that its names prove nothing; what the policy asks of logins and groups is refused there."
    ),
    (
      "The site policy",
      "is for people who go by it. A preloaded library or another program with the same key goes round it. To bind others, let "
        + "a program of another user hold the key."
    ),
  ]
}
