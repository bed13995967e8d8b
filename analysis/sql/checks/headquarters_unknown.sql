-- rule: enterprise_unknown
-- kind: city_liaison
-- The headquarters of an enterprise that no register, report or roster has named.
SELECT sheet, source_row, 'enterprise' AS field, enterprise AS value
FROM staged
WHERE enterprise IS NOT NULL
    AND matching_name(enterprise) NOT IN (SELECT matching_name(enterprise) FROM known_enterprise)
ORDER BY sheet, source_row
