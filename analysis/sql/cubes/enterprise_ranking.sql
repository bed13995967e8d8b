-- enterprise_ranking: enterprise × destination × period by size, so that the first of a place are read without a
-- sort of everything; province_no 0 is all output beyond our own province
CREATE TABLE enterprise_ranking AS
SELECT 0::UTINYINT AS province_no, year, quarter, enterprise_id, output_ytd_yuan
FROM enterprise_quarter WHERE output_ytd_yuan IS NOT NULL
UNION ALL
SELECT province_no, year, quarter, enterprise_id, output_ytd_yuan FROM output
ORDER BY province_no, year, quarter, output_ytd_yuan DESC, enterprise_id;
