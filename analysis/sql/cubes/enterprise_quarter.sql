-- enterprise_quarter: one row an enterprise's report of a period, all destinations together. Without a prefix the
-- measures are of output beyond our own province, null where none was reported; `gross_` includes our own.

-- Like for like compares who reported the same quarter in both years, whatever the destination; single quarters, who
-- reported also the quarter before it, so that in both years it is that of one quarter.
CREATE TEMP TABLE reporter AS
WITH followed AS (
    SELECT enterprise_id, year, quarter,
        quarter = 1 OR coalesce(
            lag(year * 4 + quarter) OVER (PARTITION BY enterprise_id ORDER BY year, quarter) = year * 4 + quarter - 1,
            false
        ) AS whole
    FROM report
)
SELECT report.enterprise_id, report.year, report.quarter, city_code,
    prior.enterprise_id IS NOT NULL AS reported_prior,
    next.enterprise_id IS NOT NULL AS reported_next,
    report.whole AND coalesce(prior.whole, false) AS whole_prior,
    report.whole AND coalesce(next.whole, false) AS whole_next
FROM followed AS report
JOIN enterprise_identity USING (enterprise_id)
LEFT JOIN followed AS prior
    ON prior.enterprise_id = report.enterprise_id
    AND prior.year = report.year - 1 AND prior.quarter = report.quarter
LEFT JOIN followed AS next
    ON next.enterprise_id = report.enterprise_id
    AND next.year = report.year + 1 AND next.quarter = report.quarter;

CREATE TEMP TABLE enterprise_sum AS
WITH summed AS (
    SELECT enterprise_id, year, quarter,
        (sum(output_ytd_yuan) FILTER (abroad))::BIGINT AS output_ytd_yuan,
        (sum(output_yuan) FILTER (abroad))::BIGINT AS output_yuan,
        (sum(contract_ytd_yuan) FILTER (abroad))::BIGINT AS contract_ytd_yuan,
        (sum(contract_yuan) FILTER (abroad))::BIGINT AS contract_yuan,
        sum(output_ytd_yuan)::BIGINT AS gross_output_ytd_yuan,
        sum(output_yuan)::BIGINT AS gross_output_yuan,
        sum(contract_ytd_yuan)::BIGINT AS gross_contract_ytd_yuan,
        sum(contract_yuan)::BIGINT AS gross_contract_yuan,
        sum(employees)::BIGINT AS employees,
        (count(*) FILTER (abroad AND output_ytd_yuan > 0))::INTEGER AS province_count,
        (count(*) FILTER (abroad AND output_yuan > 0))::INTEGER AS active_count,
        coalesce(bool_or(spans_quarters > 1) FILTER (abroad), false) AS spanning,
        bool_or(spans_quarters > 1) AS gross_spanning
    FROM (SELECT *, province_no <> getvariable('home_no') AS abroad FROM output)
    GROUP BY enterprise_id, year, quarter
)
SELECT * FROM summed JOIN reporter USING (enterprise_id, year, quarter);

CREATE TABLE enterprise_quarter AS
SELECT now.*, prior.output_ytd_yuan AS prior_ytd_yuan
FROM enterprise_sum AS now
LEFT JOIN enterprise_sum AS prior
    ON prior.enterprise_id = now.enterprise_id AND prior.year = now.year - 1 AND prior.quarter = now.quarter
ORDER BY now.enterprise_id, now.year, now.quarter;
