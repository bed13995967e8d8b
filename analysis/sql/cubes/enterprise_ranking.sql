-- enterprise_ranking: enterprise × destination × period by size, so that the first of a place are read without a
-- sort of everything; province_no 0 is all output beyond our own province. `at_work`: with output in the quarter itself.
CREATE TABLE enterprise_ranking AS
SELECT 0::UTINYINT AS province_no, year, quarter, enterprise_id, output_ytd_yuan,
    output_yuan > 0 AS at_work
FROM enterprise_quarter WHERE output_ytd_yuan IS NOT NULL
UNION ALL
SELECT province_no, year, quarter, enterprise_id, output_ytd_yuan, output_yuan > 0 FROM output
ORDER BY province_no, year, quarter, output_ytd_yuan DESC, enterprise_id;
