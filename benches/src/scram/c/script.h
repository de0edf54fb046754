/* The scripted other end of an exchange, which is not timed. The account is that of script.rs. */
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define BATCH 64
#define USER "user"
#define PASSWORD "pencil"
#define SALT "W21pnRI1juygS0FCNvqqDg=="
#define ITERATIONS 4096

static unsigned char client_key[32], stored_key[32], server_key[32];
static char stored_text[64], server_text[64];

static void base64(const unsigned char *octets, int length, char *text) {
    EVP_EncodeBlock((unsigned char *)text, octets, length);
}

static void mac(const unsigned char *key, const char *message, unsigned char *to) {
    HMAC(EVP_sha256(), key, 32, (const unsigned char *)message, strlen(message), to, NULL);
}

static void script_init(void) {
    unsigned char salt[24], salted[32];
    EVP_DecodeBlock(salt, (const unsigned char *)SALT, 24);
    PKCS5_PBKDF2_HMAC(PASSWORD, strlen(PASSWORD), salt, 16, ITERATIONS, EVP_sha256(), 32, salted);
    mac(salted, "Client Key", client_key);
    mac(salted, "Server Key", server_key);
    EVP_Digest(client_key, 32, stored_key, NULL, EVP_sha256(), NULL);
    base64(stored_key, 32, stored_text);
    base64(server_key, 32, server_text);
}

static void nonce_of(const char *message, char *to) {
    const char *at = strstr(message, "r=");
    if (!at) fail("no nonce");
    size_t length = strcspn(at + 2, ",");
    memcpy(to, at + 2, length);
    to[length] = 0;
}

static inline void client_first(int number, char *to) {
    sprintf(to, "n,,n=" USER ",r=%024d", number);
}

static inline void client_final(const char *first, const char *challenge, char *to) {
    char nonce[256], message[1024], proof[64];
    unsigned char signature[32];
    nonce_of(challenge, nonce);
    sprintf(to, "c=biws,r=%s", nonce);
    snprintf(message, sizeof message, "%s,%s,%s", first + 3, challenge, to);
    mac(stored_key, message, signature);
    for (int i = 0; i < 32; i++) signature[i] ^= client_key[i];
    base64(signature, 32, proof);
    strcat(to, ",p=");
    strcat(to, proof);
}

static inline void server_first(const char *first, char *to) {
    char nonce[256];
    nonce_of(first, nonce);
    sprintf(to, "r=%s3rfcNHYJY1ZVvWVs7j+f0Khu,s=" SALT ",i=%d", nonce, ITERATIONS);
}

static inline void server_final(const char *first, const char *challenge, const char *last, char *to) {
    char message[1024];
    unsigned char signature[32];
    int length = (int)(strstr(last, ",p=") - last);
    snprintf(message, sizeof message, "%s,%s,%.*s", first + 3, challenge, length, last);
    mac(server_key, message, signature);
    strcpy(to, "v=");
    base64(signature, 32, to + 2);
}
