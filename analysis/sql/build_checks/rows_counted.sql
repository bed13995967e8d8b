-- Every row of a submission that counts is in the release, once: as the row that counts or as one superseded
WITH counted AS (
    SELECT
        (SELECT count(*) FROM ledger.output SEMI JOIN active_submission USING (submission_id)) AS in_ledger,
        (SELECT count(*) FROM output) + (SELECT count(*) FROM output_superseded) AS in_release
)
SELECT in_ledger, in_release FROM counted WHERE in_ledger <> in_release;
