-- rule: responsibility_overlaps
-- kind: city_liaison, region_liaison
-- Two officers responsible for one city, headquarters or province at the same time.
WITH told AS (
    SELECT * REPLACE (NULL AS sheet, NULL AS source_row) FROM known
    UNION ALL BY NAME
    SELECT * FROM staged
    UNION ALL BY NAME
    -- What either kind lacks.
    SELECT NULL AS city_code, NULL AS enterprise_code, NULL AS province_code WHERE false
),
every AS (
    SELECT coalesce(enterprise_code, city_code, province_code) AS scope, officer, since,
        coalesce(until, DATE '9999-12-31') AS until, sheet, source_row
    FROM told
    -- What the file says of a scope from a day on stands in place of what is known.
    QUALIFY sheet IS NOT NULL OR NOT bool_or(sheet IS NOT NULL) OVER (PARTITION BY scope, since)
)
SELECT own.sheet, own.source_row, 'officer' AS field, own.officer AS value, min(other.officer) AS other,
    min_by(other.since, other.officer)::VARCHAR AS since
FROM every AS own
JOIN every AS other
    ON own.scope = other.scope AND own.officer <> other.officer
    AND own.since <= other.until AND other.since <= own.until
WHERE own.sheet IS NOT NULL
GROUP BY ALL
ORDER BY own.sheet, own.source_row
