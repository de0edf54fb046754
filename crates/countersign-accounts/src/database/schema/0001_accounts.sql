-- Plain SQL, so that other databases can hold the same tables. Times are seconds since 1970 in UTC.

-- One row. Every write takes the next number for what it changes, so that servers can see what has changed.
CREATE TABLE directory (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    change     BIGINT  NOT NULL
);

INSERT INTO directory (only_row, change) VALUES (1, 0);

CREATE TABLE account (
    -- Random, and never given to another account.
    id          TEXT   NOT NULL PRIMARY KEY,
    -- As it was given out; found by its key in login_name.
    name        TEXT   NOT NULL,
    state       TEXT   NOT NULL CHECK (state IN ('enabled', 'disabled')),
    -- Records derived from the password, a line each; empty while there is no password.
    credentials TEXT   NOT NULL,
    -- Counts the writes to credentials.
    generation  BIGINT NOT NULL,
    -- Counts what ends open connections.
    epoch       BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    -- The number of the last change.
    changed     BIGINT NOT NULL
);

CREATE INDEX account_changed ON account (changed);

-- What can be logged in with: each account's name, and its addresses. One key is one account.
CREATE TABLE login_name (
    -- NFC and lower case.
    folded     TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- As it was given out.
    spelling   TEXT    NOT NULL,
    is_address INTEGER NOT NULL CHECK (is_address IN (0, 1))
);

CREATE INDEX login_name_account ON login_name (account);

-- Accounts that are gone: their connections have to end.
CREATE TABLE removed (
    account TEXT   NOT NULL PRIMARY KEY,
    changed BIGINT NOT NULL
);

CREATE INDEX removed_changed ON removed (changed);
