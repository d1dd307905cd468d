-- Whether a clerk who was signed in sent the submission: only then are its channel and its clerk more than a claim.
ALTER TABLE submissions ADD COLUMN is_from_staff INTEGER NOT NULL DEFAULT 0; -- 1: yes

-- The files that no submission names are counted, and are all young.
CREATE INDEX attachments_by_arrival ON attachments (since);
