-- leader: the largest of the enterprises at work in a place in a period (output in the quarter itself), by their year to
-- date: so many that some stay when all who ever held a seat are passed over
CREATE TABLE leader AS
WITH first AS (
    SELECT unnest(min(rowid, 2 + (SELECT count(DISTINCT enterprise_id) FROM seat))) AS position
    FROM enterprise_ranking WHERE at_work AND output_ytd_yuan > 0
    GROUP BY province_no, year, quarter
)
SELECT province_no, year, quarter, enterprise_id, output_ytd_yuan
FROM enterprise_ranking AS ranking JOIN first ON ranking.rowid = position
ORDER BY year, quarter, province_no, output_ytd_yuan DESC, enterprise_id;

-- holder_at_work: those of them that ever held a seat, whatever their place among the others
CREATE TABLE holder_at_work AS
SELECT province_no, year, quarter, enterprise_id, output_ytd_yuan
FROM enterprise_ranking SEMI JOIN seat USING (enterprise_id)
WHERE at_work AND province_no > 0
ORDER BY year, quarter, province_no, enterprise_id;
