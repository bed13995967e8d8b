-- target: what is to be reached in a year, for the whole province, a destination province or a home city
CREATE TABLE IF NOT EXISTS target (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    scope_code VARCHAR NOT NULL,
    value DECIMAL(24, 6) NOT NULL,
    unit VARCHAR NOT NULL
);
