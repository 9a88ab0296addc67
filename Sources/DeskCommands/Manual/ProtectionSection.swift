/// The section of the manual about what CaseDesk protects and what it cannot.
enum ProtectionSection {
  static let section = ManualSection(
    title: "What CaseDesk protects and what it does not",
    blocks: [.heading("Protected")] + protected.map { .item($0.0, $0.1) } + [.heading("Not protected")]
      + open.map { .item($0.0, $0.1) })

  private static let protected = [
    (
      "On the way to the service",
      "TLS 1.2 or later, with the certificate checked: the host must be among its subject alternative names, with no "
        + "SHA-1 signature and no RSA key below 2048 bits. No environment variable changes the proxy or the trusted certificates. Plain http goes to "
        + "this machine only, and only where you or root listen. A key goes to the address of its own profile."
    ),
    (
      "On disk",
      "Recent cases, refill links and drafts are sealed row by row, with a key that the passphrase or the key command opens. The "
        + "record of views and changes holds ids, times and the operator, and nothing else about a patient. Files are 0600 in folders "
        + "that nobody else can change, all the way up."
    ),
    (
      "In memory",
      "No other program of yours can read CaseDesk's memory, and no core file is written. Passphrase, PIN and the key of the store lie in locked "
        + "memory; the lock wipes the key and hides the data that was read from the service."
    ),
    (
      "On the screen",
      "Health data is masked until you ask for it, and again after two minutes without a key press. The lock covers everything. Text "
        + "from the service reaches the terminal as plain text: no escape sequence in it takes effect."
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
      "reads memory, files and terminals, and can put another program in place of this one. The same is true of anyone who "
        + "administers the virtual machine, its disks and its backups."
    ),
    (
      "Session recorders",
      "script, the recording of tlog, sudo or a bastion host, and tmux pipe-pane record all that the screen shows; those that record "
        + "key presses have your passphrase and PIN, too. Find out whether your site records, and where the recordings go."
    ),
    (
      "Scrollback",
      "The screen leaves nothing in the scrollback if the terminal has an alternate screen; the Linux console and vt100 have none. "
        + "Line mode and the output of commands stay in the scrollback of the terminal and of tmux or screen: clear both, or "
        + "close the terminal."
    ),
    (
      "kill -9",
      "After a kill that no program can catch, as the kernel does it where memory runs out, a small second process, "
        + "casedesk-guard, clears the screen and gives the terminal back. It cannot where both were killed, or where casedesk was the "
        + "first program of its session, as in a kiosk. Then the terminal keeps what the screen showed: type reset, or close it."
    ),
    (
      "The clipboard",
      "belongs to your terminal and your desktop. tmux keeps a copy on this machine. The site policy can turn the clipboard off."
    ),
    (
      "Readers of the key",
      "Anyone who can read an API key or access token can use it without CaseDesk, its masks and its record. The service sees one "
        + "key, not who used it."
    ),
    (
      "The record's owner",
      "cannot change a line unnoticed, but can remove record, store and the mark in the state folder together, which leaves no "
        + "trace here. If only the record is missing, cut or replaced by an older copy, every write stops until someone has looked at it."
    ),
    (
      "Copies of the store",
      "can be attacked by guessing for as long as it takes: choose a long passphrase. Changing the passphrase keeps the key that seals the "
        + "rows, so an older copy of the file key and its old passphrase open later rows, too. If that matters, "
        + "send or discard the drafts, leave, and remove the folder of the store: the next start makes a new store with "
        + "its own key. Flash storage, snapshots and backups may keep the ciphertext of what was removed."
    ),
    (
      "Swap",
      "The kernel may write memory to swap, including the API key and answers that were on the screen: \(SwapCheck.remedy). "
        + "casedesk doctor checks for swap."
    ),
    (
      "User namespaces",
      "unshare gives anyone their own /etc, and with it another site policy and the name of any user. The record "
        + "then says that its names prove nothing; policy rules for logins and groups are refused there."
    ),
    (
      "The site policy",
      "is for people who follow it. A preloaded library or another program with the same key bypasses it. To bind everyone else, have "
        + "a program run by another user hold the key."
    ),
  ]
}
