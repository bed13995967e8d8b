-- trend_region: region and strategy × its provinces but our own; a province may be of several strategies
CREATE TEMP TABLE trend_region AS
SELECT 'region' AS dimension, region7 AS group_code, province_code
FROM province WHERE province_code <> getvariable('home_province')
UNION ALL
SELECT 'strategy', strategy_code, province_code
FROM strategy WHERE province_code <> getvariable('home_province');

-- trend_cell: dimension × group × period somebody of the group reported: sums of output beyond our own province, of
-- those who can be compared with a year before (`both_`) or a year after (`_next`). Of a register with several
-- qualifications the first counts, for output is not reported by qualification.
CREATE TEMP TABLE trend_cell AS
WITH own AS (
    SELECT report.* REPLACE (coalesce(report.city_code, 'unknown') AS city_code),
        report.year::INTEGER * 4 + report.quarter - 1 AS number, enterprise_code,
        coalesce(nullif(split_part(qualification, '、', 1), ''), 'unknown') AS qualification
    FROM enterprise_quarter AS report
    JOIN (SELECT enterprise_id, enterprise_code FROM enterprise_identity) AS identity USING (enterprise_id)
    LEFT JOIN (SELECT enterprise_id, qualification FROM enterprise) AS register USING (enterprise_id)
),
by_who AS (
    SELECT CASE WHEN grouping(city_code) = 0 THEN 'city'
            WHEN grouping(qualification) = 0 THEN 'qualification'
            WHEN grouping(enterprise_code) = 0 THEN 'enterprise'
            ELSE 'total' END AS dimension,
        coalesce(city_code, qualification, enterprise_code, 'total') AS group_code,
        number,
        sum(output_ytd_yuan) AS ytd_yuan,
        sum(output_yuan) AS quarter_yuan,
        sum(output_ytd_yuan) FILTER (reported_prior) AS both_ytd_yuan,
        sum(output_ytd_yuan) FILTER (reported_next) AS both_ytd_next_yuan,
        sum(output_yuan) FILTER (whole_prior) AS both_quarter_yuan,
        sum(output_yuan) FILTER (whole_next) AS both_quarter_next_yuan,
        count(*) FILTER (output_ytd_yuan > 0) AS enterprise_count,
        bool_or(spanning) AS spanning
    FROM own
    GROUP BY GROUPING SETS ((number), (number, city_code), (number, qualification), (number, enterprise_code))
),
by_province AS (
    SELECT place AS province_code, year::INTEGER * 4 + quarter - 1 AS number,
        sum(output_ytd_yuan) AS ytd_yuan,
        sum(output_yuan) AS quarter_yuan,
        sum(both_ytd_yuan) AS both_ytd_yuan,
        sum(both_next_yuan) AS both_ytd_next_yuan,
        sum(both_quarter_yuan) AS both_quarter_yuan,
        sum(both_quarter_next_yuan) AS both_quarter_next_yuan,
        sum(enterprise_count) AS enterprise_count,
        sum(spanning_enterprises) > 0 AS spanning
    FROM cell WHERE place NOT IN ('out', 'all', getvariable('home_province')) GROUP BY ALL
),
in_region AS (
    SELECT dimension, group_code, year, enterprise_id,
        unnest([1, 2, 3, 4]) AS quarter,
        unnest([max(ytd_1), max(ytd_2), max(ytd_3), max(ytd_4)]) > 0 AS at_work
    FROM standing JOIN province USING (province_no) JOIN trend_region USING (province_code)
    GROUP BY dimension, group_code, year, enterprise_id
),
at_work AS (
    SELECT dimension, group_code, year::INTEGER * 4 + quarter - 1 AS number, count(*) AS enterprise_count
    FROM in_region WHERE at_work GROUP BY ALL
),
by_region AS (
    SELECT dimension, group_code, number,
        sum(ytd_yuan), sum(quarter_yuan), sum(both_ytd_yuan), sum(both_ytd_next_yuan), sum(both_quarter_yuan),
        sum(both_quarter_next_yuan), any_value(coalesce(at_work.enterprise_count, 0)), bool_or(spanning)
    FROM by_province
    JOIN trend_region USING (province_code)
    LEFT JOIN at_work USING (dimension, group_code, number)
    GROUP BY dimension, group_code, number
),
signed AS (
    SELECT coalesce(category, 'unknown') AS category, year(signed_date) * 4 + quarter(signed_date) - 1 AS number,
        sum(own_yuan) AS own_yuan
    FROM project WHERE counts AND signed_date IS NOT NULL GROUP BY ALL
),
-- Projects are a list, not a report: where none was signed the amount is zero, from the first signed on.
by_category AS (
    SELECT CASE WHEN grouping(category) = 1 THEN 'contracts' ELSE 'category' END AS dimension,
        coalesce(category, 'total') AS group_code, number, sum(coalesce(own_yuan, 0)) AS quarter_yuan
    FROM (SELECT DISTINCT category FROM signed)
    CROSS JOIN (
        SELECT unnest(range((SELECT min(number) FROM signed), (SELECT max(number) + 1 FROM period)))::INTEGER AS number
    )
    LEFT JOIN signed USING (category, number)
    GROUP BY GROUPING SETS ((number, category), (number))
)
SELECT * FROM by_who
UNION ALL SELECT 'province', * FROM by_province
UNION ALL SELECT * FROM by_region
UNION ALL
SELECT dimension, group_code, number,
    sum(quarter_yuan) OVER (PARTITION BY dimension, group_code, number // 4 ORDER BY number), quarter_yuan,
    NULL, NULL, NULL, NULL, NULL, false
FROM by_category;

-- trend_four: dimension × group × period not a fourth quarter: four quarters, and those a year before, of the enterprises
-- that handed in every report both are made of
CREATE TEMP TABLE trend_four AS
WITH whole AS (
    SELECT now.enterprise_id, now.year, before.quarter_4 AND two.quarter_4 AS both_years,
        both_years AND now.quarter_1 AND before.quarter_1 AND two.quarter_1 AS whole_1,
        both_years AND now.quarter_2 AND before.quarter_2 AND two.quarter_2 AS whole_2,
        both_years AND now.quarter_3 AND before.quarter_3 AND two.quarter_3 AS whole_3
    FROM reporting AS now
    JOIN reporting AS before ON before.enterprise_id = now.enterprise_id AND before.year = now.year - 1
    JOIN reporting AS two ON two.enterprise_id = now.enterprise_id AND two.year = now.year - 2
),
-- A year's figures are part of its own four quarters and of those of the two years after it.
part AS (
    SELECT province_no, whole.year, whole.year - standing.year AS years_before,
        sum(ytd_1) FILTER (whole_1) AS ytd_1, sum(ytd_2) FILTER (whole_2) AS ytd_2, sum(ytd_3) FILTER (whole_3) AS ytd_3,
        sum(ytd_4) FILTER (whole_1) AS full_1, sum(ytd_4) FILTER (whole_2) AS full_2,
        sum(ytd_4) FILTER (whole_3) AS full_3
    FROM standing
    JOIN whole ON whole.enterprise_id = standing.enterprise_id AND standing.year BETWEEN whole.year - 2 AND whole.year
    GROUP BY ALL
),
quarterly AS (
    SELECT province_no, year, years_before, unnest([1, 2, 3]) AS quarter,
        coalesce(unnest([ytd_1, ytd_2, ytd_3]), 0) AS ytd_yuan, coalesce(unnest([full_1, full_2, full_3]), 0) AS full_yuan
    FROM part
),
by_province AS (
    SELECT province_code, year::INTEGER * 4 + quarter - 1 AS number,
        sum(CASE years_before WHEN 0 THEN ytd_yuan WHEN 1 THEN full_yuan - ytd_yuan ELSE 0 END) AS both_yuan,
        sum(CASE years_before WHEN 1 THEN ytd_yuan WHEN 2 THEN full_yuan - ytd_yuan ELSE 0 END) AS both_prior_yuan
    FROM quarterly JOIN province USING (province_no) GROUP BY ALL
)
SELECT 'province' AS dimension, province_code AS group_code, number, both_yuan, both_prior_yuan FROM by_province
UNION ALL
SELECT dimension, group_code, number, sum(both_yuan), sum(both_prior_yuan)
FROM by_province JOIN trend_region USING (province_code) GROUP BY ALL;

-- trend_amount: dimension × group × period with the amounts of three bases. Groups stand in every period, enterprises in
-- those a report of theirs is part of, by four quarters and a year before. `four_quarters_yuan` is null where one of the
-- reports it is made of is missing; `four_part_yuan` is what there is of it, so that parts add up to the whole.
CREATE TEMP TABLE trend_amount AS
WITH group_of AS (
    SELECT DISTINCT dimension, group_code FROM trend_cell WHERE dimension <> 'enterprise'
    UNION
    SELECT 'province', province_code FROM province WHERE province_code <> getvariable('home_province')
    UNION
    SELECT dimension, group_code FROM trend_region
),
grid AS (
    SELECT dimension, group_code, number FROM group_of CROSS JOIN period
    UNION
    SELECT dimension, group_code,
        number + unnest(CASE WHEN number % 4 = 3 THEN range(0, 9) ELSE [0, 4, 8] END)::INTEGER
    FROM trend_cell WHERE dimension = 'enterprise'
),
told AS (
    SELECT grid.dimension, grid.group_code, period.number, period.year, period.quarter,
        cell.* EXCLUDE (dimension, group_code, number),
        CASE WHEN grid.dimension IN ('city', 'qualification', 'enterprise', 'category') THEN cell.number IS NOT NULL
            ELSE reported_enterprises > 0 END AS reported
    FROM grid JOIN period USING (number)
    LEFT JOIN trend_cell AS cell USING (dimension, group_code, number)
)
SELECT now.* EXCLUDE (enterprise_count, spanning),
    now.reported AND (now.quarter = 4 OR coalesce(prior.reported AND year_before.reported, false)) AS four_reported,
    CASE WHEN now.quarter = 4 THEN now.ytd_yuan
        WHEN coalesce(now.ytd_yuan, prior.ytd_yuan, year_before.ytd_yuan) IS NOT NULL
        THEN coalesce(now.ytd_yuan, 0) + coalesce(year_before.ytd_yuan, 0) - coalesce(prior.ytd_yuan, 0)
    END AS four_part_yuan,
    CASE WHEN four_reported THEN four_part_yuan END AS four_quarters_yuan,
    coalesce(now.enterprise_count, 0)::INTEGER AS enterprise_count,
    coalesce(now.spanning, false) AS spanning,
    CASE WHEN now.ytd_yuan IS NOT NULL THEN now.quarter - coalesce(
        max(CASE WHEN now.ytd_yuan IS NOT NULL THEN now.quarter END) OVER (
            PARTITION BY now.dimension, now.group_code, now.year ORDER BY now.quarter
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) END::INTEGER AS spans_quarters
FROM told AS now
LEFT JOIN told AS prior
    ON prior.dimension = now.dimension AND prior.group_code = now.group_code AND prior.number = now.number - 4
LEFT JOIN told AS year_before
    ON year_before.dimension = now.dimension AND year_before.group_code = now.group_code
    AND year_before.number = now.year * 4 - 1;

-- trend: dimension × basis × period × group: the amount, a year before, what follows from both, and its place among the
-- groups of its dimension, the largest first. The total's dimension is 'total', of contracts 'contracts'.
CREATE TABLE trend AS
WITH placed AS MATERIALIZED (
    SELECT *,
        rank() OVER (PARTITION BY dimension, number ORDER BY ytd_yuan DESC NULLS LAST) AS ytd_rank,
        rank() OVER (PARTITION BY dimension, number ORDER BY quarter_yuan DESC NULLS LAST) AS quarter_rank,
        rank() OVER (PARTITION BY dimension, number ORDER BY four_quarters_yuan DESC NULLS LAST) AS four_rank
    FROM trend_amount
),
beside AS MATERIALIZED (
    SELECT now.*,
        prior.ytd_rank AS prior_ytd_rank, prior.quarter_rank AS prior_quarter_rank,
        prior.four_rank AS prior_four_rank,
        prior.ytd_yuan AS prior_ytd_yuan, prior.quarter_yuan AS prior_quarter_yuan,
        prior.four_quarters_yuan AS prior_four_quarters_yuan, prior.four_part_yuan AS prior_four_part_yuan,
        prior.both_ytd_next_yuan AS both_prior_ytd_yuan, prior.both_quarter_next_yuan AS both_prior_quarter_yuan,
        coalesce(prior.reported, false) AS reported_prior,
        coalesce(prior.four_reported, false) AS four_reported_prior,
        now.spans_quarters IS NOT DISTINCT FROM prior.spans_quarters AS same_span,
        CASE WHEN now.spans_quarters = 1 AND before.spans_quarters = 1 AND before.quarter_yuan > 0
            THEN now.quarter_yuan::DOUBLE / before.quarter_yuan - 1 END AS qoq
    FROM placed AS now
    LEFT JOIN placed AS prior
        ON prior.dimension = now.dimension AND prior.group_code = now.group_code AND prior.number = now.number - 4
    LEFT JOIN trend_amount AS before
        ON before.dimension = now.dimension AND before.group_code = now.group_code AND before.number = now.number - 1
),
-- Who handed in every report of both; cities and qualifications have those of their enterprises that did.
four_of_enterprise AS (
    SELECT number, coalesce(city_code, 'unknown') AS city_code,
        coalesce(nullif(split_part(qualification, '、', 1), ''), 'unknown') AS qualification, group_code AS enterprise_code,
        coalesce(four_part_yuan, 0) AS both_yuan, coalesce(prior_four_part_yuan, 0) AS both_prior_yuan
    FROM beside
    JOIN enterprise_identity AS identity ON identity.enterprise_code = group_code
    LEFT JOIN (SELECT enterprise_id, qualification FROM enterprise) AS register USING (enterprise_id)
    WHERE dimension = 'enterprise' AND four_reported AND four_reported_prior
),
four AS (
    SELECT * FROM trend_four
    UNION ALL
    SELECT CASE WHEN grouping(city_code) = 0 THEN 'city'
            WHEN grouping(qualification) = 0 THEN 'qualification'
            WHEN grouping(enterprise_code) = 0 THEN 'enterprise'
            ELSE 'total' END,
        coalesce(city_code, qualification, enterprise_code, 'total'), number,
        sum(both_yuan), sum(both_prior_yuan)
    FROM four_of_enterprise
    GROUP BY GROUPING SETS ((number), (number, city_code), (number, qualification), (number, enterprise_code))
),
on_each_basis AS MATERIALIZED (
    SELECT dimension, group_code, number, year, quarter, same_span,
        ytd_yuan, quarter_yuan, four_quarters_yuan, qoq, enterprise_count, spans_quarters, spanning,
        unnest(['ytd', 'quarter', 'four_quarters']) AS basis,
        unnest([ytd_yuan, quarter_yuan, four_quarters_yuan]) AS amount_yuan,
        unnest([prior_ytd_yuan, prior_quarter_yuan, prior_four_quarters_yuan]) AS prior_yuan,
        unnest([
            both_ytd_yuan, both_quarter_yuan, CASE quarter WHEN 4 THEN both_ytd_yuan ELSE four.both_yuan END
        ]) AS both_yuan,
        unnest([
            both_prior_ytd_yuan, both_prior_quarter_yuan,
            CASE quarter WHEN 4 THEN both_prior_ytd_yuan ELSE four.both_prior_yuan END
        ]) AS both_prior_yuan,
        unnest([ytd_yuan, quarter_yuan, four_part_yuan]) AS part_yuan,
        unnest([prior_ytd_yuan, prior_quarter_yuan, prior_four_part_yuan]) AS prior_part_yuan,
        unnest([reported, reported, four_reported]) AS reported,
        unnest([reported_prior, reported_prior, four_reported_prior]) AS reported_prior,
        unnest([ytd_rank, quarter_rank, four_rank]) AS rank,
        unnest([prior_ytd_rank, prior_quarter_rank, prior_four_rank]) AS prior_rank,
        unnest([true, same_span, true]) AS comparable
    FROM beside LEFT JOIN four USING (dimension, group_code, number)
),
compared AS (
    SELECT now.*,
        CASE WHEN total.amount_yuan > 0 THEN now.amount_yuan::DOUBLE / total.amount_yuan END AS share,
        CASE WHEN total.prior_yuan > 0 THEN now.prior_yuan::DOUBLE / total.prior_yuan END AS prior_share,
        -- What nobody has now is lost, what nobody had before is gained: then contributions add up to the growth.
        CASE WHEN total.comparable AND total.prior_yuan > 0 AND total.amount_yuan IS NOT NULL
                AND coalesce(now.part_yuan, now.prior_part_yuan) IS NOT NULL
            THEN (coalesce(now.part_yuan, 0) - coalesce(now.prior_part_yuan, 0))::DOUBLE / total.prior_yuan
        END AS contribution_pp
    FROM on_each_basis AS now
    JOIN (SELECT * FROM on_each_basis WHERE dimension IN ('total', 'contracts')) AS total
        ON total.number = now.number AND total.basis = now.basis
        AND total.dimension = CASE WHEN now.dimension IN ('category', 'contracts') THEN 'contracts' ELSE 'total' END
),
named AS (
    SELECT 'province' AS dimension, province_code AS group_code, province AS group_name FROM province
    UNION ALL SELECT DISTINCT 'strategy', strategy_code, strategy FROM strategy
    UNION ALL SELECT 'city', city_code, city FROM city
    UNION ALL SELECT 'enterprise', enterprise_code, enterprise FROM enterprise_identity
    UNION ALL
    SELECT DISTINCT dimension, group_code, group_code FROM beside
    WHERE dimension IN ('region', 'qualification', 'category') AND group_code <> 'unknown'
)
SELECT dimension, basis, number, year, quarter, group_code,
    group_name,
    ytd_yuan::BIGINT AS ytd_yuan, quarter_yuan::BIGINT AS quarter_yuan,
    four_quarters_yuan::BIGINT AS four_quarters_yuan,
    amount_yuan::BIGINT AS amount_yuan, prior_yuan::BIGINT AS prior_yuan,
    CASE WHEN comparable AND prior_yuan > 0 THEN amount_yuan::DOUBLE / prior_yuan - 1 END AS yoy,
    CASE WHEN both_prior_yuan > 0 THEN both_yuan::DOUBLE / both_prior_yuan - 1 END AS like_for_like_yoy,
    qoq, share, share - prior_share AS share_change_pp, contribution_pp,
    CASE WHEN amount_yuan IS NOT NULL THEN rank END::INTEGER AS rank,
    CASE WHEN amount_yuan IS NOT NULL AND prior_yuan IS NOT NULL THEN prior_rank - rank END::INTEGER AS rank_change,
    enterprise_count, spans_quarters, spanning, reported, reported_prior
FROM compared
LEFT JOIN named USING (dimension, group_code)
WHERE dimension <> 'enterprise' OR coalesce(amount_yuan, prior_yuan) IS NOT NULL OR contribution_pp <> 0
ORDER BY dimension, basis, number, rank NULLS LAST, group_code;

-- concentration: dimension × basis × period: how much the largest five hold of what is above zero, and the sum of the
-- squared shares (in ten-thousandths, so that a single one has 10,000)
CREATE TABLE concentration AS
WITH ordered AS (
    SELECT dimension, basis, number, year, quarter, count(*)::INTEGER AS group_count,
        sum(amount_yuan) AS total_yuan,
        (list(amount_yuan ORDER BY rank, group_code) FILTER (rank <= 5))[1:5] AS largest,
        (list(group_code ORDER BY rank, group_code) FILTER (rank <= 5))[1:5] AS largest_codes,
        (list(coalesce(group_name, '') ORDER BY rank, group_code) FILTER (rank <= 5))[1:5] AS largest_groups,
        sum(amount_yuan::HUGEINT * amount_yuan) AS squares
    FROM trend
    WHERE amount_yuan > 0 AND dimension NOT IN ('total', 'contracts', 'strategy')
    GROUP BY dimension, basis, number, year, quarter
)
SELECT dimension, basis, number, year, quarter, total_yuan::BIGINT AS total_yuan, group_count,
    list_sum(largest)::DOUBLE / total_yuan::DOUBLE AS top_five_share,
    squares::DOUBLE / (total_yuan::DOUBLE * total_yuan::DOUBLE) * 10000 AS hhi,
    largest_codes, largest_groups
FROM ordered
ORDER BY dimension, basis, number;
