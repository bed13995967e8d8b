-- rule: place_several
-- The answer holds for the project, not for the row: it is handed in again every quarter. A project in several provinces: it counts in none of them.
SELECT 'project' AS kind, submission_id, sheet, source_row, enterprise_id, year(signed_date)::INTEGER AS year,
    quarter(signed_date)::INTEGER AS quarter, NULL::VARCHAR AS province_code, 'place' AS field,
    coalesce(province_text, '') AS value, '{}'::JSON AS details,
    project_code || coalesce(province_text, '') AS subject
FROM project
WHERE is_project AND place = 'several'
