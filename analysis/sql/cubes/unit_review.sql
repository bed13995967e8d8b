-- unit_project: key unit × day on which it changed how many projects its enterprise has under way in the province it
-- sits in, from the first one on; `most_projects` at one time up to then. A unit whose enterprise never had one has no row.
CREATE TEMP TABLE unit_project AS
WITH seated AS (
    SELECT DISTINCT unit_id, enterprise_id, station_province_code AS province_code FROM seat
),
under_way AS (
    SELECT unit_id, first_day, end_day
    FROM project_span JOIN seated USING (enterprise_id, province_code)
    WHERE first_day < end_day
),
turn AS (
    SELECT unit_id, first_day AS day, 1 AS change FROM under_way
    UNION ALL
    SELECT unit_id, end_day, -1 FROM under_way
),
daily AS (
    SELECT unit_id, day, sum(change) AS change FROM turn
    WHERE day < DATE '9999-12-31'
    GROUP BY ALL HAVING sum(change) <> 0
),
counted AS (
    SELECT unit_id, day AS first_day,
        (sum(change) OVER (PARTITION BY unit_id ORDER BY day))::INTEGER AS project_count
    FROM daily
)
SELECT *, max(project_count) OVER (PARTITION BY unit_id ORDER BY first_day) AS most_projects
FROM counted
ORDER BY unit_id, first_day;

-- unit_reach: key unit × province it declared to reach × days without a break on which it did
CREATE TEMP TABLE unit_reach AS
WITH declared AS (
    SELECT unit_id, unnest(reach_codes) AS province_code, first_day, end_day FROM seat WHERE reach_declared
),
begun AS (
    SELECT *, lag(end_day) OVER (PARTITION BY unit_id, province_code ORDER BY first_day)
        IS DISTINCT FROM first_day AS begins
    FROM declared
),
numbered AS (
    SELECT *, count(*) FILTER (begins) OVER (
        PARTITION BY unit_id, province_code ORDER BY first_day
    ) AS turn
    FROM begun
)
SELECT unit_id, province_code, min(first_day) AS first_day, max(end_day) AS end_day
FROM numbered
GROUP BY unit_id, province_code, turn
ORDER BY unit_id, province_code, first_day;

-- unit_activity: enterprise with a seat at any time × day on which it hosted an engagement, or on which a request that its
-- unit hosts was resolved
CREATE TEMP TABLE unit_activity AS
WITH host AS (SELECT DISTINCT unit_id, enterprise_id FROM seat)
SELECT enterprise_id, held_date AS first_day
FROM engagement_part SEMI JOIN host USING (enterprise_id)
WHERE is_host
UNION
SELECT host.enterprise_id, state.first_day
FROM service_state AS state
JOIN (SELECT request_id, unit_id FROM service_fact) USING (request_id)
JOIN host USING (unit_id)
WHERE state.state = 'resolved';

-- reach_state: key unit × province it declares to reach × days on which nothing about it changed: declared since
-- `declared_since`; `has_business` as coverage has it, null before four quarters are reported; the last request from there,
-- looked for only where there is no business
CREATE TEMP TABLE reach_state AS
WITH requested AS (
    SELECT DISTINCT province_code, received_at::DATE AS first_day, first_day AS last_request FROM service_fact
    UNION ALL
    SELECT province_code, DATE '0001-01-01', NULL FROM province
),
until_next AS (
    SELECT *, lead(first_day, 1, DATE '9999-12-31') OVER (PARTITION BY province_code ORDER BY first_day) AS end_day
    FROM requested
),
reported AS (
    SELECT end_date, count(*) OVER (ORDER BY end_date) AS quarters FROM period WHERE reported_enterprises > 0
),
business_state AS (
    SELECT state.province_code, state.first_day, state.end_day,
        CASE WHEN has_business OR quarters >= 4 THEN has_business END AS has_business
    FROM coverage_state AS state ASOF LEFT JOIN reported ON reported.end_date <= state.first_day
)
SELECT declared.unit_id, declared.province_code, declared.first_day AS declared_since,
    greatest(declared.first_day, state.first_day, coalesce(request.first_day, state.first_day)) AS first_day,
    least(declared.end_day, state.end_day, coalesce(request.end_day, state.end_day)) AS end_day,
    has_business, last_request
FROM unit_reach AS declared
JOIN business_state AS state
    ON state.province_code = declared.province_code
    AND state.first_day < declared.end_day AND declared.first_day < state.end_day
LEFT JOIN until_next AS request
    ON NOT has_business AND request.province_code = declared.province_code
    AND request.first_day < least(declared.end_day, state.end_day)
    AND greatest(declared.first_day, state.first_day) < request.end_day;

-- unit_review: active key unit × days on which nothing changed that is asked when it is reconsidered. `output_series`: its own
-- output at its station by reported period, the latest first; engagements and requests are on record from the days named.
CREATE TABLE unit_review AS
WITH change AS (
    SELECT unit_id, first_day AS day FROM seat
    UNION
    SELECT unit_id, first_day FROM unit_project
    UNION
    SELECT unit_id, unit_activity.first_day FROM unit_activity JOIN seat USING (enterprise_id)
    UNION
    SELECT unit_id, first_day FROM reach_state
    UNION
    SELECT unit_id, end_date FROM seat CROSS JOIN period
),
moment AS (
    SELECT seat.* EXCLUDE (first_day, end_day), day AS first_day,
        lead(day, 1, seat.end_day) OVER (PARTITION BY seat.unit_id, seat.first_day ORDER BY day) AS end_day
    FROM seat JOIN change
        ON change.unit_id = seat.unit_id AND seat.first_day <= day AND day < seat.end_day
),
series AS (
    SELECT enterprise_id, province_code AS station_province_code, end_date,
        list_reverse(list({end_date: end_date, year: year, quarter: quarter,
            now_yuan: output_four_quarters_yuan, prior_yuan: prior_four_quarters_yuan}) OVER (
            PARTITION BY enterprise_id, province_code ORDER BY number
        )) AS output_series
    FROM seat_output JOIN period USING (number)
),
reached AS (
    SELECT moment.unit_id, moment.first_day,
        list({province_code: reach.province_code, declared_since: declared_since, has_business: has_business,
            last_request: last_request} ORDER BY reach.province_code) AS reach
    FROM moment JOIN reach_state AS reach
        ON reach.unit_id = moment.unit_id
        AND reach.first_day <= moment.first_day AND moment.first_day < reach.end_day
    GROUP BY ALL
)
SELECT moment.unit_id, moment.enterprise_id, enterprise_code, enterprise,
    moment.station_province_code AS province_code, province, batch, since AS stationed_since,
    moment.first_day, moment.end_day, coalesce(output_series, []) AS output_series,
    project_count, projects.first_day AS projects_since, most_projects, activity.first_day AS last_activity,
    (SELECT min(held_date) FROM engagement) AS engagements_from,
    (SELECT min(received_at)::DATE FROM service_fact) AS requests_from,
    coalesce(reach, []) AS reach
FROM moment
JOIN province ON province.province_code = moment.station_province_code
ASOF LEFT JOIN series
    ON series.enterprise_id = moment.enterprise_id AND series.station_province_code = moment.station_province_code
    AND series.end_date <= moment.first_day
ASOF LEFT JOIN unit_project AS projects
    ON projects.unit_id = moment.unit_id AND projects.first_day <= moment.first_day
ASOF LEFT JOIN unit_activity AS activity
    ON activity.enterprise_id = moment.enterprise_id AND activity.first_day <= moment.first_day
LEFT JOIN reached ON reached.unit_id = moment.unit_id AND reached.first_day = moment.first_day
ORDER BY moment.first_day, moment.unit_id;
