-- rule: ends_before_it_begins
-- kind: agreement
-- An agreement that expires before it was signed.
SELECT sheet, source_row, 'expires_date' AS field, expires_date::VARCHAR AS value, signed_date::VARCHAR AS start
FROM staged
WHERE expires_date < signed_date
ORDER BY sheet, source_row
