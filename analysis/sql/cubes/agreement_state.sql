-- agreement_state: other province × kind of agreement × days on which one counts, or none: the latest signed that stands,
-- else the one that expired last. `stands` says whether it does, null where nothing was ever signed.
CREATE TABLE agreement_state AS
WITH kind AS (
    SELECT * FROM (
        VALUES ('market_access', 1), ('award_recognition', 2), ('information_sharing', 3), ('cooperation', 4)
    ) AS kind (mechanism, turn)
),
place AS (
    SELECT province_code, province, mechanism, turn FROM province CROSS JOIN kind
    WHERE province_code <> getvariable('home_province')
),
change AS (
    SELECT province_code, mechanism, DATE '0001-01-01' AS first_day FROM place
    UNION
    SELECT province_code, mechanism, signed_date FROM agreement
    UNION
    SELECT province_code, mechanism, expires_date + 1 FROM agreement WHERE expires_date IS NOT NULL
),
span AS (
    SELECT *, lead(first_day, 1, DATE '9999-12-31') OVER (
        PARTITION BY province_code, mechanism ORDER BY first_day) AS end_day
    FROM change
),
counting AS (
    SELECT agreement.*, span.first_day, expires_date IS NULL OR expires_date >= span.first_day AS stands
    FROM span JOIN agreement USING (province_code, mechanism)
    WHERE signed_date <= span.first_day
    QUALIFY row_number() OVER (
        PARTITION BY province_code, mechanism, span.first_day
        ORDER BY stands DESC, CASE WHEN stands THEN signed_date ELSE expires_date END DESC, signed_date DESC
    ) = 1
)
SELECT province_code, province, mechanism, turn, span.first_day, span.end_day, stands, document, signed_date,
    expires_date, local_authority
FROM place
JOIN span USING (province_code, mechanism)
LEFT JOIN counting USING (province_code, mechanism, first_day)
ORDER BY province_code, turn, span.first_day;
