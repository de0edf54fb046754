-- What names that do not exist get their salts from, where several machines share the accounts: one row, base64 of 32
-- random octets. Accounts in a folder have it in a file beside the database, and no row here.
CREATE TABLE shared_secret (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    secret   TEXT    NOT NULL
);
