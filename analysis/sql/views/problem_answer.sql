-- problem_answer: one row a problem that was looked into, as it was last answered
CREATE TEMP TABLE ranked_problem_answer AS
SELECT *,
    row_number() OVER (
        PARTITION BY problem_id ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.problem_answer
SEMI JOIN active_submission USING (submission_id);

CREATE TABLE problem_answer AS
SELECT * EXCLUDE (recency) FROM ranked_problem_answer WHERE recency = 1
ORDER BY problem_id;

CREATE TABLE problem_answer_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_problem_answer WHERE recency > 1
ORDER BY problem_id, submission_id, source_row, sheet;
