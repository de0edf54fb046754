-- Who has tried to log in, when, from where, how, and what came of it: a row for each kind of attempt on a day, and how
-- many there were. Nothing here is a credential.
CREATE TABLE attempt (
    -- Since 1970, in UTC.
    day         BIGINT  NOT NULL,
    is_accepted INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
    -- The name of the account that has the name that was tried; empty if none has it.
    account     TEXT    NOT NULL,
    -- That name or address, as it is compared; empty if no account has it.
    name        TEXT    NOT NULL,
    -- The client's network: an address of IPv4, 64 bits of one of IPv6; empty for the rest of an account's on a day.
    network     TEXT    NOT NULL,
    protocol    TEXT    NOT NULL,
    tls         TEXT    NOT NULL,
    mechanism   TEXT    NOT NULL,
    binding     TEXT    NOT NULL,
    result      TEXT    NOT NULL,
    -- The fingerprint of the client's key, where the attempt was accepted.
    client_key  TEXT    NOT NULL,
    -- Of the last of them: its address, what the client calls itself, its key.
    last_remote TEXT    NOT NULL,
    last_client TEXT    NOT NULL,
    last_key    TEXT    NOT NULL,
    -- Seconds since 1970.
    first_seen  BIGINT  NOT NULL,
    last_seen   BIGINT  NOT NULL,
    times       BIGINT  NOT NULL,
    PRIMARY KEY (day, is_accepted, account, name, network, protocol, tls, mechanism, binding, result, client_key)
);

CREATE INDEX attempt_account ON attempt (account, last_seen);
CREATE INDEX attempt_last ON attempt (last_seen);
