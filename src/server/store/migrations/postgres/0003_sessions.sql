-- The sessions of the staff who signed in.
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,   -- of the cookie, keyed with the staff's token
    until  BIGINT NOT NULL     -- Unix time
);
