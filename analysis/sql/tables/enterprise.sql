-- enterprise: one row an enterprise as a submission had it on the register
CREATE TABLE IF NOT EXISTS enterprise (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    enterprise_code VARCHAR NOT NULL,
    enterprise VARCHAR NOT NULL,
    city_code VARCHAR,
    qualification VARCHAR,
    grade VARCHAR,
    ownership VARCHAR,
    founded_date DATE,
    enterprise_type VARCHAR,
    registered_province_code VARCHAR
);
