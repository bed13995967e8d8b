-- unit_state: one row a state of a key unit with everything its file says of it: the seat, the stay it is part of, who
-- the enterprise is
CREATE TABLE unit_state AS
SELECT unit_id, seat.enterprise_id, seat.enterprise_code, seat.enterprise, office,
    seat.station_province_code AS province_code, province, station_city AS city, batch,
    seat.first_day, seat.end_day, since,
    CASE WHEN stay_ended < DATE '9999-12-31' THEN stay_ended - 1 END AS until,
    first_designated, reach_codes, reach_declared, staff, has_office, document,
    identity.city_code AS home_city_code, home.city AS home_city, qualification, grade
FROM seat
JOIN province ON province.province_code = station_province_code
JOIN (
    SELECT unit_id, since, end_day AS stay_ended, first_designated FROM roster_stay
) AS stay USING (unit_id, since)
JOIN enterprise_identity AS identity USING (enterprise_id)
LEFT JOIN enterprise AS register ON register.enterprise_id = seat.enterprise_id
LEFT JOIN city AS home ON home.city_code = identity.city_code
ORDER BY seat.enterprise_code, seat.first_day, unit_id;

-- unit_served: state of a key unit × province it serves, its station or within its reach
CREATE TABLE unit_served AS
SELECT state.*, province
FROM (
    SELECT unit_id, enterprise_id, enterprise_code, first_day, province_code, 'stationed' AS service FROM unit_state
    UNION ALL
    SELECT unit_id, enterprise_id, enterprise_code, first_day, unnest(reach_codes), 'reached' FROM unit_state
) AS state
JOIN province USING (province_code)
ORDER BY enterprise_code, first_day, province_code;

-- unit_standing: enterprise of a key unit × province it ever served × reported period: its own output there and all our
-- output there over the four quarters up to it
CREATE TABLE unit_standing AS
SELECT enterprise_id, province_code, number, output_four_quarters_yuan, prior_four_quarters_yuan,
    CASE WHEN prior_four_quarters_yuan > 0
        THEN output_four_quarters_yuan::DOUBLE / prior_four_quarters_yuan - 1 END AS growth,
    demand_yuan,
    CASE WHEN demand_yuan > 0 THEN output_four_quarters_yuan::DOUBLE / demand_yuan END AS own_share,
    first_year, years_there, rank
FROM seat_output
LEFT JOIN business USING (province_code, number)
ORDER BY enterprise_id, number, province_code;
