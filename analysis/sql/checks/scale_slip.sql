-- rule: scale_slip
-- kind: output
-- A figure some ten thousand times the enterprise's neighbouring report in the province, or a ten-thousandth of it:
-- yuan written for ten thousand yuan, or the reverse. The first quarter is compared with last year's first.
WITH every AS (
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, NULL AS sheet, NULL AS source_row
    FROM known
    ANTI JOIN staged USING (enterprise_code, year, quarter, province_code)
    WHERE enterprise_code IN (SELECT enterprise_code FROM staged)
    UNION ALL
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, sheet, source_row FROM staged
),
rated AS (
    SELECT *, output_ytd_yuan / quarter AS pace FROM every WHERE output_ytd_yuan > 0
),
compared AS (
    SELECT *, median(pace) OVER (
        PARTITION BY enterprise_code, province_code ORDER BY year * 4 + quarter
        RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW
    ) AS usual
    FROM rated
)
SELECT sheet, source_row, 'output_ytd_yuan' AS field, format('{:,}', output_ytd_yuan) AS value,
    format('{:,}', (usual * quarter)::BIGINT) AS usual,
    CASE WHEN pace > usual THEN '×10⁴' ELSE '÷10⁴' END AS direction
FROM compared
WHERE sheet IS NOT NULL AND (pace / usual BETWEEN 2000 AND 50000 OR usual / pace BETWEEN 2000 AND 50000)
ORDER BY sheet, source_row
