-- rule: satisfaction_out_of_range
-- kind: service_request
-- Satisfaction has five steps.
SELECT sheet, source_row, 'satisfaction' AS field, satisfaction::VARCHAR AS value
FROM staged
WHERE satisfaction NOT BETWEEN 1 AND 5
ORDER BY sheet, source_row
