-- Names of one salt group show one salt, whether an account has them or not: the local part of a name with a domain, else the
-- whole name. Both columns follow from the name; empty in a row that an older version has written.
ALTER TABLE login_name ADD COLUMN salt_group TEXT NOT NULL DEFAULT '';
ALTER TABLE login_name ADD COLUMN domain TEXT NOT NULL DEFAULT '';

CREATE INDEX login_name_salt_group ON login_name (salt_group, folded, account);
CREATE INDEX login_name_domain ON login_name (domain);

-- Further records of a password that is known already, for the salt groups of an account's login names beside that of its own
-- name: so its names cannot be linked by their salts. Where there is none, the records of the account (or app password) count.
CREATE TABLE credential_set (
    -- 128 random bits in hexadecimal digits.
    id          TEXT   NOT NULL PRIMARY KEY,
    account     TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- The app password that they are of; empty for the account's own password.
    app         TEXT   NOT NULL,
    salt_group  TEXT   NOT NULL,
    -- That of the account when they were written: of another, they are of an old password. 0 with an app password.
    generation  BIGINT NOT NULL,
    -- Records for SCRAM, a line each.
    credentials TEXT   NOT NULL,
    UNIQUE (account, app, salt_group)
);
