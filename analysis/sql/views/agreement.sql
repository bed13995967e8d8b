-- agreement: one row an agreement: a province, a kind, the day it was signed
CREATE TEMP TABLE ranked_agreement AS
SELECT *,
    row_number() OVER (
        PARTITION BY province_code, mechanism, signed_date
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.agreement
SEMI JOIN active_submission USING (submission_id);

CREATE TABLE agreement AS
SELECT * EXCLUDE (recency) FROM ranked_agreement WHERE recency = 1
ORDER BY province_code, mechanism, signed_date;

CREATE TABLE agreement_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_agreement WHERE recency > 1
ORDER BY province_code, mechanism, signed_date, submission_id, source_row, sheet;
