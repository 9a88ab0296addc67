#define _GNU_SOURCE
#include "CDeskSystem.h"
#include "Screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Longer than a terminal takes that is read at all.
enum { guard_patience_seconds = 10 };

/// A line of /proc/PID/maps (proc(5)) as far as it decides here.
struct mapping {
  uintptr_t start, end;
  int is_private, is_writable, has_file;
};

static const char *read_hexadecimal(const char *text, uintptr_t *value) {
  *value = 0;
  for (;; text += 1) {
    if (*text >= '0' && *text <= '9') {
      *value = *value << 4 | (uintptr_t)(*text - '0');
    } else if (*text >= 'a' && *text <= 'f') {
      *value = *value << 4 | (uintptr_t)(*text - 'a' + 10);
    } else {
      return text;
    }
  }
}

/// `start-end perms offset device inode path`
static struct mapping read_mapping(const char *line) {
  struct mapping found;
  uintptr_t offset;
  line = read_hexadecimal(line, &found.start);
  line = read_hexadecimal(line + 1, &found.end);
  found.is_writable = line[2] == 'w';
  found.is_private = line[4] == 'p';
  line = read_hexadecimal(line + 6, &offset);
  // The device is two numbers, and the inode of what is in no file is 0.
  const char *inode = strchr(line + 1, ' ');
  found.has_file = inode == NULL || inode[1] != '0' || inode[2] != ' ';
  return found;
}

static int holds(const struct mapping *place, const void *address) {
  return (uintptr_t)address >= place->start && (uintptr_t)address < place->end;
}

/// Gives back the memory that the program had written until now, but for the stack in use, the variables of this thread (of the
/// first thread, they are not on its stack) and what lies over files. Nothing that the guard calls needs it.
static void drop_memory(void) {
  const int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (maps < 0) return;
  char text[4096];
  size_t length = 0;
  for (;;) {
    const ssize_t count = read(maps, text + length, sizeof(text) - 1 - length);
    if (count <= 0) break;
    length += (size_t)count;
    text[length] = 0;
    char *line = text;
    for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
      *end = 0;
      const struct mapping found = read_mapping(line);
      if (!found.is_private || !found.is_writable || found.has_file) continue;
      if (holds(&found, text) || holds(&found, &errno)) continue;
      (void)madvise((void *)found.start, found.end - found.start, MADV_DONTNEED);
    }
    length -= (size_t)(line - text);
    memmove(text, line, length);
    // A line that does not fit, which no kernel writes for memory without a file.
    if (length == sizeof(text) - 1) break;
  }
  close(maps);
}

/// Waits until nobody has the other side of `end`, and gives the terminal back where the program that is gone had it.
static _Noreturn void guard(struct screen *screen, int end, pid_t group) {
  // The keyboard's signals are for the program's group.
  (void)setpgid(0, 0);
  (void)prctl(PR_SET_NAME, "casedesk-guard", 0, 0, 0);
  (void)chdir("/");
  const int first = screen->terminal < end ? screen->terminal : end;
  const int second = screen->terminal < end ? end : screen->terminal;
  if (first > 0) (void)close_range(0, (unsigned)first - 1, 0);
  if (second - first > 1) (void)close_range((unsigned)first + 1, (unsigned)second - 1, 0);
  (void)close_range((unsigned)second + 1, ~0U, 0);
  drop_memory();
  char byte;
  while (read(end, &byte, 1) < 0 && errno == EINTR) {}
  if (atomic_exchange(&screen->is_owned, 0)) {
    // A terminal that takes nothing holds nobody else.
    signal(SIGALRM, SIG_DFL);
    sigset_t late;
    sigemptyset(&late);
    sigaddset(&late, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &late, NULL);
    alarm(guard_patience_seconds);
    cds_wipe(screen);
    cds_write_all(screen->terminal, screen->sequence, screen->length);
    // A shell that has the terminal already has set its own modes, and has read what was typed since.
    if (tcgetpgrp(screen->terminal) == group) {
      tcflush(screen->terminal, TCIFLUSH);
      tcsetattr(screen->terminal, TCSANOW, &screen->modes);
    }
  }
  _exit(0);
}

int cds_start_guard(void) {
  if (cds_screen->terminal < 0) return -1;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  struct screen *shared =
    mmap(NULL, sizeof(struct screen), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sigset_t all, before;
  sigfillset(&all);
  if (shared == MAP_FAILED || sigprocmask(SIG_SETMASK, &all, &before) != 0) {
    if (shared != MAP_FAILED) munmap(shared, sizeof(struct screen));
    close(ends[0]);
    close(ends[1]);
    return -1;
  }
  memcpy(shared, cds_screen, sizeof(struct screen));
  const pid_t group = getpgrp();
  // No handler of a library runs in it: other threads may hold any lock. The one between ends at once, so that the guard is
  // no child that this process would have to collect.
  const pid_t between = _Fork();
  if (between == 0) {
    const pid_t child = _Fork();
    if (child != 0) _exit(child < 0);
    close(ends[1]);
    guard(shared, ends[0], group);
  }
  int status = -1;
  while (between > 0 && waitpid(between, &status, 0) < 0 && errno == EINTR) {}
  close(ends[0]);
  const int stands = between > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  // The writing side stays open until this process is gone, or another program in its place.
  if (stands) {
    cds_screen = shared;
  } else {
    close(ends[1]);
    munmap(shared, sizeof(struct screen));
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return stands ? 0 : -1;
}
