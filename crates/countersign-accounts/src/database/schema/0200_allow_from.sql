-- The networks that an account, or an app password, may be used from: addresses and CIDR ranges with commas between them;
-- everywhere if it is empty. A part that a server cannot read allows nothing.
ALTER TABLE account ADD COLUMN allow_from TEXT NOT NULL DEFAULT '';
ALTER TABLE app_password ADD COLUMN allow_from TEXT NOT NULL DEFAULT '';
