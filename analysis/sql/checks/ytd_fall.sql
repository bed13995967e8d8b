-- rule: ytd_fall
-- kind: output
-- A cumulative figure below the one of an earlier quarter of the year, in the file or in the release.
WITH every AS (
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, NULL AS sheet, NULL AS source_row
    FROM known
    ANTI JOIN staged USING (enterprise_code, year, quarter, province_code)
    WHERE enterprise_code IN (SELECT enterprise_code FROM staged)
    UNION ALL
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, sheet, source_row FROM staged
),
-- Most years only rise: theirs need not be put in order.
falling AS (
    SELECT enterprise_code, province_code, year
    FROM every
    GROUP BY ALL
    HAVING max(output_ytd_yuan) FILTER (quarter = 1) > min(output_ytd_yuan) FILTER (quarter > 1)
        OR max(output_ytd_yuan) FILTER (quarter <= 2) > min(output_ytd_yuan) FILTER (quarter > 2)
        OR max(output_ytd_yuan) FILTER (quarter <= 3) > min(output_ytd_yuan) FILTER (quarter > 3)
),
neighbours AS (
    SELECT *, lag(output_ytd_yuan) OVER to_date AS before_yuan, lag(quarter) OVER to_date AS before_quarter
    FROM every SEMI JOIN falling USING (enterprise_code, province_code, year)
    WINDOW to_date AS (PARTITION BY enterprise_code, province_code, year ORDER BY quarter)
)
SELECT sheet, source_row, 'output_ytd_yuan' AS field, format('{:,}', output_ytd_yuan) AS value,
    year || 'Q' || before_quarter AS period, format('{:,}', before_yuan) AS before
FROM neighbours
WHERE sheet IS NOT NULL AND output_ytd_yuan < before_yuan
ORDER BY sheet, source_row
