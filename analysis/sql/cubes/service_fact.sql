-- service_fact: one row a request as it was last told, with its enterprise, the key unit that served its province on the
-- day it was received (stationed there, else reaching it; the earliest batch first) and the calendar's number of that day
CREATE TABLE service_fact AS
WITH hosted AS (
    SELECT request_id, unit_id, seat.enterprise AS host, stationed
    FROM service_request AS request
    JOIN service
        ON service.province_code = request.province_code
        AND service.first_day <= received_at::DATE AND received_at::DATE < service.end_day
    JOIN (SELECT unit_id, first_day, enterprise, batch FROM seat) AS seat USING (unit_id, first_day)
    QUALIFY row_number() OVER (
        PARTITION BY request_id ORDER BY stationed DESC, batch NULLS LAST, unit_id
    ) = 1
)
SELECT request_id, request.enterprise_id, identity.enterprise_code, identity.enterprise, identity.city_code, city,
    request.province_code, province, category, content, request.received_at, responded_at, owner, result, satisfaction,
    unit_id, host, CASE WHEN stationed THEN 'stationed' WHEN NOT stationed THEN 'reached' ELSE 'gap' END AS host_coverage,
    number AS received_number, estimated AS received_estimated
FROM service_request AS request
JOIN enterprise_identity AS identity USING (enterprise_id)
JOIN province ON province.province_code = request.province_code
LEFT JOIN city ON city.city_code = identity.city_code
LEFT JOIN hosted USING (request_id)
LEFT JOIN working_calendar ON working_calendar.day = request.received_at::DATE
ORDER BY request_id;

-- service_standing: request × days of one state, with all that is told of it: what a list of any day is read from
CREATE TABLE service_standing AS
SELECT state.first_day, state.end_day, state.state, state.resolved_at, state.resolved_number, state.times_reopened, fact.*
FROM service_state AS state
JOIN service_fact AS fact USING (request_id)
ORDER BY request_id, first_day;
