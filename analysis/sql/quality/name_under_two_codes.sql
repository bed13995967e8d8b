-- rule: name_under_two_codes
-- One name under several codes: its figures may be counted apart, or twice.
WITH named AS (
    SELECT enterprise_id, enterprise_code, enterprise, matching_name(enterprise) AS name FROM enterprise_identity
),
shared AS (
    SELECT name, list(enterprise_code ORDER BY enterprise_code) AS codes FROM named GROUP BY name HAVING count(*) > 1
)
SELECT 'enterprise' AS kind, NULL::INTEGER AS submission_id, '' AS sheet, NULL::INTEGER AS source_row, enterprise_id,
    NULL::INTEGER AS year, NULL::INTEGER AS quarter, NULL::VARCHAR AS province_code, 'enterprise' AS field,
    enterprise AS value,
    to_json({codes: array_to_string(list_filter(codes, lambda code: code <> enterprise_code), '、')}) AS details
FROM named JOIN shared USING (name)
