-- absent_column: one row a field that a submission's sheet had no column for: of it, the sheet says nothing
CREATE TABLE IF NOT EXISTS absent_column (
    submission_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    field VARCHAR NOT NULL
);
