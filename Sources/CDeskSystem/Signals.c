#define _GNU_SOURCE
#include "CDeskSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static atomic_uint continues;
// A signal has come that is to end the process.
static atomic_bool is_to_end;

static void tell(int signal_number) {
  const int problem = errno;
  // SIG_IGN rather than a mask: another thread may be the one at the terminal.
  if (signal_number == SIGTERM || signal_number == SIGHUP || signal_number == SIGQUIT) {
    atomic_store(&is_to_end, true);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
  }
  if (signal_number == SIGCONT) atomic_fetch_add(&continues, 1);
  const unsigned char byte = (unsigned char)signal_number;
  // A full pipe drops the byte: thousands of signals are waiting already.
  const ssize_t written = write(pipe_ends[1], &byte, 1);
  (void)written;
  errno = problem;
}

int cds_open_signal_pipe(void) {
  if (pipe_ends[0] >= 0) return pipe_ends[0];
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  return pipe_ends[0];
}

int cds_catch_signal(int signal_number) {
  if (pipe_ends[1] < 0) {
    errno = EBADF;
    return -1;
  }
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_handler = tell;
  action.sa_flags = SA_RESTART;
  // Of two that wait, the kernel has a thread handle the lower number last, unless it blocks the other: SIGTERM is told before
  // the SIGCONT that lets it through, and a program that is to end does not stop again first.
  sigfillset(&action.sa_mask);
  return sigaction(signal_number, &action, NULL);
}

int cds_release_signal(int signal_number) {
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  return sigaction(signal_number, &action, NULL);
}

int cds_signals_wait(void) {
  struct pollfd state = {.fd = pipe_ends[0], .events = POLLIN, .revents = 0};
  return poll(&state, 1, 0) == 1;
}

int cds_has_terminal(int fd) {
  const pid_t group = tcgetpgrp(fd);
  // 0: a group of another process namespace.
  return group <= 0 || group == getpgrp();
}

// Nobody continues a stopped process whose parent is of its own group or of another session.
static int is_orphaned(void) {
  const pid_t parent = getppid();
  return getpgid(parent) == getpgrp() || getsid(parent) != getsid(0);
}

int cds_await_terminal(int fd) {
  while (!cds_has_terminal(fd)) {
    if (atomic_load(&is_to_end) || is_orphaned() || raise(SIGSTOP) != 0) return -1;
    // Another thread may handle a signal that came together with the one that continued the process.
    (void)poll(NULL, 0, 10);
  }
  return 0;
}

int cds_stop_self(void) {
  if (is_orphaned()) return 1;
  if (cds_catch_signal(SIGCONT) != 0) return -1;
  const unsigned before = atomic_load(&continues);
  // SIGSTOP, because SIGTSTP is caught.
  if (kill(getpid(), SIGSTOP) != 0) return -1;
  // Another thread takes the signal, so this one may run on for a moment. It must not touch the terminal before the
  // process was continued; these waits do not count while it is stopped.
  for (int wait = 0; wait < 200 && atomic_load(&continues) == before; wait += 1) (void)poll(NULL, 0, 10);
  return 0;
}
