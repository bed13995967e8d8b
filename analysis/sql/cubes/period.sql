-- period: one row a quarter, from the first reported to the last, with those nobody reported between
CREATE TABLE period AS
WITH counted AS (
    SELECT year::INTEGER AS year, quarter::INTEGER AS quarter, count(*)::INTEGER AS reported_enterprises
    FROM report GROUP BY ALL
),
edge AS (SELECT min(year * 4 + quarter - 1) AS first, max(year * 4 + quarter - 1) AS last FROM counted),
quarters AS (SELECT unnest(range(first, last + 1))::INTEGER AS number FROM edge)
SELECT number, number // 4 AS year, number % 4 + 1 AS quarter,
    last_day(make_date(number // 4, number % 4 * 3 + 3, 1)) AS end_date,
    coalesce(reported_enterprises, 0) AS reported_enterprises
FROM quarters LEFT JOIN counted ON counted.year = number // 4 AND counted.quarter = number % 4 + 1
ORDER BY number;
