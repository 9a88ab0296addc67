#ifndef CASEDESK_CDESKSYSTEM_H
#define CASEDESK_CDESKSYSTEM_H

#include <stddef.h>

// What Swift cannot do itself: handlers that run inside a signal, and calls that are not imported.
// Functions return 0 (or a descriptor) on success and -1 with errno set, unless said otherwise.

// -- Process ---------------------------------------------------------------------------------------------------------

/// Makes the process undumpable and sets the core limit to 0, and checks that both hold. No debugger of the same user
/// can attach afterwards. Must come before the first secret is read. An exec loses the first and keeps the second.
int cds_seal_process(void);

/// 1 while the process is undumpable and its core limit is 0, else 0.
int cds_process_is_sealed(void);

/// Overwrites the program's argument `index` (1 is the first after the name) in place, so that other users' `ps` no
/// longer shows it. Copies made before stay as they are. -1 with EINVAL when there is no such argument.
int cds_overwrite_argument(int index);

/// Replaces the process by a new run of its own program with these words (ended by NULL; the name is put before them). Every
/// descriptor but the three standard ones is closed and no signal stays blocked. Returns -1 with errno, or not at all.
int cds_start_anew(char *_Nullable *_Nonnull words);

/// The environment of this process, as environ(7) has it: NAME=VALUE, ended by NULL. Swift may not name `environ` itself.
char *_Nullable *_Nullable cds_environment(void);

/// Points standard error at the file of a descriptor, which stays open, or, when that is negative, at /dev/null.
/// Returns a descriptor of the old standard error for cds_restore_stderr.
int cds_redirect_stderr(int file);

/// Gives standard error back and closes `saved`.
int cds_restore_stderr(int saved);

/// Lets malloc keep at most so many pools of memory, whatever the number of threads; call it before there are others.
void cds_limit_memory_pools(int most);

/// Readable while work waits in the main queue. For the first thread, which then calls cds_drain_main_queue and must not wait in
/// dispatch_main.
int cds_main_queue_descriptor(void);

/// Does the work that waits in the main queue.
void cds_drain_main_queue(void);

/// A file that is in memory only and belongs to no folder; -1 with errno where there is none.
int cds_open_memory(void);

/// From now on `target` is the file of `source`, closed on exec. Returns 0, or -1 with errno.
int cds_put_over(int source, int target);

/// Runs `work` in a child of its own, for what may crash or hang, and waits for it. The child has /dev/null for its standard
/// descriptors, no handler of ours, and so many milliseconds. Returns what `work` returned (0 to 127), or -1 when the child
/// died or was stopped at its time, or -2 when there could be none. `work` may use what the C library keeps usable after
/// a fork: memory, standard streams, the locale.
int cds_try_in_child(int (*_Nonnull work)(const void *_Nullable), const void *_Nullable context, int milliseconds);

/// Opens what `name` is in `folder`, a link as itself, to be judged and walked from, not to be read (O_PATH).
/// Returns -1 with errno.
int cds_open_path(int folder, const char *_Nonnull name);

/// A descriptor of the process `pid`, so that a signal reaches this one and never a later one with the same number.
int cds_open_process(int pid);

/// Sends `signal` to the process of a descriptor from cds_open_process.
int cds_signal_process(int process, int signal);

// -- Files -----------------------------------------------------------------------------------------------------------

/// The magic number of the file system that holds `path` (statfs(2)), or -1.
long cds_file_system(const char *_Nonnull path);

// -- Crash handler ---------------------------------------------------------------------------------------------------

/// Takes SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGTRAP and SIGSYS on a stack of its own. The handler gives the
/// terminal back if the screen is owned, writes one line without values, and leaves with status 128 + signal. Being
/// installed also keeps the Swift runtime from printing a backtrace, which shows register memory.
/// The stack is for the calling thread: the first one, on which the main actor stays (MainLoop).
int cds_install_crash_handler(void);

/// Remembers the terminal modes of `fd`, and `fd` itself, for the crash handler and cds_reset_terminal.
int cds_save_terminal(int fd);

/// Whether the program has the screen. Nothing is written to the terminal by the crash handler while it has not.
void cds_screen_owned(int owned);

/// What the handler writes to give the screen back: clear, leave the alternate screen, show the cursor, plain
/// attributes. At most 255 bytes; more returns -1. Without a call, xterm's sequences are used. `wipes_rows` says that
/// the terminal understands the sequences of cds_wipe_rows.
int cds_set_reset_sequence(const char *_Nonnull bytes, size_t length, int wipes_rows);

/// Blanks the rows of the saved terminal one by one (ECMA-48 CUP, CUD and EL, and DECSTBM). A terminal with scrollback keeps what a clear of the
/// whole screen removes, and that would be everything a person looked at. Safe in a signal handler. Does nothing where
/// cds_set_reset_sequence said that the terminal does not understand it.
void cds_wipe_rows(void);

/// While it is allowed, what this thread writes to a terminal from the background, and the modes that it sets there, are taken;
/// else they may stop the process (SIGTTOU, termios(3)).
void cds_allow_background(int allowed);

/// Does now what the crash handler would do to the terminal: wipes the rows, writes the sequence and sets the saved modes. Safe in a
/// signal handler. Does nothing while the screen is not owned.
void cds_reset_terminal(void);

/// Starts a process without memory of its own that gives the saved terminal back when this one is gone while it owned the
/// screen: killed by SIGKILL, which no handler sees. It has no group with this one and no descriptor but the terminal. It
/// ends with this process, or when another program takes its place. Call it before the first secret is read, from the thread
/// that owns the screen. Returns 0, or -1 where there is none, and all is as before.
int cds_start_guard(void);

// -- Signals ---------------------------------------------------------------------------------------------------------

/// Opens the pipe to which caught signals are written, one byte each, and returns its reading end (non-blocking, close
/// on exec). A second call returns the same one.
int cds_open_signal_pipe(void);

/// 1 while the pipe holds signals that were not read yet, else 0.
int cds_signals_wait(void);

/// Has `signal` written to the pipe. Unlike a blocked or ignored signal this does not pass on to child processes and
/// does not depend on which thread the kernel picks. After SIGTERM, SIGHUP or SIGQUIT the terminal no longer stops this
/// process (SIGTTIN, SIGTTOU are ignored until cds_start_anew): it is to end, and would be stopped at the same call after each
/// SIGCONT. Modes that it sets in the background are taken from then on, so that it must ask cds_has_terminal first.
int cds_catch_signal(int signal);

/// Gives `signal` its default action again.
int cds_release_signal(int signal);

/// 1 where this process may use the terminal `fd`: its group is in the foreground, or nothing is known of jobs there, as on
/// what is not the controlling terminal. Else 0.
int cds_has_terminal(int fd);

/// Stops this process until it may use the terminal `fd`, as a job that was started in the background. Returns 0, or -1 where a
/// signal is to end it, or nobody could continue it.
int cds_await_terminal(int fd);

/// Stops the process as Ctrl-Z does by default and returns 0 when it is continued; from then on SIGCONT is caught.
/// Returns 1 at once, without a stop, where nobody could continue it (an orphaned process group).
int cds_stop_self(void);

#endif
