-- rule: duplicate_differs
-- kind: *
-- One key twice in a file with different values: which one counts is not ours to choose. All its rows are named.
WITH twice AS (
    SELECT {key}, count(*) AS times FROM staged GROUP BY ALL HAVING times > 1
),
numbered AS (
    SELECT staged.*, hash({values}) AS said
    FROM staged
    JOIN twice ON {same}
),
unlike AS (
    SELECT sheet, source_row, min(said) OVER same <> max(said) OVER same AS differs,
        min(sheet) OVER same <> max(sheet) OVER same AS on_sheets,
        list(source_row) OVER same AS places,
        list(sheet || ' ' || source_row) OVER same AS named_places
    FROM numbered
    WINDOW same AS (PARTITION BY {key})
)
SELECT sheet, source_row, '' AS field, '' AS value,
    CASE WHEN on_sheets THEN array_to_string(list_slice(list_sort(named_places), 1, 6), '、')
        ELSE array_to_string(list_slice(list_sort(places), 1, 6), '、') END AS rows
FROM unlike
WHERE differs
ORDER BY sheet, source_row
