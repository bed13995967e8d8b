-- rule: duplicate_differs
-- kind: *
-- One key twice in a file with different values: which one counts is not ours to choose. Both rows are named.
WITH numbered AS (
    SELECT *, count(*) OVER same AS times, hash({fields}) AS said
    FROM staged
    WINDOW same AS (PARTITION BY {key}{stage})
),
unlike AS (
    SELECT *, min(said) OVER same <> max(said) OVER same AS differs,
        list(source_row) OVER same AS places, min(sheet) OVER same <> max(sheet) OVER same AS on_sheets,
        list(sheet || ' ' || source_row) OVER same AS named_places
    FROM numbered
    WHERE times > 1
    WINDOW same AS (PARTITION BY {key}{stage})
)
SELECT sheet, source_row, '' AS field, '' AS value,
    CASE WHEN on_sheets THEN array_to_string(list_slice(list_sort(named_places), 1, 6), '、')
        ELSE array_to_string(list_slice(list_sort(places), 1, 6), '、') END AS rows
FROM unlike
WHERE differs
ORDER BY sheet, source_row
