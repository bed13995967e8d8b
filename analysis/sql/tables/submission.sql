-- submission: one row an accepted file, or a withdrawal of one; times are Beijing's
CREATE TABLE IF NOT EXISTS submission (
    submission_id INTEGER PRIMARY KEY,
    received_at TIMESTAMP NOT NULL,
    submitted_by VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,       -- of the original bytes, kept under originals/; '' for a withdrawal
    size_bytes BIGINT NOT NULL,
    note VARCHAR NOT NULL,
    demo BOOLEAN NOT NULL,
    withdraws INTEGER,             -- the submission that no longer counts
    row_count INTEGER NOT NULL,
    rows_digest VARCHAR NOT NULL   -- of the typed rows: one file can be read with another unit or mapping
);
