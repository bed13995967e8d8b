-- engagement: one row a round table, visit, field study or assistance as a submission had it
CREATE TABLE IF NOT EXISTS engagement (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    held_date DATE NOT NULL,
    form VARCHAR NOT NULL,
    province_code VARCHAR,
    place_city VARCHAR,
    host VARCHAR,
    participants VARCHAR[],        -- names as written
    theme VARCHAR NOT NULL,
    problem_count INTEGER,
    minutes VARCHAR
);
