-- enterprise_standing: one row an enterprise with output beyond our own province in the four quarters up to the latest
-- reported one, the largest first; `share_before` is what the larger ones have of the whole, so that those below a share
-- are the fewest that make it up
CREATE TABLE enterprise_standing AS
WITH latest AS (SELECT year, quarter FROM period WHERE reported_enterprises > 0 ORDER BY number DESC LIMIT 1),
summed AS (
    SELECT enterprise_id,
        sum(CASE WHEN own.year = latest.year THEN own.output_ytd_yuan
            WHEN own.quarter = 4 THEN own.output_ytd_yuan ELSE -own.output_ytd_yuan END)::BIGINT AS demand_yuan
    FROM enterprise_quarter AS own CROSS JOIN latest
    WHERE (own.year = latest.year AND own.quarter = latest.quarter)
        OR (latest.quarter < 4 AND own.year = latest.year - 1 AND own.quarter IN (4, latest.quarter))
    GROUP BY enterprise_id
)
SELECT enterprise_id, enterprise_code, enterprise, identity.city_code, city, demand_yuan,
    (sum(demand_yuan) OVER largest_first - demand_yuan)::DOUBLE / sum(demand_yuan) OVER () AS share_before
FROM summed
JOIN enterprise_identity AS identity USING (enterprise_id)
LEFT JOIN city ON city.city_code = identity.city_code
WHERE demand_yuan > 0
WINDOW largest_first AS (ORDER BY demand_yuan DESC, enterprise_id)
ORDER BY demand_yuan DESC, enterprise_id;
