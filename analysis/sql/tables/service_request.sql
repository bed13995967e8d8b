-- service_request: one row a request as a submission told it; times are Beijing's, midnight where only the day is known
CREATE TABLE IF NOT EXISTS service_request (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    enterprise_code VARCHAR NOT NULL,
    enterprise VARCHAR NOT NULL,
    province_code VARCHAR NOT NULL,
    category VARCHAR,
    content VARCHAR,
    received_at TIMESTAMP NOT NULL,
    responded_at TIMESTAMP,
    resolved_at TIMESTAMP,         -- null: open, for the first time or again
    owner VARCHAR,
    result VARCHAR,
    satisfaction INTEGER
);
