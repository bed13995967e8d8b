-- rule: part_above_whole
-- kind: project
-- The enterprise's own share above the amount of the whole contract.
SELECT sheet, source_row, 'own_share_yuan' AS field, format('{:,}', own_share_yuan) AS value,
    format('{:,}', contract_yuan) AS whole
FROM staged
WHERE own_share_yuan > contract_yuan
ORDER BY sheet, source_row
