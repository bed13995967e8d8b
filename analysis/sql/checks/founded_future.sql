-- rule: date_future
-- kind: enterprise
-- Founded on a day that has not come.
SELECT sheet, source_row, 'founded_date' AS field, founded_date::VARCHAR AS value
FROM staged
WHERE founded_date > $today
ORDER BY sheet, source_row
