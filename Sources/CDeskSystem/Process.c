#define _GNU_SOURCE
#include "CDeskSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

static int saved_argc;
static char **saved_argv;

// glibc hands the true argument vector to constructors; Swift's CommandLine may hold a copy.
__attribute__((constructor)) static void remember_arguments(int argc, char **argv, char **environment) {
  (void)environment;
  saved_argc = argc;
  saved_argv = argv;
  // After cds_start_anew the kernel would call it "exe".
  prctl(PR_SET_NAME, program_invocation_short_name, 0, 0, 0);
}

int cds_start_anew(char **words) {
  size_t count = 0;
  while (words[count] != NULL) count += 1;
  char **arguments = calloc(count + 2, sizeof(char *));
  if (arguments == NULL) return -1;
  arguments[0] = saved_argc > 0 ? saved_argv[0] : "casedesk";
  memcpy(arguments + 1, words, count * sizeof(char *));
  sigset_t none;
  sigemptyset(&none);
  // Descriptors of a store or a connection that somebody forgot to mark; before Linux 5.11 those stay that were not.
  (void)close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  (void)sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGTTIN, SIG_DFL);
  signal(SIGTTOU, SIG_DFL);
  // The very file that runs now, whatever stands at its path since.
  execv("/proc/self/exe", arguments);
  // Without /proc: the path it was started by.
  const char *path = (const char *)getauxval(AT_EXECFN);
  if (path != NULL) execv(path, arguments);
  free(arguments);
  return -1;
}

char **cds_environment(void) { return environ; }

void cds_limit_memory_pools(int most) { mallopt(M_ARENA_MAX, most); }

int cds_open_memory(void) { return memfd_create("casedesk", MFD_CLOEXEC); }

int cds_put_over(int source, int target) { return dup3(source, target, O_CLOEXEC) == target ? 0 : -1; }

int cds_seal_process(void) {
  const struct rlimit none = {0, 0};
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
  if (!cds_process_is_sealed()) {
    errno = EPERM;
    return -1;
  }
  return 0;
}

int cds_process_is_sealed(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return 0;
  return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

int cds_overwrite_argument(int index) {
  if (index < 1 || index >= saved_argc || saved_argv[index] == NULL) {
    errno = EINVAL;
    return -1;
  }
  char *argument = saved_argv[index];
  const size_t length = strlen(argument);
  // explicit_bzero is not dropped by the optimiser although nobody reads the argument again.
  explicit_bzero(argument, length);
  if (length > 0) argument[0] = '*';
  return 0;
}

static _Noreturn void run_as_child(int (*work)(const void *), const void *context, int milliseconds) {
  // What this one dies of is for the parent to tell.
  const int ours[] = {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGALRM, SIGTERM, SIGHUP, SIGINT, SIGPIPE};
  for (size_t index = 0; index < sizeof(ours) / sizeof(ours[0]); index++) signal(ours[index], SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  const struct itimerval limit = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0 || setitimer(ITIMER_REAL, &limit, NULL) != 0) _exit(127);
  for (int target = STDIN_FILENO; target <= STDERR_FILENO; target++) dup2(nowhere, target);
  _exit(work(context) & 0x7F);
}

int cds_try_in_child(int (*work)(const void *), const void *context, int milliseconds) {
  const pid_t child = fork();
  if (child < 0) return -2;
  if (child == 0) run_as_child(work, context, milliseconds);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -2;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int cds_redirect_stderr(int file) {
  const int target = file >= 0 ? file : open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (target < 0) return -1;
  const int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  const int moved = saved < 0 ? -1 : dup2(target, STDERR_FILENO);
  const int problem = errno;
  if (target != file) close(target);
  if (moved >= 0) return saved;
  if (saved >= 0) close(saved);
  errno = problem;
  return -1;
}

int cds_restore_stderr(int saved) {
  if (saved < 0) {
    errno = EBADF;
    return -1;
  }
  if (dup2(saved, STDERR_FILENO) < 0) return -1;
  return close(saved);
}

int cds_open_path(int folder, const char *name) { return openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC); }

int cds_open_process(int pid) { return pidfd_open(pid, 0); }

int cds_signal_process(int process, int signal) { return pidfd_send_signal(process, signal, NULL, 0); }

long cds_file_system(const char *path) {
  struct statfs status;
  if (statfs(path, &status) != 0) return -1;
  // The kernel's word is 32 bits wide; some of these numbers have the highest set.
  return (long)(unsigned int)status.f_type;
}
