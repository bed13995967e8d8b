-- rule: period_future
-- kind: output, benchmark
-- A figure of a quarter or year that has not ended.
SELECT sheet, source_row, 'year' AS field, year || coalesce('Q' || quarter, '') AS value
FROM staged
WHERE last_day(make_date(year, coalesce(quarter, 4) * 3, 1)) >= $today
ORDER BY sheet, source_row
