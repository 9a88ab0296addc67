#include "CPostgres.h"

#include <dlfcn.h>
#include <string.h>

int cpostgres_open(const char *name, cpostgres *functions) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == NULL) return -1;
  cpostgres found;
  // A pointer to data is copied into one to a function: POSIX has both of one form, but C knows no conversion.
#define FIND(result, name, parameters) \
  { \
    void *address = dlsym(library, #name); \
    if (address == NULL) return -1; \
    memcpy(&found.name, &address, sizeof address); \
  }
  CPOSTGRES_FUNCTIONS(FIND)
#undef FIND
  *functions = found;
  return 0;
}

void cpostgres_drop_notice(void *context, const char *notice) {
  (void)context;
  (void)notice;
}
