-- Passwords that were made for one program of an account's owner each.
CREATE TABLE app_password (
    -- 128 random bits in hexadecimal digits.
    id          TEXT   NOT NULL PRIMARY KEY,
    account     TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- As it was given, and NFC and lower case.
    label       TEXT   NOT NULL,
    folded      TEXT   NOT NULL,
    -- The protocols that it is good for, with commas between them; all if it is empty.
    scope       TEXT   NOT NULL,
    -- HMAC of the password under the directory's secret, in hexadecimal digits.
    tag         TEXT   NOT NULL UNIQUE,
    -- Records derived from it, a line each.
    credentials TEXT   NOT NULL,
    created     BIGINT NOT NULL,
    -- About when it last let somebody in; 0 if it never has.
    last_used   BIGINT NOT NULL,
    UNIQUE (account, folded)
);

-- What kind of records an account has, as far as it can be told from outside; empty while it has none. How many there are
-- of each kind says what names that do not exist have to look like.
ALTER TABLE account ADD COLUMN kind TEXT NOT NULL DEFAULT '';

CREATE INDEX account_kind ON account (kind, id);
