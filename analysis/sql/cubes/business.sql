-- business: reported period × province but our own: what coverage weighs it by. `has_output` looks at the four latest
-- reported quarters; `leaders` are the largest enterprises at work there in the quarter, `at_work_count` all of them,
-- `holders_at_work` those that held a seat at any time.
CREATE TABLE business AS
WITH reported AS (
    SELECT number, end_date, row_number() OVER (ORDER BY number) AS turn
    FROM period WHERE reported_enterprises > 0
),
cell AS (
    SELECT output_cube.*, place AS province_code, turn
    FROM output_cube JOIN reported USING (number)
    WHERE city_code = 'all' AND place NOT IN ('out', 'all', getvariable('home_province'))
),
foremost AS (
    SELECT province_code, year, quarter,
        list({enterprise_id: enterprise_id, enterprise: enterprise}
            ORDER BY output_ytd_yuan DESC, enterprise_id) AS leaders
    FROM leader JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)
    GROUP BY ALL
),
seated AS (
    SELECT province_code, year, quarter,
        list({enterprise_id: enterprise_id, enterprise: enterprise}
            ORDER BY output_ytd_yuan DESC, enterprise_id) AS holders_at_work
    FROM holder_at_work JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)
    GROUP BY ALL
)
SELECT cell.number, cell.year, cell.quarter, cell.province_code,
    cell.demand_yuan,
    CASE WHEN sum(cell.demand_yuan) OVER in_period > 0
        THEN cell.demand_yuan::DOUBLE / sum(cell.demand_yuan) OVER in_period END AS demand_share,
    CASE WHEN cell.demand_yuan IS NOT NULL
        THEN rank() OVER (PARTITION BY cell.number ORDER BY cell.demand_yuan DESC NULLS LAST) END::INTEGER AS rank,
    cell.enterprise_count,
    CASE WHEN cell.prior_ytd_yuan > 0
        THEN cell.output_ytd_yuan::DOUBLE / cell.prior_ytd_yuan - 1 END AS yoy,
    sum(cell.active_count) OVER (
        PARTITION BY cell.province_code ORDER BY cell.turn ROWS BETWEEN 3 PRECEDING AND CURRENT ROW
    ) > 0 AS has_output,
    cell.active_count AS at_work_count,
    coalesce(leaders, []) AS leaders,
    coalesce(holders_at_work, []) AS holders_at_work
FROM cell
LEFT JOIN foremost
    ON foremost.province_code = cell.province_code
    AND foremost.year = cell.year AND foremost.quarter = cell.quarter
LEFT JOIN seated
    ON seated.province_code = cell.province_code
    AND seated.year = cell.year AND seated.quarter = cell.quarter
WINDOW in_period AS (PARTITION BY cell.number)
ORDER BY cell.number, cell.province_code;
