-- seat_demand: state of a key unit × reported period: our output over the four quarters up to it in the station's
-- province, in those it reaches, and the enterprise's own at its station
CREATE TABLE seat_demand AS
WITH own AS (
    SELECT seat.unit_id, seat.first_day, business.number,
        CASE WHEN business.quarter = 4 THEN now.output_ytd_yuan
            WHEN coalesce(now.output_ytd_yuan, full_year.output_ytd_yuan, prior.output_ytd_yuan) IS NOT NULL
            THEN coalesce(now.output_ytd_yuan, 0) + coalesce(full_year.output_ytd_yuan, 0)
                - coalesce(prior.output_ytd_yuan, 0)
        END AS own_demand_yuan,
        business.demand_yuan
    FROM seat
    JOIN business ON business.province_code = station_province_code
    JOIN province ON province.province_code = station_province_code
    LEFT JOIN output AS now
        ON now.enterprise_id = seat.enterprise_id AND now.province_no = province.province_no
        AND now.year = business.year AND now.quarter = business.quarter
    LEFT JOIN output AS full_year
        ON full_year.enterprise_id = seat.enterprise_id AND full_year.province_no = province.province_no
        AND full_year.year = business.year - 1 AND full_year.quarter = 4
    LEFT JOIN output AS prior
        ON prior.enterprise_id = seat.enterprise_id AND prior.province_no = province.province_no
        AND prior.year = business.year - 1 AND prior.quarter = business.quarter
),
reached AS (
    SELECT unit_id, first_day, number, sum(demand_yuan)::BIGINT AS reach_demand_yuan
    FROM (SELECT unit_id, first_day, unnest(reach_codes) AS province_code FROM seat)
    JOIN business USING (province_code)
    GROUP BY ALL
)
SELECT unit_id, first_day, number, demand_yuan, reach_demand_yuan, own_demand_yuan
FROM own LEFT JOIN reached USING (unit_id, first_day, number)
ORDER BY unit_id, first_day, number;
