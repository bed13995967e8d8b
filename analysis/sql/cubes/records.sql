-- active_submission: the submissions that count, which no other has withdrawn
CREATE TEMP TABLE active_submission AS
SELECT submission_id FROM ledger.submission
WHERE withdraws IS NULL
    AND submission_id NOT IN (SELECT withdraws FROM ledger.submission WHERE withdraws IS NOT NULL);

-- submission: one row a submission, with the one that withdrew it and the kinds it brought
CREATE TABLE submission AS
SELECT submission.*, withdrawal.submission_id AS withdrawn_by
FROM ledger.submission AS submission
LEFT JOIN ledger.submission AS withdrawal ON withdrawal.withdraws = submission.submission_id
ORDER BY submission.submission_id;

-- absent_column: what the sheets that count had no column for
CREATE TABLE absent_column AS
SELECT * FROM ledger.absent_column SEMI JOIN active_submission USING (submission_id)
ORDER BY ALL;

-- withdrawn_absent_column: what the sheets lacked that were withdrawn
CREATE TABLE withdrawn_absent_column AS
SELECT * FROM ledger.absent_column ANTI JOIN active_submission USING (submission_id)
ORDER BY ALL;

-- problem: one row a broken rule, `counts` unless its submission was withdrawn
CREATE TABLE problem AS
SELECT problem.*, submission_id IN (SELECT submission_id FROM active_submission) AS counts
FROM ledger.problem
ORDER BY ALL;
