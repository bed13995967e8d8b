-- rule: date_future
-- kind: agreement
-- An agreement signed on a day that has not come.
SELECT sheet, source_row, 'signed_date' AS field, signed_date::VARCHAR AS value
FROM staged
WHERE signed_date > $today
ORDER BY sheet, source_row
