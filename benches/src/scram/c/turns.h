/* A peer's program: it says its version, then for every line with a number it does so many runs and says how many
 * seconds one of them took. */
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
