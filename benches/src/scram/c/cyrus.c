/* Cyrus SASL's SCRAM-SHA-256 server; its directory is a plugin of ours with one account in memory. */
#include "turns.h"
#include "script.h"
#include <sasl/sasl.h>
#include <sasl/saslplug.h>

static char record[256];

static int lookup(void *context, sasl_server_params_t *server, unsigned flags, const char *user, unsigned length) {
    (void)context, (void)user, (void)length;
    const struct propval *wanted = server->utils->prop_get(server->propctx);
    for (; wanted && wanted->name; wanted++)
        if (!(flags & SASL_AUXPROP_AUTHZID) && !strcmp(wanted->name, "*authPassword"))
            server->utils->prop_set(server->propctx, wanted->name, record, (int)strlen(record));
    return SASL_OK;
}

static sasl_auxprop_plug_t plugin = {0, 0, NULL, NULL, lookup, (char *)"memory", NULL};

static int plugin_init(const sasl_utils_t *utils, int max, int *version, sasl_auxprop_plug_t **plug, const char *name) {
    (void)utils, (void)max, (void)name;
    *version = SASL_AUXPROP_PLUG_VERSION;
    *plug = &plugin;
    return SASL_OK;
}

static int option(void *context, const char *plugin_name, const char *name, const char **value, unsigned *length) {
    (void)context, (void)plugin_name;
    if (!strcmp(name, "auxprop_plugin")) *value = "memory";
    else if (!strcmp(name, "mech_list")) *value = "SCRAM-SHA-256";
    else return SASL_FAIL;
    if (length) *length = (unsigned)strlen(*value);
    return SASL_OK;
}

static int silent(void *context, int level, const char *message) {
    (void)context, (void)level, (void)message;
    return SASL_OK;
}

static sasl_callback_t callbacks[] = {
    {SASL_CB_GETOPT, (int (*)(void))option, NULL},
    {SASL_CB_LOG, (int (*)(void))silent, NULL},
    {SASL_CB_LIST_END, NULL, NULL},
};

static sasl_conn_t *connections[BATCH];
static char firsts[BATCH][256], challenges[BATCH][512], finals[BATCH][512];

static double servers(int count) {
    double seconds = 0;
    const char *out;
    unsigned length;
    for (int done = 0; done < count; done += BATCH) {
        for (int i = 0; i < BATCH; i++) client_first(i, firsts[i]);
        double begin = now();
        for (int i = 0; i < BATCH; i++) {
            if (sasl_server_new("imap", "localhost", "", NULL, NULL, NULL, 0, &connections[i]) != SASL_OK) fail("new");
            if (sasl_server_start(connections[i], "SCRAM-SHA-256", firsts[i], (unsigned)strlen(firsts[i]), &out, &length)
                != SASL_CONTINUE)
                fail(sasl_errdetail(connections[i]));
            memcpy(challenges[i], out, length);
            challenges[i][length] = 0;
        }
        seconds += now() - begin;
        for (int i = 0; i < BATCH; i++) client_final(firsts[i], challenges[i], finals[i]);
        begin = now();
        for (int i = 0; i < BATCH; i++) {
            int status = sasl_server_step(connections[i], finals[i], (unsigned)strlen(finals[i]), &out, &length);
            /* No data with "success": the client's empty answer is the last message. */
            if (status == SASL_CONTINUE) status = sasl_server_step(connections[i], "", 0, &out, &length);
            if (status != SASL_OK) fail(sasl_errdetail(connections[i]));
            sasl_dispose(&connections[i]);
        }
        seconds += now() - begin;
    }
    return seconds;
}

int main(void) {
    int major, minor, patch;
    char version[64];
    script_init();
    sprintf(record, "SCRAM-SHA-256$%d:%s$%s:%s", ITERATIONS, SALT, stored_text, server_text);
    if (sasl_server_init(callbacks, "bench") != SASL_OK) fail("sasl_server_init");
    if (sasl_auxprop_add_plugin("memory", plugin_init) != SASL_OK) fail("the plugin");
    sasl_version_info(NULL, NULL, &major, &minor, &patch, NULL);
    sprintf(version, "%d.%d.%d", major, minor, patch);
    return turns(version, servers);
}
