-- rule: duplicate_differs
-- kind: *
-- One key twice in a file with different values: which one counts is not ours to choose. All its rows are named, each
-- with the first few of its key: a list of all of them beside each would grow with their square.
WITH twice AS (
    SELECT {key}, min(hash({values})) <> max(hash({values})) AS differs, min(sheet) <> max(sheet) AS on_sheets,
        min(source_row, 6) AS places, min(sheet || ' ' || source_row, 6) AS named_places
    FROM repeated AS staged
    GROUP BY ALL
    HAVING count(*) > 1 AND differs
)
SELECT staged.sheet, staged.source_row, '' AS field, '' AS value,
    CASE WHEN twice.on_sheets THEN array_to_string(twice.named_places, '、')
        ELSE array_to_string(twice.places, '、') END AS rows
FROM repeated AS staged
JOIN twice ON {same}
ORDER BY staged.sheet, staged.source_row
