-- agreement: one row an agreement of one kind with a province as a submission had it
CREATE TABLE IF NOT EXISTS agreement (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    province_code VARCHAR NOT NULL,
    mechanism VARCHAR NOT NULL,
    document VARCHAR,
    signed_date DATE NOT NULL,
    expires_date DATE,             -- the last day it stands; null: without end
    local_authority VARCHAR
);
