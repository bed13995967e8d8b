-- region_liaison: one row an officer's responsibility for a province as a submission had it
CREATE TABLE IF NOT EXISTS region_liaison (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    liaison_region VARCHAR,
    province_code VARCHAR NOT NULL,
    officer VARCHAR NOT NULL,
    post VARCHAR,
    phone VARCHAR,
    local_authority VARCHAR,
    since DATE NOT NULL,
    until DATE                     -- the last day of the responsibility; null while it lasts
);
