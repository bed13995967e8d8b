-- key_unit: one row an event of the roster (designated, adjusted, withdrawn) as a submission had it
CREATE TABLE IF NOT EXISTS key_unit (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    enterprise_code VARCHAR NOT NULL,
    enterprise VARCHAR NOT NULL,
    office VARCHAR,
    station_province_code VARCHAR NOT NULL,
    station_city VARCHAR,
    batch INTEGER,
    event VARCHAR NOT NULL,
    effective_date DATE NOT NULL,
    document VARCHAR,
    reason VARCHAR,
    reach_codes VARCHAR[],         -- null: not declared
    has_office BOOLEAN,
    staff INTEGER,
    contact VARCHAR,
    phone VARCHAR
);
