-- project: one row a project of an enterprise: the latest submission's row, in it the latest stage.
-- `own_yuan` is what may be added up: the enterprise's own share, never a consortium's or an investor's amount.
-- `counts`: a project (a candidate is none yet), of construction, in one province beyond our own.
CREATE TEMP TABLE ranked_project AS
SELECT * EXCLUDE (merged_code) REPLACE (merged_code AS enterprise_code),
    coalesce(own_share_yuan, CASE WHEN amount_scope = 'own' THEN contract_yuan END) AS own_yuan,
    stage IS DISTINCT FROM 'candidate' AND is_construction IS DISTINCT FROM false AS is_project,
    is_project AND place = 'one' AND province_code <> getvariable('home_province') AS counts,
    row_number() OVER (
        PARTITION BY enterprise_id, project_code
        ORDER BY submission_id DESC,
            list_position(['candidate', 'won', 'contract', 'under_way', 'completed'], stage) DESC NULLS LAST,
            source_row DESC, sheet DESC
    ) AS recency
FROM ledger.project
SEMI JOIN active_submission USING (submission_id)
JOIN identity_of USING (enterprise_code);

CREATE TABLE project AS
SELECT * EXCLUDE (recency) FROM ranked_project WHERE recency = 1
ORDER BY project_code, enterprise_id;

CREATE TABLE project_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_project WHERE recency > 1
ORDER BY project_code, enterprise_id, submission_id, source_row, sheet;
