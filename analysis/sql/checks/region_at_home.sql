-- rule: region_at_home
-- kind: region_liaison, agreement
-- Regions and their agreements are those of other provinces.
SELECT sheet, source_row, 'province_code' AS field, province_code AS value
FROM staged
WHERE province_code = $home_province
ORDER BY sheet, source_row
