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

/// Columns that ncurses will move its cursor by for one scalar in this locale; -1 when it cannot be shown.
static inline int cdn_width(wchar_t scalar) { return wcwidth(scalar); }

/// Has the next doupdate paint every cell.
static inline void cdn_repaint_all(void) { clearok(curscr, TRUE); }

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
