-- rule: enterprise_unknown
-- kind: service_request
-- A request of an enterprise that no register, report or roster has named. One without a code was asked about already.
SELECT sheet, source_row, 'enterprise_code' AS field, enterprise_code AS value
FROM staged
WHERE enterprise_code NOT LIKE '名:%'
    AND enterprise_code NOT IN (SELECT enterprise_code FROM known_enterprise)
ORDER BY sheet, source_row
