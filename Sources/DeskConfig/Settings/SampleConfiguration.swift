/// A documented configuration file: every section and key with what it does. Without its `#` marks it is a valid one.
package enum SampleConfiguration {
  /// Lines that begin with `#` and a blank explain; lines that begin with `#` alone are settings.
  package static let config = """
    # CaseDesk: config.toml, mode 0600. A key that is left out has the value shown as its default.
    # Lines that begin with "#" and no space are settings: remove the "#" to use one.

    [general]
    # The profile that `casedesk` opens without --profile. There is no default: someone has to write production here.
    #default_profile = "staging"
    # Who works here, stamped on everything that is done. Default: the Unix login name.
    #operator = "n.okafor"
    # The author of your messages and notes, as patients and the team see it. Without an address neither can be written.
    #operator_name = "Nneka Okafor"
    #operator_email = "n.okafor@example.com"
    # dark, light, high-contrast, colour-blind-safe, 16-colour, mono, or a file in themes/; auto: dark or light, like the
    # terminal's background. Default: dark.
    #theme = "dark"
    # The time zone of the times shown: auto takes the machine's, or a name from the time zone database, such as
    # America/Chicago. Default: auto.
    #time_zone = "auto"
    # auto: copied values go to terminals that are known to accept them; osc52: to every terminal;
    # ids: like auto, but only ids and links; off. Default: auto.
    #clipboard = "auto"
    # Whether mouse clicks select on the screen from the start. Default: the terminal keeps the mouse.
    #mouse = false
    # The title of the terminal's window: the environment and how many drafts are not saved, and nothing of a patient.
    # Default: true.
    #window_title = true
    # The screen while another window has the keyboard: dim; mask hides the health data; off. Back at the screen, a case
    # that was read more than a minute ago is offered to be read again. Default: dim.
    #without_focus = "dim"

    # production, staging and sandbox are built in; any other name makes a new profile, which needs its own base_url.
    [profiles.staging]
    # Where the service is: https, or http on a loopback host where you or root listen.
    #base_url = "https://api-staging.care360-next.carevalidate.com"
    # The API key: api_key_file, of mode 0600, or api_key_command, which prints it (a list is run as it is, a text is run by
    # /bin/sh).
    #api_key_file = "staging.key"
    # The access token, which add-products needs: token_file, or token_command. Without one, :token takes a pasted one.
    #token_command = ["pass", "show", "care360/token"]
    # Completes phone numbers typed without a country code. Default: US.
    #default_country = "US"
    # Refuse every write. Default: false.
    #read_only = false
    # Shared Unix accounts: show no patient data without a configured operator. Default: false.
    #operator_required = false
    # The service lists the organization's products, and the pickers offer them: casedesk doctor --probe says if it does.
    # Default: false.
    #product_list = false
    # The store that a team shares, so that colleagues see who is in a case: a file for one machine, a PostgreSQL database for
    # several. Default: none. `casedesk manual team` says how to set one up.
    #team_store = "sqlite:/var/lib/casedesk/team/team.db"
    # Default: that of [general].
    #theme = "light"
    # Seconds for a read in total, 1 to 300. Default: 15.
    #timeout = 15

    [store]
    # Prints the key of the local store, at least 32 characters, as openssl rand -hex 32 prints; without it, a passphrase
    # opens the store.
    #key_command = ["pass", "show", "casedesk/store"]
    # Minutes without a key press until the screen locks, 1 to 15. Default: 10.
    #idle_lock_minutes = 10
    # Recent cases that nobody has opened for this many days are removed. Default: 7.
    #retention_days = 7
    # How many recent cases are kept. Default: 200.
    #retention_count = 200

    # The cases that are waiting for someone: w on the screen, casedesk worklist.
    [worklist]
    # How far back the worklist looks at first: 24h, 7d, 30d, 60d. Default: 7d.
    #window = "7d"
    # The view it begins with: needs-attention, waiting, my-follow-ups, closed, all, or one of [worklist.views]. Default:
    # needs-attention.
    #view = "needs-attention"
    # next: after a confirmed change the next case opens automatically once the outcome has been shown. Default: stay.
    #after_write = "stay"
    # Hours until an approved case without an order, an order without tracking and a case that nobody has begun are a reason
    # to look, 1 to 720. Default: 24, 48 and 48.
    #no_order_hours = 24
    #no_tracking_hours = 48
    #untouched_hours = 48

    # Your own view, under the name that the picker and --view take.
    [worklist.views.shipping]
    #window = "30d"
    #statuses = ["APPROVED"]
    # message, escalated, payment-error, payment-dispute, payment-overdue, visit-missed, visit-to-reschedule, untouched-7d,
    # no-order, no-tracking, no-decision, untouched-3d, look, untouched, abandoned.
    #reasons = ["no-order", "no-tracking"]
    # case, patient, status, why, bundle, order, visit, message, changed.
    #columns = ["case", "patient", "why", "order"]
    #sort = "order"

    # Keys of commands, by the names that the palette and `casedesk manual keys` list.
    [keys]
    #refill = ["r"]

    # Products that the pickers offer.
    [products.semaglutide]
    #id = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
    # ASYNC_TEXT_EMAIL, SYNC_IN_PERSON, SYNC_PHONE or SYNC_VIDEO.
    #visit_type = "SYNC_VIDEO"
    # day, week, month or year, and how many of them.
    #interval = "month"
    #interval_count = 3
    # A form for this product begins with this template.
    #template = "weight-management"

    """

  package static let policy = """
    # CaseDesk: /etc/casedesk/policy.toml, owned by root, mode 0644. Flags, variables and config.toml can only be stricter. A policy
    # with anything wrong in it stops CaseDesk from starting.
    #
    # It is for people who follow it. Anyone who can read a key can use it without CaseDesk, and in a user namespace anyone has
    # their own /etc. To bind everyone else, have a program run by another user hold the key.

    # The service may only be at these base URLs. Default: anywhere.
    #base_urls = ["https://api-staging.care360-next.carevalidate.com"]
    # Refuse every write. Default: false.
    #read_only = false
    # Copying values to the terminal's clipboard: true, "ids" (ids and links only), false. Default: true.
    #clipboard = true
    # Drawing QR codes, writing forms to files. Default: true.
    #qr = true
    #export = true
    # Reading the list of the organization's cases: off, on. Default: on.
    #worklist = "on"
    # Commands that reach the service or the local store, or change the record of writes, doctor and setup excepted: off,
    # unlock (the local store has to be opened first), on. With off or unlock, --accessible needs a terminal for its input.
    #cli = "on"
    # For logins that get nothing but CaseDesk (ForceCommand of sshd): no suspending, no commands in config.toml, and files only
    # below data_dir. Default: false.
    #kiosk = true
    # Suspending the screen. Default: true.
    #suspend = true
    # Setting the title of the terminal's window. Default: true.
    #window_title = true
    # At most this many minutes without a key press before the screen locks.
    #idle_lock_max = 5
    # The operator is the Unix login name, whatever is configured.
    #operator = "login"
    # The authors of messages and notes by login name; if any is set, no other login can write, whatever is configured.
    #operators = { "n.okafor" = { name = "Nneka Okafor", email = "n.okafor@example.com" } }
    # A group whose members may read root-owned key files of mode 0640 or 0440.
    #credential_group = "root"
    # Each login's data goes into its own folder in here, whatever the environment says. Root makes the folder before the
    # login first starts CaseDesk, for example with these lines in /etc/tmpfiles.d/casedesk.conf:
    #   d /var/lib/casedesk 0755 root root -
    #   d /var/lib/casedesk/LOGIN 0700 LOGIN - -
    # If everyone may write to data_dir, anyone could make the folder first and stop that login's work.
    #data_dir = "/var/lib/casedesk"
    # The store that a team shares, for every profile but the sandbox. `casedesk manual team` says how to set one up.
    #team_store = "postgresql://team.example.com/casedesk?sslmode=verify-full"
    # These operators may take a hand-over that a colleague has not taken for this many hours, 1 to 168. It needs
    # operator = "login". Default: nobody may, and 4.
    #team_leads = ["n.okafor"]
    #team_lead_after_hours = 4
    # All connections to the service (not to loopback hosts) go through this proxy.
    #proxy = "http://proxy.example.org:3128"
    # Certificate authorities in addition to the system's, as PEM.
    #ca_file = "/etc/ssl/certs/ca-certificates.crt"
    # Drafts and follow-ups are sealed for this key of the site, too, so that it can read those of an operator who left or lost
    # the passphrase: casedesk store recovery-key makes one. Default: nobody else can read them.
    #recovery_public_key = "\(String(repeating: "0f", count: 32))"
    # The words for a purpose. Each line of the record about a patient then carries one of them: the screen asks before the
    # first lookup, and commands that ask the service about a patient need --purpose WORD. Default: nobody is asked.
    #record_purposes = ["treatment", "payment", "operations"]

    # A copy of the record of views and writes, as the site keeps it: casedesk manual record.
    #[record]
    # Each line goes to the syslog service of this machine (syslog) or by TLS to a collector (tls://HOST:PORT, often 6514).
    # Default: the record stays in each login's data folder.
    #ship = "syslog"
    # No write starts while more than backlog_max lines were not sent. Default: false, and 1000.
    #required = false
    #backlog_max = 1000
    # A key of 32 to 64 characters, as openssl rand -hex 32 prints, in a file that is judged like key files: cases are named
    # by a hash made with it. Default: the copy names no case.
    #hash_key_file = "/etc/casedesk/record.key"

    """
}
