#include "CDeskSystem.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

// Of libdispatch, for the loop of a program's first thread; CFRunLoop waits and drains with them in the same way
// (swift-corelibs-foundation, CFRunLoop.c). The descriptor is an eventfd(2).
int _dispatch_get_main_queue_handle_4CF(void);
void _dispatch_main_queue_callback_4CF(void *message);

int cds_main_queue_descriptor(void) { return _dispatch_get_main_queue_handle_4CF(); }

void cds_drain_main_queue(void) {
  uint64_t wakes;
  while (read(cds_main_queue_descriptor(), &wakes, sizeof(wakes)) < 0 && errno == EINTR) {}
  _dispatch_main_queue_callback_4CF(NULL);
}
