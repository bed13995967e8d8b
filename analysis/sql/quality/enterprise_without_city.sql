-- rule: enterprise_without_city
-- Enterprises that report but whose home city nobody has said: they are in no city's figures. Told at their last report.
SELECT 'enterprise' AS kind, NULL::INTEGER AS submission_id, '' AS sheet, NULL::INTEGER AS source_row, enterprise_id,
    max(year)::INTEGER AS year, max_by(quarter, year * 4 + quarter)::INTEGER AS quarter,
    NULL::VARCHAR AS province_code, 'city_code' AS field, enterprise AS value, '{}'::JSON AS details
FROM report JOIN enterprise_identity USING (enterprise_id)
WHERE city_code IS NULL
GROUP BY enterprise_id, enterprise
