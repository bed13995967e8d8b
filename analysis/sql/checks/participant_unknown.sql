-- rule: enterprise_unknown
-- kind: engagement
-- Who took part, or was host, under a name that no register, report or roster has.
WITH mentioned AS (
    SELECT sheet, source_row, 'participants' AS field, unnest(participants) AS value FROM staged
    UNION ALL
    SELECT sheet, source_row, 'host' AS field, host AS value FROM staged WHERE host IS NOT NULL
)
SELECT sheet, source_row, field, value
FROM mentioned
WHERE matching_name(value) NOT IN (SELECT matching_name(enterprise) FROM known_enterprise)
ORDER BY sheet, source_row, field, value
