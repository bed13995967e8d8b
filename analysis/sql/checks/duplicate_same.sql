-- rule: duplicate_same
-- kind: *
-- One key twice in a file with the same values: harmless, and said.
WITH numbered AS (
    SELECT *, hash({fields}) AS said,
        row_number() OVER (PARTITION BY {key}{stage} ORDER BY sheet, source_row) AS turn,
        first_value(source_row) OVER (PARTITION BY {key}{stage} ORDER BY sheet, source_row) AS first_row
    FROM staged
),
judged AS (
    SELECT *, min(said) OVER same <> max(said) OVER same AS differs
    FROM numbered
    WINDOW same AS (PARTITION BY {key}{stage})
)
SELECT sheet, source_row, '' AS field, '' AS value, first_row AS rows
FROM judged
WHERE turn > 1 AND NOT differs
ORDER BY sheet, source_row
