-- The files that were sent before the submissions that name them. Their bytes lie in the storage under `number`.
CREATE TABLE attachments (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT UNIQUE,      -- the Idempotency-Key; absent while the file arrives, and once it is to be erased
    since      INTEGER NOT NULL, -- Unix time of its arrival; 0 once it is to be erased
    media_type TEXT NOT NULL DEFAULT '',
    name       TEXT,
    size       INTEGER NOT NULL DEFAULT 0,
    sha256     TEXT NOT NULL DEFAULT ''
) STRICT;

-- Which submission names which file.
CREATE TABLE attachment_uses (
    submission TEXT NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    attachment TEXT NOT NULL REFERENCES attachments (id),
    PRIMARY KEY (submission, attachment)
) STRICT;
CREATE INDEX attachment_uses_by_attachment ON attachment_uses (attachment);
CREATE INDEX submissions_by_day ON submissions (received_at);
