-- rule: scale_slip
-- kind: output
-- A figure some ten thousand times the enterprise's neighbouring reports in the province, or a ten-thousandth of
-- them: yuan written for ten thousand yuan, or the reverse. Compared by the pace a quarter, so that a year's turn
-- does not matter.
WITH every AS (
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, NULL AS sheet, NULL AS source_row
    FROM known
    ANTI JOIN staged USING (enterprise_code, year, quarter, province_code)
    UNION ALL
    SELECT enterprise_code, year, quarter, province_code, output_ytd_yuan, sheet, source_row FROM staged
),
compared AS (
    SELECT *, output_ytd_yuan / quarter AS pace,
        lag(output_ytd_yuan / quarter) OVER in_time AS before,
        lead(output_ytd_yuan / quarter) OVER in_time AS after
    FROM every
    WHERE output_ytd_yuan > 0
    WINDOW in_time AS (PARTITION BY enterprise_code, province_code ORDER BY year, quarter)
)
SELECT sheet, source_row, 'output_ytd_yuan' AS field, format('{:,}', output_ytd_yuan) AS value,
    format('{:,}', (coalesce(before, after) * quarter)::BIGINT) AS usual,
    CASE WHEN pace > coalesce(before, after) THEN '×10⁴' ELSE '÷10⁴' END AS direction
FROM compared
WHERE sheet IS NOT NULL
    AND (
        least(pace / coalesce(before, after), pace / coalesce(after, before)) >= 2000
            AND least(pace / coalesce(before, after), pace / coalesce(after, before)) <= 50000
        OR greatest(pace / coalesce(before, after), pace / coalesce(after, before)) <= 1 / 2000
            AND greatest(pace / coalesce(before, after), pace / coalesce(after, before)) >= 1 / 50000
    )
ORDER BY sheet, source_row
