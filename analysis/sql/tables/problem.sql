-- problem: one row a broken rule at a place of a submitted file, kept as it was found
CREATE TABLE IF NOT EXISTS problem (
    submission_id INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    source_row INTEGER,
    field VARCHAR NOT NULL,
    header VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    details VARCHAR NOT NULL       -- the rule's parameters, a JSON object
);
