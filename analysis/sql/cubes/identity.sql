-- enterprise_identity: one row an enterprise anyone reported, on the register or not; ids follow the codes' order.
-- `seen` (code, name, submission_id) has every name under every code; `same_enterprise` (provisional code, real
-- code) what a name alone came to mean once one enterprise of exactly that name was known.
CREATE TEMP TABLE merged AS
SELECT seen.*, coalesce(same_enterprise.enterprise_code, seen.given_code) AS enterprise_code
FROM seen LEFT JOIN same_enterprise USING (given_code);

CREATE TEMP TABLE on_register AS
SELECT merged.enterprise_code,
    max_by(r.enterprise, r.submission_id) AS enterprise,
    arg_max_null(r.city_code, r.submission_id) FILTER (absent.field IS NULL) AS city_code
FROM ledger.enterprise AS r
SEMI JOIN active_submission USING (submission_id)
LEFT JOIN absent_column AS absent
    ON absent.submission_id = r.submission_id AND absent.sheet = r.sheet
    AND absent.kind = 'enterprise' AND absent.field = 'city_code'
JOIN (SELECT DISTINCT given_code, enterprise_code FROM merged) AS merged ON merged.given_code = r.enterprise_code
GROUP BY merged.enterprise_code;

CREATE TABLE enterprise_identity AS
WITH named AS (
    SELECT enterprise_code, max_by(enterprise, (submission_id, enterprise)) AS enterprise
    FROM merged GROUP BY enterprise_code
)
SELECT row_number() OVER (ORDER BY enterprise_code)::INTEGER AS enterprise_id,
    enterprise_code,
    coalesce(on_register.enterprise, named.enterprise) AS enterprise,
    coalesce(nullif(city.merged_into, ''), on_register.city_code) AS city_code,
    on_register.enterprise_code IS NOT NULL AS registered
FROM named
LEFT JOIN on_register USING (enterprise_code)
LEFT JOIN city ON city.city_code = on_register.city_code
ORDER BY enterprise_id;

CREATE TEMP TABLE identity_of AS
SELECT DISTINCT merged.given_code AS enterprise_code, enterprise_id, merged.enterprise_code AS merged_code
FROM merged JOIN enterprise_identity USING (enterprise_code);
