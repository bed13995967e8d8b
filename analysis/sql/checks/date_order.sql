-- rule: date_order
-- kind: project
-- A project that ends before it begins.
SELECT sheet, source_row, 'actual_end_date' AS field, coalesce(actual_end_date, planned_end_date)::VARCHAR AS value,
    start_date::VARCHAR AS start
FROM staged
WHERE start_date > coalesce(actual_end_date, planned_end_date)
ORDER BY sheet, source_row
