-- rule: duplicate_same
-- kind: *
-- One key twice in a file with the same values: harmless, and said.
WITH twice AS (
    SELECT {key}, count(*) AS times FROM repeated GROUP BY ALL HAVING times > 1
),
numbered AS (
    SELECT staged.*, hash({values}) AS said
    FROM repeated AS staged
    JOIN twice ON {same}
),
judged AS (
    SELECT sheet, source_row, min(said) OVER same <> max(said) OVER same AS differs,
        row_number() OVER in_order AS turn, first_value(source_row) OVER in_order AS first_row
    FROM numbered
    WINDOW same AS (PARTITION BY {key}), in_order AS (PARTITION BY {key} ORDER BY sheet, source_row)
)
SELECT sheet, source_row, '' AS field, '' AS value, first_row AS rows
FROM judged
WHERE turn > 1 AND NOT differs
ORDER BY sheet, source_row
