/* A peer's program: it prints its version. For every input line with a number it does that number of runs and prints the
 * seconds of one run. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static int turns(const char *version, double (*run)(int count)) {
    int count;
    printf("%s\n", version);
    fflush(stdout);
    while (scanf("%d", &count) == 1) {
        printf("%.12f\n", run(count) / count);
        fflush(stdout);
    }
    return 0;
}
