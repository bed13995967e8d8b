-- leader: the largest enterprises of a place and period, a handful, which stand first in the ranking's own order
CREATE TABLE leader AS
WITH first AS (
    SELECT province_no, year, quarter, unnest(range(min(rowid), min(rowid) + 8)) AS position
    FROM enterprise_ranking GROUP BY province_no, year, quarter
)
SELECT ranking.province_no, ranking.year, ranking.quarter, ranking.enterprise_id, ranking.output_ytd_yuan
FROM enterprise_ranking AS ranking
JOIN first
    ON ranking.rowid = first.position AND ranking.province_no = first.province_no
    AND ranking.year = first.year AND ranking.quarter = first.quarter
WHERE ranking.output_ytd_yuan > 0
ORDER BY year, quarter, province_no, output_ytd_yuan DESC, enterprise_id;
