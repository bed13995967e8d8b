-- benchmark: a published figure of a region with its caliber, basis and vintage, as a submission had it
CREATE TABLE IF NOT EXISTS benchmark (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER,               -- null: a whole year
    basis VARCHAR NOT NULL,
    scope VARCHAR,
    indicator VARCHAR NOT NULL,
    value DECIMAL(24, 6),
    unit VARCHAR,
    caliber VARCHAR NOT NULL,
    vintage VARCHAR,
    nature VARCHAR,
    source VARCHAR,
    derived BOOLEAN,
    published_yoy DOUBLE
);
