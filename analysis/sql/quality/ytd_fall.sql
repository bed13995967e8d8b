-- rule: ytd_fall
-- A cumulative figure below the one reported before it in the same year.
SELECT 'output' AS kind, submission_id, sheet, source_row, enterprise_id, year::INTEGER AS year,
    quarter::INTEGER AS quarter, province_code, 'output_ytd_yuan' AS field,
    format('{:,}', output_ytd_yuan) AS value,
    to_json({
        period: year || 'Q' || (quarter - spans_quarters), before: format('{:,}', output_ytd_yuan - output_yuan)
    }) AS details
FROM output JOIN province USING (province_no)
WHERE output_yuan < 0 AND spans_quarters < quarter
