#ifndef CDESK_SCREEN_H
#define CDESK_SCREEN_H

#include <stdatomic.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

enum { reset_capacity = 256 };

/// All that is needed to give the terminal back.
struct screen {
  /// -1: none.
  int terminal;
  /// As they were before the program changed them.
  struct termios modes;
  char sequence[reset_capacity];
  size_t length;
  int understands_wipe;
  atomic_int is_owned;
};

/// The screen of this process. Once there is a guard it lies in memory that both have.
extern struct screen *cds_screen;

/// Blanks the rows one by one where the terminal understands that.
void cds_wipe(const struct screen *screen);

/// Writes to a terminal that may be full, and gives up after a number of refusals. Safe in a signal handler.
void cds_write_all(int fd, const char *bytes, size_t length);

#endif
