-- rule: date_future
-- kind: project
-- Signed or completed on a day that has not come.
SELECT sheet, source_row,
    CASE WHEN signed_date > $today THEN 'signed_date' ELSE 'actual_end_date' END AS field,
    greatest(signed_date, actual_end_date)::VARCHAR AS value
FROM staged
WHERE signed_date > $today OR actual_end_date > $today
ORDER BY sheet, source_row
