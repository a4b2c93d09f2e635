/* Runs a program and lets one of its system calls fail, or kills it there.
 *
 *     calls KINDS AT THEN LOG FOLDER FOLDER PROGRAM ARGUMENT…
 *
 * KINDS are letters: o(pen), i(nput), w(rite), s(ync), r(ename). Only calls on files below one of the two
 * folders count; each is noted in LOG, a line each. THEN says what becomes of number AT: "eio" (it
 * alone fails), "full" (it and all after it find no space left; of opens only those that make
 * files count) or the number of a signal (which the program gets in place of the call). AT 0 only
 * counts.
 *
 * The kernel itself holds the calls and asks this process what to do (seccomp's user
 * notifications), so that no call is missed, whichever library makes it and however. Exits as the
 * program does; with 77 where the kernel refuses to be asked, before the program has begun.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define REFUSED 77
#define LONGEST 4096

/* A call: its kind, and where its file stands among its arguments. */
struct call {
    int number;
    char kind;
    int descriptor; /* argument with the file, or with the folder of the path; -1: none */
    int path;       /* argument with the path; -1: none */
    int flags;      /* argument with the flags of an open; -1: none */
};

static const struct call calls[] = {
#ifdef __NR_open
    {__NR_open, 'o', -1, 0, 1},
#endif
#ifdef __NR_mkdir
    {__NR_mkdir, 'o', -1, 0, -1},
#endif
#ifdef __NR_rename
    {__NR_rename, 'r', -1, 1, -1},
#endif
#ifdef __NR_renameat
    {__NR_renameat, 'r', 2, 3, -1},
#endif
    {__NR_renameat2, 'r', 2, 3, -1},
    {__NR_linkat, 'r', 2, 3, -1},
    {__NR_openat, 'o', 0, 1, 2},
    {__NR_mkdirat, 'o', 0, 1, -1},
    {__NR_read, 'i', 0, -1, -1},
    {__NR_readv, 'i', 0, -1, -1},
    {__NR_pread64, 'i', 0, -1, -1},
    {__NR_write, 'w', 0, -1, -1},
    {__NR_writev, 'w', 0, -1, -1},
    {__NR_pwrite64, 'w', 0, -1, -1},
    {__NR_pwritev, 'w', 0, -1, -1},
    {__NR_ftruncate, 'w', 0, -1, -1},
    {__NR_fallocate, 'w', 0, -1, -1},
    {__NR_fsync, 's', 0, -1, -1},
    {__NR_fdatasync, 's', 0, -1, -1},
};
#define N_CALLS (sizeof calls / sizeof calls[0])

static const char *folders[2];

static void die(const char *what) {
    perror(what);
    exit(REFUSED);
}

/* Asks the kernel to hold the calls, and returns the file by which it tells of them. */
static int held(void) {
    struct sock_filter filter[N_CALLS + 3];
    size_t n = 0;
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t at = 0; at < N_CALLS; at++) {
        uint8_t to_the_last = (uint8_t)(N_CALLS - at);
        filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[at].number, to_the_last, 0);
    }
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    struct sock_fprog program = {(unsigned short)n, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
    return (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* Becomes the program, once the other side of `line` has taken over the listener. Only calls that
 * are not held may be made here: nobody answers yet. */
static void become(char **program, int line) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int listener = held(), answer = 0;
    send(line, &listener, sizeof listener, 0);
    if (listener < 0 || recv(line, &answer, sizeof answer, 0) != sizeof answer) _exit(REFUSED);
    close(line);
    /* A job in the background of a script ignores them, and all that it starts. */
    int signals[] = {SIGHUP, SIGINT, SIGTERM};
    for (size_t n = 0; n < sizeof signals / sizeof *signals; n++) signal(signals[n], SIG_DFL);
    execv(program[0], program);
    _exit(127);
}

static int taken_over(pid_t child, int line) {
    int theirs = -1;
    if (recv(line, &theirs, sizeof theirs, 0) != sizeof theirs || theirs < 0) return -1;
    int process = (int)syscall(__NR_pidfd_open, child, 0);
    int ours = process < 0 ? -1 : (int)syscall(__NR_pidfd_getfd, process, theirs, 0);
    if (ours >= 0) send(line, &theirs, sizeof theirs, 0);
    close(process);
    return ours;
}

static void linked(char *target, const char *link) {
    ssize_t length = readlink(link, target, LONGEST - 1);
    target[length < 0 ? 0 : length] = 0;
}

/* The path that `call` is about. */
static void path_of(const struct call *call, const struct seccomp_notif *asked, char *path) {
    char link[64], given[LONGEST] = "", folder[LONGEST] = "";
    int descriptor = call->descriptor < 0 ? AT_FDCWD : (int)asked->data.args[call->descriptor];
    if (descriptor == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", (int)asked->pid);
    else snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)asked->pid, descriptor);
    linked(folder, link);
    if (call->path >= 0) {
        /* A path ends somewhere before the end of its page or of the next one. */
        uintptr_t begin = (uintptr_t)asked->data.args[call->path];
        for (size_t done = 0; done < sizeof given - 1 && memchr(given, 0, done) == NULL;) {
            size_t step = 256 - (begin + done) % 256;
            if (step > sizeof given - 1 - done) step = sizeof given - 1 - done;
            struct iovec ours = {given + done, step}, theirs = {(void *)(begin + done), step};
            if (process_vm_readv((pid_t)asked->pid, &ours, 1, &theirs, 1, 0) != (ssize_t)step) break;
            done += step;
        }
        given[sizeof given - 1] = 0;
        if (given[0] == '/') { memcpy(path, given, LONGEST); return; }
    }
    int length = snprintf(path, LONGEST, "%s%s%s", folder, given[0] ? "/" : "", given);
    if (length >= LONGEST) path[0] = 0;
}

static int counts(const struct call *call, const struct seccomp_notif *asked, const char *kinds, int full, char *path) {
    if (!strchr(kinds, call->kind)) return 0;
    if (full && call->flags >= 0 && !(asked->data.args[call->flags] & O_CREAT)) return 0;
    path_of(call, asked, path);
    for (int at = 0; at < 2; at++)
        if (!strncmp(path, folders[at], strlen(folders[at]))) return 1;
    return 0;
}

static const struct call *called(int number) {
    for (size_t at = 0; at < N_CALLS; at++)
        if (calls[at].number == number) return &calls[at];
    return NULL;
}

/* Answers every call until the program has ended. */
static void answer(int listener, pid_t child, const char *kinds, long at, const char *then, FILE *log) {
    int full = !strcmp(then, "full");
    long n = 0;
    for (;;) {
        struct pollfd waiting = {listener, POLLIN, 0};
        if (poll(&waiting, 1, -1) < 0 && errno != EINTR) die("poll");
        if (waiting.revents & POLLIN) {
            struct seccomp_notif asked;
            memset(&asked, 0, sizeof asked);
            /* The caller may have been killed since. */
            if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked)) continue;
            struct seccomp_notif_resp reply = {asked.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE};
            const struct call *call = called(asked.data.nr);
            char path[LONGEST];
            if (call && counts(call, &asked, kinds, full, path)) {
                n++;
                fprintf(log, "%c %s\n", call->kind, path);
                if (at > 0 && (n == at || (full && n > at))) {
                    int number = atoi(then);
                    if (number) kill(child, number);
                    /* Nobody dies of SIGPIPE who ignores it: the call is made. */
                    if (number != SIGPIPE) {
                        reply.flags = 0;
                        reply.error = full ? -ENOSPC : -EIO;
                    }
                }
            }
            ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
        } else if (waiting.revents & (POLLHUP | POLLERR)) {
            return;
        }
    }
}

int main(int n_arguments, char **arguments) {
    if (n_arguments < 8) return REFUSED;
    folders[0] = arguments[5];
    folders[1] = arguments[6];
    FILE *log = fopen(arguments[4], "w");
    int line[2];
    if (!log || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line)) die("calls");
    pid_t child = fork();
    if (child < 0) die("fork");
    if (child == 0) become(arguments + 7, line[1]);
    close(line[1]);
    int listener = taken_over(child, line[0]);
    if (listener < 0) { kill(child, SIGKILL); die("seccomp"); }
    answer(listener, child, arguments[1], atol(arguments[2]), arguments[3], log);
    int status = 0;
    waitpid(child, &status, 0);
    fclose(log);
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    signal(WTERMSIG(status), SIG_DFL);
    kill(getpid(), WTERMSIG(status));
    return REFUSED;
}
