#ifndef CASEDESK_CPOSTGRES_H
#define CASEDESK_CPOSTGRES_H

// PostgreSQL's client library, libpq, opened when it is first needed: a machine without a team's store needs no copy of it,
// neither to build nor to run. The prototypes are our own; a test compiles them beside libpq-fe.h, where that is installed.

struct pg_conn;
struct pg_result;

// The value that each function of libpq returns, its name, and its parameters. Enumerations of libpq are unsigned here.
#define CPOSTGRES_FUNCTIONS(F) \
  F(struct pg_conn *, PQconnectStartParams, (const char *const *, const char *const *, int)) \
  F(unsigned int, PQconnectPoll, (struct pg_conn *)) \
  F(unsigned int, PQstatus, (const struct pg_conn *)) \
  F(int, PQsocket, (const struct pg_conn *)) \
  F(int, PQserverVersion, (const struct pg_conn *)) \
  F(unsigned int, PQsetErrorVerbosity, (struct pg_conn *, unsigned int)) \
  F(char *, PQerrorMessage, (const struct pg_conn *)) \
  F(int, PQsetnonblocking, (struct pg_conn *, int)) \
  F(int, PQsendQueryParams, (struct pg_conn *, const char *, int, const unsigned int *, const char *const *, \
                             const int *, const int *, int)) \
  F(int, PQflush, (struct pg_conn *)) \
  F(int, PQconsumeInput, (struct pg_conn *)) \
  F(int, PQisBusy, (struct pg_conn *)) \
  F(struct pg_result *, PQgetResult, (struct pg_conn *)) \
  F(unsigned int, PQresultStatus, (const struct pg_result *)) \
  F(char *, PQresultErrorField, (const struct pg_result *, int)) \
  F(int, PQntuples, (const struct pg_result *)) \
  F(int, PQnfields, (const struct pg_result *)) \
  F(unsigned int, PQftype, (const struct pg_result *, int)) \
  F(int, PQgetisnull, (const struct pg_result *, int, int)) \
  F(int, PQgetlength, (const struct pg_result *, int, int)) \
  F(char *, PQgetvalue, (const struct pg_result *, int, int)) \
  F(void, PQclear, (struct pg_result *)) \
  F(void, PQfinish, (struct pg_conn *)) \
  F(cpostgres_notice, PQsetNoticeProcessor, (struct pg_conn *, cpostgres_notice, void *))

// Takes a notice of the server.
typedef void (*cpostgres_notice)(void *, const char *);

// The functions of an opened library.
#define CPOSTGRES_MEMBER(result, name, parameters) result(*name) parameters;
typedef struct cpostgres {
  CPOSTGRES_FUNCTIONS(CPOSTGRES_MEMBER)
} cpostgres;
#undef CPOSTGRES_MEMBER

// The constants of libpq that are used here; the same test compares them.
enum {
  CPOSTGRES_OK = 0,           // CONNECTION_OK
  CPOSTGRES_BAD = 1,          // CONNECTION_BAD
  CPOSTGRES_TLS = 7,          // CONNECTION_SSL_STARTUP
  CPOSTGRES_POLL_FAILED = 0,  // PGRES_POLLING_FAILED
  CPOSTGRES_POLL_READ = 1,    // PGRES_POLLING_READING
  CPOSTGRES_POLL_WRITE = 2,   // PGRES_POLLING_WRITING
  CPOSTGRES_POLL_OK = 3,      // PGRES_POLLING_OK
  CPOSTGRES_COMMAND_OK = 1,   // PGRES_COMMAND_OK
  CPOSTGRES_ROWS = 2,         // PGRES_TUPLES_OK
  CPOSTGRES_SQLSTATE = 'C',   // PG_DIAG_SQLSTATE
  CPOSTGRES_CODES_ONLY = 3,   // PQERRORS_SQLSTATE
};

/// Opens a library by its name, such as "libpq.so.5", and finds its functions. The library stays open for good. Returns 0,
/// or -1 when it, or one of the functions, is missing. Safe on any thread.
int cpostgres_open(const char *name, cpostgres *functions);

/// Drops a notice: libpq alone would write it to standard error, over the screen.
void cpostgres_drop_notice(void *context, const char *notice);

#endif
