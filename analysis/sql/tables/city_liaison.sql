-- city_liaison: one row an officer's responsibility for a city or an enterprise's headquarters as a submission had it
CREATE TABLE IF NOT EXISTS city_liaison (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    city_code VARCHAR,
    enterprise VARCHAR,            -- null: the officer is responsible for the city
    enterprise_code VARCHAR,
    officer VARCHAR NOT NULL,
    post VARCHAR,
    phone VARCHAR,
    since DATE NOT NULL,
    until DATE                     -- the last day of the responsibility; null while it lasts
);
