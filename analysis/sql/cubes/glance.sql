-- glance: one row a reported period: the figures of all enterprises that a leader wants first. `province_outputs` has the
-- year-to-date output of each province but our own, for thresholds are the operator's to change.
CREATE TABLE glance AS
WITH by_province AS (
    SELECT number,
        coalesce(list(output_ytd_yuan) FILTER (output_ytd_yuan > 0), []) AS province_outputs
    FROM output_cube WHERE city_code = 'all' AND beyond GROUP BY number
),
goal AS (
    SELECT year, max(value_yuan) AS target_yuan FROM target
    WHERE scope_code = getvariable('home_province') AND measure = 'out_of_province_output' GROUP BY year
)
SELECT total.year, total.quarter,
    total.output_ytd_yuan, total.output_yuan, total.prior_ytd_yuan, total.both_ytd_yuan, total.both_prior_yuan,
    gross.output_ytd_yuan AS gross_output_ytd_yuan,
    gross.prior_ytd_yuan AS gross_prior_ytd_yuan,
    target_yuan,
    province_outputs,
    total.enterprise_count,
    completeness.expected, completeness.reported,
    (SELECT coalesce(sum(open_problems), 0) FROM problem_count)::INTEGER AS open_questions,
    (SELECT max(received_at) FROM submission
     SEMI JOIN (FROM arrived WHERE kind <> 'problem_answer') USING (submission_id)
     WHERE withdraws IS NULL AND withdrawn_by IS NULL)
        AS latest_received_at
FROM output_cube AS total
JOIN output_cube AS gross ON gross.number = total.number AND gross.city_code = 'all' AND gross.place = 'all'
JOIN by_province ON by_province.number = total.number
LEFT JOIN goal ON goal.year = total.year
LEFT JOIN completeness
    ON completeness.year = total.year AND completeness.quarter = total.quarter AND completeness.city_code = 'all'
WHERE total.city_code = 'all' AND total.place = 'out' AND gross.output_ytd_yuan IS NOT NULL
ORDER BY total.number;
