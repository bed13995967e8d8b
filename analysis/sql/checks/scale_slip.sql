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
paced AS (
    SELECT *, output_ytd_yuan / quarter AS pace FROM every WHERE output_ytd_yuan > 0
),
-- Where the paces of a series are nearer to each other than that, none of its figures need be put in order.
uneven AS (
    SELECT enterprise_code, province_code FROM paced GROUP BY ALL HAVING max(pace) > 1999 * min(pace)
),
compared AS (
    -- The two nearest: one on each side, or both on one side at an end.
    SELECT *,
        coalesce(lag(pace) OVER in_time, lead(pace, 2) OVER in_time, lead(pace) OVER in_time) AS before,
        coalesce(lead(pace) OVER in_time, lag(pace, 2) OVER in_time, lag(pace) OVER in_time) AS after
    FROM paced SEMI JOIN uneven USING (enterprise_code, province_code)
    WINDOW in_time AS (PARTITION BY enterprise_code, province_code ORDER BY year, quarter)
)
SELECT sheet, source_row, 'output_ytd_yuan' AS field, format('{:,}', output_ytd_yuan) AS value,
    format('{:,}', (before * quarter)::BIGINT) AS usual,
    CASE WHEN pace > before THEN '×10⁴' ELSE '÷10⁴' END AS direction
FROM compared
WHERE sheet IS NOT NULL
    AND (
        (pace / before BETWEEN 2000 AND 50000 AND pace / after BETWEEN 2000 AND 50000)
        OR (before / pace BETWEEN 2000 AND 50000 AND after / pace BETWEEN 2000 AND 50000)
    )
ORDER BY sheet, source_row
