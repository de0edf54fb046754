/* OpenSSL's PBKDF2: one block of output, 4096 iterations. */
#include "turns.h"
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <string.h>

static const EVP_MD *hash;

static double run(int count) {
    unsigned char key[64];
    double begin = now();
    for (int i = 0; i < count; i++)
        if (!PKCS5_PBKDF2_HMAC("pencil", 6, (const unsigned char *)"0123456789abcdef", 16, 4096, hash,
                               EVP_MD_get_size(hash), key))
            fail("PKCS5_PBKDF2_HMAC");
    return now() - begin;
}

int main(int argc, char **argv) {
    hash = argc > 1 ? EVP_get_digestbyname(argv[1]) : NULL;
    if (!hash) fail("no such hash");
    return turns(OPENSSL_VERSION_STR, run);
}
