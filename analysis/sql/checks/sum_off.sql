-- rule: sum_off
-- kind: *
-- A subtotal of the file that its own rows do not add up to, beyond rounding in its last digit. `subtotal` has every
-- range of rows it may be about; the one that comes nearest is taken.
WITH amounts AS (
    SELECT * FROM (SELECT sheet, source_row, {money} FROM staged) UNPIVOT INCLUDE NULLS (yuan FOR field IN ({money}))
),
by_row AS (
    SELECT sheet, field, source_row, coalesce(sum(yuan), 0) AS yuan, count(yuan) AS rows FROM amounts GROUP BY ALL
),
-- What stands between two rows is the difference of two running sums: a file may have as many subtotals as rows.
running AS (
    SELECT *, sum(yuan) OVER so_far AS yuan_so_far, sum(rows) OVER so_far AS rows_so_far
    FROM by_row
    WINDOW so_far AS (PARTITION BY sheet, field ORDER BY source_row)
),
-- Materialized, or both ends might be joined to each other before the subtotals: every row with every row.
begun AS MATERIALIZED (
    SELECT subtotal.*, running.yuan_so_far - running.yuan AS yuan_before,
        running.rows_so_far - running.rows AS rows_before
    FROM (SELECT DISTINCT * FROM subtotal) AS subtotal
    JOIN running
        ON running.sheet = subtotal.sheet AND running.field = subtotal.field
        AND running.source_row = subtotal.first_row
),
added AS (
    SELECT begun.sheet, begun.source_row, begun.field, begun.value, begun.yuan AS said_yuan,
        step_yuan, first_row, last_row,
        (running.yuan_so_far - yuan_before)::BIGINT AS sum_yuan,
        running.rows_so_far - rows_before AS rows
    FROM begun
    JOIN running
        ON running.sheet = begun.sheet AND running.field = begun.field AND running.source_row = begun.last_row
    WHERE running.rows_so_far > rows_before
),
nearest AS (
    SELECT * FROM added
    QUALIFY row_number() OVER (
        PARTITION BY sheet, source_row, field ORDER BY abs(said_yuan - sum_yuan), first_row, last_row
    ) = 1
)
SELECT sheet, source_row, field, value, format('{:,}', said_yuan) AS said, format('{:,}', sum_yuan) AS sum
FROM nearest
WHERE abs(said_yuan - sum_yuan) > step_yuan * greatest(rows, 1) / 2 + 1
ORDER BY sheet, source_row, field
