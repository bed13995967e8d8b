-- rule: ends_before_it_begins
-- kind: city_liaison, region_liaison
-- A responsibility that ends before it begins.
SELECT sheet, source_row, 'until' AS field, until::VARCHAR AS value, since::VARCHAR AS start
FROM staged
WHERE until < since
ORDER BY sheet, source_row
