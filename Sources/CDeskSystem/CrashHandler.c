#define _GNU_SOURCE
#include "CDeskSystem.h"
#include "Screen.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { crash_stack_bytes = 16384 };

static const int crash_signals[] = {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};

// Written before the screen is owned, read inside the handler only while it is.
static struct screen own_screen = {
  .terminal = -1,
  .sequence = "\033[?2004l\033[0m\033[H\033[2J\033[?1049l\033[?25h",
  .length = sizeof("\033[?2004l\033[0m\033[H\033[2J\033[?1049l\033[?25h") - 1,
  .understands_wipe = 1,
};
struct screen *cds_screen = &own_screen;
static atomic_int crashing;

void cds_write_all(int fd, const char *bytes, size_t length) {
  // A full terminal that nobody reads must not hold the dying process: give up after a number of refusals.
  int refusals = 0;
  while (length > 0 && refusals < 1000) {
    const ssize_t written = write(fd, bytes, length);
    if (written > 0) {
      bytes += written;
      length -= (size_t)written;
    } else if (written < 0 && (errno == EINTR || errno == EAGAIN)) {
      refusals += 1;
    } else {
      return;
    }
  }
}

int cds_save_terminal(int fd) {
  struct termios modes;
  if (tcgetattr(fd, &modes) != 0) return -1;
  cds_screen->modes = modes;
  cds_screen->terminal = fd;
  return 0;
}

void cds_screen_owned(int owned) { atomic_store(&cds_screen->is_owned, owned != 0 && cds_screen->terminal >= 0); }

int cds_set_reset_sequence(const char *bytes, size_t length, int wipes_rows) {
  if (length >= reset_capacity) {
    errno = EINVAL;
    return -1;
  }
  memcpy(cds_screen->sequence, bytes, length);
  cds_screen->length = length;
  cds_screen->understands_wipe = wipes_rows;
  return 0;
}

void cds_wipe(const struct screen *screen) {
  struct winsize size;
  if (!screen->understands_wipe || screen->terminal < 0 || ioctl(screen->terminal, TIOCGWINSZ, &size) != 0) return;
  // A frame that was cut may have left margins, which a move down does not cross.
  cds_write_all(screen->terminal, "\033[0m\033[r\033[H\033[K", 13);
  for (int row = 1; row < size.ws_row; row += 1) cds_write_all(screen->terminal, "\033[B\033[K", 6);
}

void cds_wipe_rows(void) { cds_wipe(cds_screen); }

void cds_allow_background(int allowed) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  pthread_sigmask(allowed ? SIG_BLOCK : SIG_UNBLOCK, &stop, NULL);
}

void cds_reset_terminal(void) {
  if (!atomic_exchange(&cds_screen->is_owned, 0)) return;
  cds_allow_background(1);
  cds_wipe_rows();
  cds_write_all(cds_screen->terminal, cds_screen->sequence, cds_screen->length);
  tcsetattr(cds_screen->terminal, TCSANOW, &cds_screen->modes);
}

static void crash(int signal_number) {
  // A second fault, or one on another thread meanwhile, leaves the first to finish.
  if (atomic_exchange(&crashing, 1)) _exit(128 + signal_number);
  cds_reset_terminal();
  static const char line[] = "casedesk: internal error\n";
  // Standard error is turned away from before the screen is owned until after it was given back; the terminal is where the
  // person looks.
  cds_write_all(cds_screen->terminal >= 0 ? cds_screen->terminal : STDERR_FILENO, line, sizeof(line) - 1);
  _exit(128 + signal_number);
}

int cds_install_crash_handler(void) {
  static char stack[crash_stack_bytes];
  const stack_t alternative = {.ss_sp = stack, .ss_flags = 0, .ss_size = crash_stack_bytes};
  if (sigaltstack(&alternative, NULL) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_handler = crash;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < sizeof(crash_signals) / sizeof(crash_signals[0]); index += 1) {
    if (sigaction(crash_signals[index], &action, NULL) != 0) return -1;
  }
  return 0;
}
