-- What arrived. The body is kept byte for byte, so that it can be validated again at any time.
CREATE TABLE submissions (
    sequence    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order of arrival
    id          TEXT NOT NULL UNIQUE,                            -- the submission's id, which is its Idempotency-Key
    workflow    TEXT NOT NULL,
    version     TEXT NOT NULL,                                   -- of the form definition
    reference   TEXT NOT NULL UNIQUE,                            -- what the person was given
    received_at TEXT NOT NULL,                                   -- RFC 3339, +08:00
    expected_by TEXT,                                            -- ISO 8601, the day by which a reply was promised
    body        BYTEA NOT NULL,
    body_sha256 BYTEA NOT NULL
);

-- The last number given out in each year of the Republic; never taken back.
CREATE TABLE reference_numbers (
    year INTEGER PRIMARY KEY,
    last BIGINT NOT NULL
);
