/* libgsasl's SCRAM-SHA-256: "server" with known keys, or "client" with a password. */
#include "turns.h"
#include "script.h"
#include <gsasl.h>

static Gsasl *context;

static int callback(Gsasl *ctx, Gsasl_session *session, Gsasl_property property) {
    (void)ctx;
    const char *value = NULL;
    switch (property) {
    case GSASL_AUTHID: value = USER; break;
    case GSASL_PASSWORD: value = PASSWORD; break;
    case GSASL_SCRAM_ITER: value = "4096"; break;
    case GSASL_SCRAM_SALT: value = SALT; break;
    case GSASL_SCRAM_STOREDKEY: value = stored_text; break;
    case GSASL_SCRAM_SERVERKEY: value = server_text; break;
    default: return GSASL_NO_CALLBACK;
    }
    return gsasl_property_set(session, property, value);
}

static int server_callback(Gsasl *ctx, Gsasl_session *session, Gsasl_property property) {
    if (property == GSASL_PASSWORD) return GSASL_NO_CALLBACK;
    return callback(ctx, session, property);
}

static int step(Gsasl_session *session, const char *input, char *output) {
    char *out = NULL;
    size_t length = 0;
    int status = gsasl_step(session, input, strlen(input), &out, &length);
    if (status != GSASL_OK && status != GSASL_NEEDS_MORE) fail(gsasl_strerror(status));
    memcpy(output, out, length);
    output[length] = 0;
    gsasl_free(out);
    return status;
}

static Gsasl_session *sessions[BATCH];
static char firsts[BATCH][256], challenges[BATCH][512], finals[BATCH][512], proofs[BATCH][256];

static double servers(int count) {
    double seconds = 0;
    for (int done = 0; done < count; done += BATCH) {
        for (int i = 0; i < BATCH; i++) client_first(i, firsts[i]);
        double begin = now();
        for (int i = 0; i < BATCH; i++) {
            if (gsasl_server_start(context, "SCRAM-SHA-256", &sessions[i]) != GSASL_OK) fail("server start");
            step(sessions[i], firsts[i], challenges[i]);
        }
        seconds += now() - begin;
        for (int i = 0; i < BATCH; i++) client_final(firsts[i], challenges[i], finals[i]);
        begin = now();
        for (int i = 0; i < BATCH; i++) {
            if (step(sessions[i], finals[i], proofs[i]) != GSASL_OK) fail("not accepted");
            gsasl_finish(sessions[i]);
        }
        seconds += now() - begin;
    }
    return seconds;
}

static double clients(int count) {
    double seconds = 0;
    for (int i = 0; i < count; i++) {
        double begin = now();
        if (gsasl_client_start(context, "SCRAM-SHA-256", &sessions[0]) != GSASL_OK) fail("client start");
        step(sessions[0], "", firsts[0]);
        seconds += now() - begin;
        server_first(firsts[0], challenges[0]);
        begin = now();
        step(sessions[0], challenges[0], finals[0]);
        seconds += now() - begin;
        server_final(firsts[0], challenges[0], finals[0], proofs[0]);
        char nothing[256];
        begin = now();
        if (step(sessions[0], proofs[0], nothing) != GSASL_OK) fail("not verified");
        gsasl_finish(sessions[0]);
        seconds += now() - begin;
    }
    return seconds;
}

int main(int argc, char **argv) {
    int server = argc > 1 && !strcmp(argv[1], "server");
    script_init();
    if (gsasl_init(&context) != GSASL_OK) fail("gsasl_init");
    gsasl_callback_set(context, server ? server_callback : callback);
    return turns(gsasl_check_version(NULL), server ? servers : clients);
}
