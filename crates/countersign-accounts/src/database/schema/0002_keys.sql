-- Keys of TLS clients. A fingerprint is one account's.
CREATE TABLE client_key (
    -- SHA-256 of the key, base64url without padding.
    fingerprint     TEXT    NOT NULL PRIMARY KEY,
    account         TEXT    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- SubjectPublicKeyInfo in base64.
    spki            TEXT    NOT NULL,
    -- What its owner calls it.
    name            TEXT    NOT NULL,
    -- The address that it logs in as, while that is one of the account's: a key of login_name.
    address         TEXT    NOT NULL,
    no_imap_preauth INTEGER NOT NULL CHECK (no_imap_preauth IN (0, 1)),
    -- The certificate that it came in, in base64; empty if it came in none.
    certificate     TEXT    NOT NULL,
    created         BIGINT  NOT NULL
);

CREATE INDEX client_key_account ON client_key (account);
