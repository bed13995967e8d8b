-- problem_answer: one row a problem that was looked into, as a submission had it
CREATE TABLE IF NOT EXISTS problem_answer (
    submission_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER NOT NULL,
    problem_id VARCHAR NOT NULL,
    answer_state VARCHAR NOT NULL,
    answer VARCHAR,
    answered_by VARCHAR,
    answered_at TIMESTAMP
);
