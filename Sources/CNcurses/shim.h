#ifndef CASEDESK_CNCURSES_SHIM_H
#define CASEDESK_CNCURSES_SHIM_H

// Accessors for what Swift 6 does not import: globals (`stdscr`, `curscr`), function-like macros, attribute macros.
// term.h stays out: it defines `lines`, `columns` and hundreds more as macros.
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

// Declared by wchar.h only under feature macros that Swift's importer does not set.
extern int wcwidth(wchar_t);

struct term;
extern int setupterm(const char *, int, int *);
extern struct term *set_curterm(struct term *);
extern int del_curterm(struct term *);

enum {
  cdn_ok = OK,
  cdn_err = ERR,
};

/// Looks up a terminal description without starting ncurses. Returns 0 when found, else -1 with `problem` as setupterm
/// sets it: 1 hard copy, 0 unknown or too generic, -1 no database.
static inline int cdn_describe(const char *_Nonnull type, int fd, int *_Nonnull problem) {
  *problem = 0;
  return setupterm(type, fd, problem) == OK ? 0 : -1;
}

/// Forgets the description that cdn_describe loaded.
static inline void cdn_forget(void) {
  struct term *present = set_curterm((struct term *)0);
  if (present) del_curterm(present);
}

/// A string capability; NULL when absent or cancelled.
static inline const char *_Nullable cdn_string(const char *_Nonnull name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? (const char *)0 : value;
}

static inline int cdn_flag(const char *_Nonnull name) { return tigetflag((char *)name) > 0; }

static inline int cdn_number(const char *_Nonnull name) { return tigetnum((char *)name); }

/// newterm on standard input and a descriptor of the terminal; returns -1 where initscr would end the process.
static inline int cdn_start(const char *_Nonnull type, int output) {
  FILE *stream = fdopen(output, "w");
  SCREEN *screen = stream ? newterm((char *)type, stream, stdin) : (SCREEN *)0;
  if (!screen) return -1;
  set_term(screen);
  return 0;
}

/// What a rehearsal is told.
struct cdn_rehearsal {
  const char *_Nonnull type;
  /// The capabilities that are read by name, ended by NULL.
  const char *_Nullable const *_Nonnull names;
};

/// Everything that is done with a terminal's description, with nobody to see it: ncurses trusts compiled descriptions, and
/// a damaged one makes it crash or hang. For a child process: leaves ncurses in use. Returns 0 when it came to an end, also
/// where ncurses knows no such terminal; 1 when it had nothing to write to.
static inline int cdn_rehearse(const void *_Nullable context) {
  const struct cdn_rehearsal *plan = (const struct cdn_rehearsal *)context;
  int problem = 0;
  if (setupterm(plan->type, fileno(stdout), &problem) != OK) return 0;
  for (const char *const *name = plan->names; *name; name++) {
    const char *text = cdn_string(*name);
    if (text && strlen(text) > 4096) return 1;
    (void)tigetflag((char *)*name);
    (void)tigetnum((char *)*name);
  }
  cdn_forget();
  // A size of the description's own may be anything.
  setenv("LINES", "24", 1);
  setenv("COLUMNS", "80", 1);
  SCREEN *screen = newterm((char *)plan->type, stdout, stdin);
  if (!screen) return 0;
  set_term(screen);
  WINDOW *keys = newpad(1, 1);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  (void)wgetch(keys);
  raw();
  noecho();
  nonl();
  int pairs = 0;
  if (start_color() == OK) {
    use_default_colors();
    for (int pair = 1; pair < COLOR_PAIRS && pair < 64; pair++) {
      const int color = COLORS > 256 ? pair * 0x10305 : pair % (COLORS > 0 ? COLORS : 1);
      if (init_extended_pair(pair, color, pair % 2 ? -1 : COLORS > 256 ? 0x203040 : (color + 1) % (COLORS > 0 ? COLORS : 1)) == OK)
        pairs = pair;
    }
  }
  const attr_t looks[] = {A_NORMAL, A_BOLD, A_DIM, A_ITALIC, A_UNDERLINE, A_REVERSE, A_BOLD | A_REVERSE};
  // Text, runs of one character, blanks, lines moved to the side and up: each is drawn by other capabilities.
  for (int frame = 0; frame < 8; frame++) {
    curs_set(frame % 2);
    if (frame == 5) clearok(curscr, TRUE);
    for (int row = 0; row < getmaxy(stdscr); row++) {
      for (int column = 0; column < getmaxx(stdscr); column++) {
        const int place = frame == 2 ? column + 1 : frame == 3 ? column - 1 : column;
        const int line = frame == 4 ? row + 1 : row;
        wchar_t text[2] = {L'a' + (line * 7 + place * 3) % 26, 0};
        if (frame == 1 || (line + place / 9) % 3 == 0) text[0] = L' ';
        if (frame == 6 && column > 10) text[0] = L'=';
        cchar_t cell;
        int pair = pairs > 0 ? (line + place / 5) % (pairs + 1) : 0;
        if (setcchar(&cell, text, looks[(line + place / 7 + frame / 3) % 7], 0, &pair) == OK)
          (void)mvwadd_wch(stdscr, row, column, &cell);
      }
    }
    wmove(stdscr, frame * 3, frame * 9);
    wnoutrefresh(stdscr);
    doupdate();
  }
  wclear(stdscr);
  wnoutrefresh(stdscr);
  doupdate();
  endwin();
  return ferror(stdout) ? 1 : 0;
}

static inline WINDOW *_Nonnull cdn_screen(void) { return stdscr; }

static inline int cdn_lines(void) { return getmaxy(stdscr); }
static inline int cdn_columns(void) { return getmaxx(stdscr); }

/// Colours and pairs, after start_color.
static inline int cdn_colors(void) { return COLORS; }
static inline int cdn_color_pairs(void) { return COLOR_PAIRS; }

/// Writes one cell: a base and its marks, ended by 0, at most CCHARW_MAX. ncurses answers ERR for the last cell of the
/// screen although it has stored it, so there is no result.
static inline void cdn_put(int row, int column, const wchar_t *_Nonnull text, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == ERR) return;
  if (wmove(stdscr, row, column) == ERR) return;
  (void)wadd_wch(stdscr, &cell);
}

/// The same for a printable ASCII character.
static inline void cdn_put_ascii(int row, int column, unsigned char character, attr_t attributes, int pair) {
  const wchar_t text[2] = {character, 0};
  cdn_put(row, column, text, attributes, pair);
}

/// Columns that ncurses will move its cursor by for one scalar in this locale; -1 when it cannot be shown.
static inline int cdn_width(wchar_t scalar) { return wcwidth(scalar); }

/// Has the next doupdate paint every cell.
static inline void cdn_repaint_all(void) { clearok(curscr, TRUE); }

/// Has a clear of the whole screen leave blanks of this pair, where the terminal erases with the background in force. Set it
/// back to 0 before anything is put: cells without colours of their own would take it.
static inline void cdn_ground(int pair) {
  const wchar_t blank[2] = {L' ', 0};
  cchar_t cell;
  if (setcchar(&cell, blank, A_NORMAL, 0, &pair) != ERR) wbkgrndset(stdscr, &cell);
}

/// A hidden window to read from: reading from a visible one would refresh it.
static inline WINDOW *_Nullable cdn_input_window(void) {
  WINDOW *window = newpad(1, 1);
  if (!window) return (WINDOW *)0;
  keypad(window, TRUE);
  nodelay(window, TRUE);
  meta(window, TRUE);
  return window;
}

static inline attr_t cdn_bold(void) { return A_BOLD; }
static inline attr_t cdn_dim(void) { return A_DIM; }
static inline attr_t cdn_italic(void) { return A_ITALIC; }
static inline attr_t cdn_underline(void) { return A_UNDERLINE; }
static inline attr_t cdn_reverse(void) { return A_REVERSE; }

#endif
