-- quality_problem: one row a question about the records that stand, or a note of what is missing between them. Found
-- anew in the whole release (`finding`), or when a file was read and not looked for since. It is corrected where its
-- row was superseded or the finding is gone, answered where somebody said so; `problem_id` is that of rule and row, or
-- of what else the rule is about.
CREATE TABLE quality_problem AS
WITH at_import AS (
    SELECT problem.rule, coalesce(place.kind, '') AS kind, problem.submission_id, problem.sheet, problem.source_row,
        place.enterprise_id, place.year, place.quarter, place.province_code, problem.field, problem.header,
        problem.value, problem.details, problem.file,
        coalesce(place.superseded, false) OR problem.rule IN (SELECT rule FROM searched_rule) AS gone
    FROM (SELECT * FROM problem WHERE counts AND severity = 'question') AS problem
    LEFT JOIN record_place AS place
        ON place.submission_id = problem.submission_id AND place.sheet = problem.sheet
        AND place.source_row = problem.source_row
    WHERE NOT EXISTS (
        FROM finding
        WHERE finding.rule = problem.rule AND finding.submission_id = problem.submission_id
            AND finding.sheet = problem.sheet AND finding.source_row = problem.source_row
    )
),
every_one AS (
    SELECT rule, kind, submission_id, sheet, source_row, enterprise_id, year, quarter, province_code, field,
        '' AS header, value, details, NULL::VARCHAR AS file, false AS gone, subject
    FROM finding
    UNION ALL BY NAME
    SELECT * FROM at_import
),
named AS (
    SELECT every_one.*, identity.enterprise_code, identity.city_code,
        'Q' || upper(left(md5(concat_ws('|', rule, field, coalesce(
            identity.enterprise_code || '|' || subject,
            submission_id || '|' || every_one.sheet || '|' || coalesce(source_row::VARCHAR, value),
            concat_ws('|', identity.enterprise_code, value)
        ))), 11)) AS problem_id
    FROM every_one LEFT JOIN enterprise_identity AS identity USING (enterprise_id)
),
once AS (
    SELECT * FROM named
    QUALIFY row_number() OVER (PARTITION BY problem_id ORDER BY gone, value, details) = 1
)
SELECT once.problem_id,
    coalesce(answer.answer_state, CASE WHEN gone THEN 'corrected' ELSE 'open' END) AS problem_state,
    CASE WHEN rule = 'quarters_missing' THEN 'note' ELSE 'question' END AS severity,
    rule, kind, enterprise_id, city_code, year, quarter, province_code, field, header, value, details, once.submission_id,
    coalesce(once.file, submission.file_name) AS file, nullif(once.sheet, '') AS sheet, once.source_row,
    submission.received_at, submission.submitted_by,
    answer.answer, answer.answered_by, answer.answered_at, answer.submission_id AS answer_submission_id
FROM once
LEFT JOIN problem_answer AS answer USING (problem_id)
LEFT JOIN submission ON submission.submission_id = once.submission_id
ORDER BY list_position(['open', 'answered', 'corrected'], problem_state), severity DESC, year DESC NULLS LAST,
    quarter DESC NULLS LAST, rule, once.problem_id;

-- problem_count: period × home city: questions about the records of the period, and those of them still open
CREATE TABLE problem_count AS
SELECT year, quarter, city_code, count(*)::INTEGER AS problems,
    (count(*) FILTER (problem_state = 'open'))::INTEGER AS open_problems
FROM quality_problem
WHERE severity = 'question'
GROUP BY ALL
ORDER BY year, quarter, city_code;
