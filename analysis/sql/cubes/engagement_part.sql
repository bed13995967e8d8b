-- engagement_part: one row an enterprise at an engagement, as host or participant; without an id the name is no one's
CREATE TABLE engagement_part AS
WITH mentioned AS (
    SELECT engagement_no, held_date, form, theme, unnest(coalesce(participants, [])) AS name, false AS is_host FROM engagement
    UNION ALL
    SELECT engagement_no, held_date, form, theme, host, true FROM engagement WHERE host IS NOT NULL
)
SELECT engagement_no, held_date, form, theme, name, is_host, enterprise_id
FROM mentioned LEFT JOIN participant_name USING (name)
ORDER BY engagement_no, is_host DESC, name;

-- engagement_fact: one row an engagement, with who was there and the requests that those who were filed in the 30 days
-- after it, which is how problems raised there are followed up
CREATE TABLE engagement_fact AS
WITH there AS (
    SELECT engagement_no, count(DISTINCT name) FILTER (NOT is_host)::INTEGER AS participant_count,
        count(DISTINCT enterprise_id) FILTER (NOT is_host)::INTEGER AS known_count
    FROM engagement_part GROUP BY engagement_no
),
followed AS (
    SELECT engagement_no, list(DISTINCT request_id ORDER BY request_id) AS follow_up_ids
    FROM engagement_part
    JOIN service_fact USING (enterprise_id)
    WHERE service_fact.received_at::DATE BETWEEN held_date AND held_date + 30
    GROUP BY engagement_no
)
SELECT engagement_no, held_date, form, engagement.province_code, province,
    city.city_code, coalesce(city.city, place_city) AS city, host, coalesce(participants, []) AS participants,
    coalesce(participant_count, 0) AS participant_count, coalesce(known_count, 0) AS known_count,
    theme, problem_count, coalesce(follow_up_ids, []) AS follow_up_ids, minutes
FROM engagement
LEFT JOIN there USING (engagement_no)
LEFT JOIN followed USING (engagement_no)
LEFT JOIN province USING (province_code)
LEFT JOIN city
    ON city.status = 'current' AND place_city IN (city.city, city.city_full)
    AND city.province_code = coalesce(engagement.province_code, getvariable('home_province'))
ORDER BY engagement_no;
