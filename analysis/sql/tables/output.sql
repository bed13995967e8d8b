-- output: enterprise × destination province × period as a submission had it, year to date
CREATE TABLE IF NOT EXISTS output (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    enterprise_code VARCHAR NOT NULL,
    enterprise VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    province_code VARCHAR NOT NULL,
    output_ytd_yuan BIGINT NOT NULL,
    contract_ytd_yuan BIGINT,
    employees INTEGER
);
