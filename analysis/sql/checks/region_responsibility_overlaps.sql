-- rule: responsibility_overlaps
-- kind: region_liaison
-- Two officers responsible for one province at the same time.
WITH every AS (
    SELECT province_code AS scope, officer, since, coalesce(until, DATE '9999-12-31') AS until, NULL AS sheet, NULL AS source_row
    FROM known
    WHERE (scope, since) NOT IN (SELECT (province_code, since) FROM staged)
    UNION ALL
    SELECT province_code AS scope, officer, since, coalesce(until, DATE '9999-12-31') AS until, sheet, source_row FROM staged
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
