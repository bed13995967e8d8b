-- project_span: one row a project that counts, with the days on which it is under way: from `first_day` until the
-- day before `end_day`. Without a date of beginning it always was; finished or suspended without one it never was.
CREATE TABLE project_span AS
SELECT project_code, project.enterprise_id, province_code, city_code,
    coalesce(start_date, signed_date, DATE '1900-01-01') AS first_day,
    CASE
        WHEN actual_end_date IS NOT NULL THEN actual_end_date
        WHEN project.status = 'under_way' OR (project.status IS NULL AND stage IS DISTINCT FROM 'completed')
        THEN DATE '9999-12-31'
        ELSE first_day
    END AS end_day,
    own_yuan
FROM (SELECT * EXCLUDE (city) FROM project WHERE counts) AS project
JOIN enterprise_identity USING (enterprise_id)
ORDER BY province_code, project_code, enterprise_id;
