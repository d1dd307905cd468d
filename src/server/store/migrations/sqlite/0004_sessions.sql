-- The sessions of the staff who signed in.
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,   -- of the cookie, keyed with the staff's token
    until  INTEGER NOT NULL    -- Unix time
) STRICT;
