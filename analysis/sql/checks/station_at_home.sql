-- rule: station_at_home
-- kind: key_unit
-- A key unit sits in another province, never at home.
SELECT sheet, source_row, 'station_province_code' AS field, station_province_code AS value
FROM staged
WHERE station_province_code = $home_province
ORDER BY sheet, source_row
