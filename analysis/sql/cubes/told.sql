-- told_again: the rows of output that count whose key came more than once, or in a file that was withdrawn. To tell what
-- a file did, they are held against the others of their key; every other row was added by the file it came in.
CREATE TABLE told_again AS
WITH several AS (
    SELECT enterprise_id, province_no, year, quarter FROM output_superseded
    UNION
    SELECT enterprise_id, province_no, year::USMALLINT, quarter::UTINYINT FROM output_withdrawn
)
SELECT * FROM output SEMI JOIN several USING (enterprise_id, province_no, year, quarter)
ORDER BY enterprise_id, province_no, year, quarter;

-- told_once: submission with rows of output that were not told again, and their number
CREATE TABLE told_once AS
SELECT submission_id, count(*)::INTEGER AS rows
FROM output ANTI JOIN told_again USING (enterprise_id, province_no, year, quarter)
GROUP BY submission_id
ORDER BY submission_id;

-- first_told: the first hundred of them in each sheet of a submission and maybe more, so that a page's list does not
-- look through all rows there are
CREATE TABLE first_told AS
WITH once AS (
    SELECT * FROM output ANTI JOIN told_again USING (enterprise_id, province_no, year, quarter)
),
reach AS (
    SELECT submission_id, sheet, list_max(min(source_row, 100)) AS last_row FROM once GROUP BY submission_id, sheet
)
SELECT once.*
FROM once JOIN reach USING (submission_id, sheet)
WHERE source_row <= last_row
ORDER BY submission_id, sheet, source_row;
