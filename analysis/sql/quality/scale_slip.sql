-- rule: scale_slip
-- A figure some ten thousand times its two neighbours of the enterprise in the province, or a ten-thousandth of them,
-- by the pace a quarter. Only series that reach so far apart are put in order.
WITH wide AS (
    SELECT enterprise_id, province_no FROM output WHERE output_ytd_yuan > 0
    GROUP BY ALL HAVING max(output_ytd_yuan) / min(output_ytd_yuan) >= 500
),
paced AS (
    SELECT *, output_ytd_yuan / quarter AS pace
    FROM output SEMI JOIN wide USING (enterprise_id, province_no) WHERE output_ytd_yuan > 0
),
compared AS (
    SELECT *,
        coalesce(lag(pace) OVER in_time, lead(pace, 2) OVER in_time, lead(pace) OVER in_time) AS before,
        coalesce(lead(pace) OVER in_time, lag(pace, 2) OVER in_time, lag(pace) OVER in_time) AS after
    FROM paced
    WINDOW in_time AS (PARTITION BY enterprise_id, province_no ORDER BY year, quarter)
)
SELECT 'output' AS kind, submission_id, sheet, source_row, enterprise_id, year::INTEGER AS year,
    quarter::INTEGER AS quarter, province_code, 'output_ytd_yuan' AS field,
    format('{:,}', output_ytd_yuan) AS value,
    to_json({
        usual: format('{:,}', (before * quarter)::BIGINT),
        direction: CASE WHEN pace > before THEN '×10⁴' ELSE '÷10⁴' END
    }) AS details
FROM compared JOIN province USING (province_no)
WHERE (pace / before BETWEEN 2000 AND 50000 AND pace / after BETWEEN 2000 AND 50000)
    OR (before / pace BETWEEN 2000 AND 50000 AND after / pace BETWEEN 2000 AND 50000)
