/* A FIDO token in software, as OpenSSH's ssh-sk-helper loads one (PROTOCOL.u2f, sk-api.h of OpenSSH 9).
 *
 * Its key comes from a seed of 32 equal bytes, which anybody knows: for tests only. What it does is told by
 * FIDO_TOKEN: "touch" signs, "untouched" signs without the flag that says somebody was there, "timeout", "pin",
 * "absent" and "unsupported" fail as real tokens do. Ed25519 is libcrypto's. */

#include <openssl/evp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ERR_GENERAL -1
#define ERR_UNSUPPORTED -2
#define ERR_PIN_REQUIRED -3
#define ERR_DEVICE_NOT_FOUND -4
#define USER_PRESENT 0x01
#define ED25519 1

struct sk_option;

struct sk_enroll_response {
    uint8_t flags;
    uint8_t *public_key;
    size_t public_key_len;
    uint8_t *key_handle;
    size_t key_handle_len;
    uint8_t *signature;
    size_t signature_len;
    uint8_t *attestation_cert;
    size_t attestation_cert_len;
    uint8_t *authdata;
    size_t authdata_len;
};

struct sk_sign_response {
    uint8_t flags;
    uint32_t counter;
    uint8_t *sig_r;
    size_t sig_r_len;
    uint8_t *sig_s;
    size_t sig_s_len;
};

static uint8_t *copy(const void *bytes, size_t length)
{
    uint8_t *made = calloc(1, length ? length : 1);
    if (made != NULL)
        memcpy(made, bytes, length);
    return made;
}

static EVP_PKEY *key(void)
{
    uint8_t seed[32];
    memset(seed, 7, sizeof(seed));
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof(seed));
}

static const char *mode(void)
{
    const char *mode = getenv("FIDO_TOKEN");
    return mode == NULL ? "touch" : mode;
}

static int trouble(const char *pin)
{
    if (strcmp(mode(), "absent") == 0)
        return ERR_DEVICE_NOT_FOUND;
    if (strcmp(mode(), "timeout") == 0)
        return ERR_GENERAL;
    if (strcmp(mode(), "unsupported") == 0)
        return ERR_UNSUPPORTED;
    if (strcmp(mode(), "pin") == 0 && (pin == NULL || strcmp(pin, "1234") != 0))
        return ERR_PIN_REQUIRED;
    return 0;
}

uint32_t sk_api_version(void)
{
    const char *version = getenv("FIDO_API");
    return version == NULL ? 0x000a0000 : (uint32_t)strtoul(version, NULL, 16);
}

int sk_enroll(uint32_t alg, const uint8_t *challenge, size_t challenge_len, const char *application,
    uint8_t flags, const char *pin, struct sk_option **options, struct sk_enroll_response **made)
{
    (void)challenge, (void)challenge_len, (void)application, (void)options;
    struct sk_enroll_response *response = calloc(1, sizeof(*response));
    EVP_PKEY *pair = key();
    uint8_t public_key[32];
    size_t length = sizeof(public_key);
    int error = trouble(pin);
    if (error != 0)
        return error;
    if (alg != ED25519 || response == NULL || pair == NULL
        || EVP_PKEY_get_raw_public_key(pair, public_key, &length) != 1)
        return ERR_GENERAL;
    response->flags = flags;
    response->public_key = copy(public_key, sizeof(public_key));
    response->public_key_len = sizeof(public_key);
    response->key_handle = copy("token", 5);
    response->key_handle_len = 5;
    response->signature = copy("", 0);
    response->attestation_cert = copy("", 0);
    response->authdata = copy("", 0);
    EVP_PKEY_free(pair);
    *made = response;
    return 0;
}

int sk_sign(uint32_t alg, const uint8_t *data, size_t data_len, const char *application,
    const uint8_t *key_handle, size_t key_handle_len, uint8_t flags, const char *pin,
    struct sk_option **options, struct sk_sign_response **made)
{
    (void)key_handle, (void)key_handle_len, (void)flags, (void)options;
    struct sk_sign_response *response = calloc(1, sizeof(*response));
    EVP_PKEY *pair = key();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t signed_data[32 + 1 + 4 + 32], signature[64];
    unsigned int hash_length = 32;
    size_t length = sizeof(signature);
    int error = trouble(pin);
    if (error != 0)
        return error;
    if (alg != ED25519 || response == NULL || pair == NULL || context == NULL)
        return ERR_GENERAL;
    response->flags = strcmp(mode(), "untouched") == 0 ? 0 : USER_PRESENT;
    response->counter = 7;
    EVP_Digest(application, strlen(application), signed_data, &hash_length, EVP_sha256(), NULL);
    signed_data[32] = response->flags;
    signed_data[33] = signed_data[34] = signed_data[35] = 0;
    signed_data[36] = (uint8_t)response->counter;
    EVP_Digest(data, data_len, signed_data + 37, &hash_length, EVP_sha256(), NULL);
    if (EVP_DigestSignInit(context, NULL, NULL, NULL, pair) != 1
        || EVP_DigestSign(context, signature, &length, signed_data, sizeof(signed_data)) != 1)
        return ERR_GENERAL;
    response->sig_r = copy(signature, sizeof(signature));
    response->sig_r_len = sizeof(signature);
    response->sig_s = copy("", 0);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(pair);
    *made = response;
    return 0;
}

int sk_load_resident_keys(const char *pin, struct sk_option **options, void ***keys, size_t *count)
{
    (void)pin, (void)options, (void)keys, (void)count;
    return ERR_UNSUPPORTED;
}
