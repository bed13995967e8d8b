-- standing: year × destination but our own × enterprise: its output there, year to date, by the end of each quarter
-- (null where it did not report one). What candidates for a seat are judged by: those
-- of one year lie together.
CREATE TABLE standing AS
SELECT year, province_no, enterprise_id,
    max(output_ytd_yuan) FILTER (quarter = 1) AS ytd_1,
    max(output_ytd_yuan) FILTER (quarter = 2) AS ytd_2,
    max(output_ytd_yuan) FILTER (quarter = 3) AS ytd_3,
    max(output_ytd_yuan) FILTER (quarter = 4) AS ytd_4
FROM output
WHERE province_no <> getvariable('home_no')
GROUP BY year, province_no, enterprise_id
ORDER BY year, province_no, enterprise_id;

-- foothold: enterprise × destination but our own: the first period it had output there, by number
CREATE TABLE foothold AS
SELECT province_no, enterprise_id, min(year::INTEGER * 4 + quarter - 1) AS first_number
FROM output
WHERE province_no <> getvariable('home_no') AND output_yuan > 0
GROUP BY province_no, enterprise_id
ORDER BY province_no, enterprise_id;

-- reporting: enterprise × year: which of its four quarters the enterprise reported at all
CREATE TABLE reporting AS
SELECT year, enterprise_id,
    bool_or(quarter = 1) AS quarter_1, bool_or(quarter = 2) AS quarter_2,
    bool_or(quarter = 3) AS quarter_3, bool_or(quarter = 4) AS quarter_4
FROM enterprise_quarter
GROUP BY year, enterprise_id
ORDER BY year, enterprise_id;
