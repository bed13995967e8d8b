-- rule: quarters_missing
-- Quarters an enterprise left out between two of its reports: the next one spans them.
WITH followed AS (
    SELECT enterprise_id, year::INTEGER AS year, quarter::INTEGER AS quarter,
        year::INTEGER * 4 + quarter - 1 AS number, first_submission_id,
        lag(year::INTEGER * 4 + quarter - 1) OVER (PARTITION BY enterprise_id ORDER BY year, quarter) AS before
    FROM report
)
SELECT 'output' AS kind, NULL::INTEGER AS submission_id, '' AS sheet, NULL::INTEGER AS source_row, enterprise_id,
    year, quarter, NULL::VARCHAR AS province_code, '' AS field,
    (before + 1) // 4 || 'Q' || ((before + 1) % 4 + 1) AS value,
    to_json({
        quarters: number - before - 1, last: (number - 1) // 4 || 'Q' || ((number - 1) % 4 + 1)
    }) AS details
FROM followed
WHERE number - before > 1
