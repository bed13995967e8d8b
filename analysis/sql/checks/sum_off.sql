-- rule: sum_off
-- kind: *
-- A subtotal of the file that its own rows do not add up to, beyond rounding in its last digit. `subtotal` has every
-- range of rows it may be about; the one that comes nearest is taken.
WITH amounts AS (
    UNPIVOT (SELECT sheet, source_row, {money} FROM staged) ON {money} INTO NAME field VALUE yuan
),
added AS (
    SELECT subtotal.sheet, subtotal.source_row, subtotal.field, subtotal.value, subtotal.yuan AS said_yuan,
        subtotal.step_yuan, subtotal.first_row, subtotal.last_row, sum(amounts.yuan)::BIGINT AS sum_yuan,
        count(*) AS rows
    FROM (SELECT DISTINCT * FROM subtotal) AS subtotal
    JOIN amounts ON amounts.sheet = subtotal.sheet AND amounts.field = subtotal.field
        AND amounts.source_row BETWEEN subtotal.first_row AND subtotal.last_row
    GROUP BY ALL
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
