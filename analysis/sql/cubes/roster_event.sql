-- roster_event: one row an event of the roster that counts, in time, with what it changed: the step it was, where the
-- unit sat and whom it reached the day before and from that day on, and the row that says so.
CREATE TABLE roster_event AS
WITH event AS (
    SELECT key_unit.* REPLACE (identity.enterprise AS enterprise), received_at, file_name AS file
    FROM key_unit
    JOIN (SELECT enterprise_code, enterprise FROM enterprise_identity) AS identity USING (enterprise_code)
    JOIN submission USING (submission_id)
),
-- An enterprise holds one seat in all; where an old ledger says otherwise, the seat at the event's own station.
earlier AS (
    SELECT event.enterprise_id, event.station_province_code, event, effective_date,
        max_by(seat, (seat.station_province_code = event.station_province_code, seat.first_day)) AS held
    FROM event JOIN seat
        ON seat.enterprise_id = event.enterprise_id
        AND seat.first_day < effective_date AND effective_date <= seat.end_day
    GROUP BY ALL
),
later AS (
    SELECT event.enterprise_id, event.station_province_code, event, effective_date,
        max_by(seat, (seat.station_province_code = event.station_province_code, seat.first_day)) AS held
    FROM event JOIN seat
        ON seat.enterprise_id = event.enterprise_id
        AND seat.first_day <= effective_date AND effective_date < seat.end_day
    GROUP BY ALL
),
first_seat AS (SELECT enterprise_id, min(first_day) AS first_day FROM seat GROUP BY enterprise_id),
told AS (
    SELECT enterprise_id, event.enterprise_code, event.enterprise,
        event.enterprise_code || '-' || event.station_province_code AS unit_id,
        event.station_province_code AS province_code, province.province, event.station_city AS city,
        event.effective_date AS date, event.event,
        CASE
            WHEN event.event = 'withdrawn' THEN 'withdrawn'
            WHEN event.event = 'designated' AND first_seat.first_day < event.effective_date THEN 'returned'
            WHEN event.event = 'designated' THEN 'designated'
            WHEN earlier.held.station_province_code <> event.station_province_code THEN 'moved'
            WHEN earlier.held.reach_codes IS DISTINCT FROM later.held.reach_codes THEN 'reach_changed'
            ELSE 'adjusted'
        END AS step,
        coalesce(event.batch, later.held.batch, earlier.held.batch) AS batch,
        event.document, event.reason, coalesce(event.office, later.held.office, earlier.held.office) AS office,
        CASE WHEN step = 'moved' THEN earlier.held.station_province_code END AS from_province_code,
        earlier.held.reach_codes AS reach_before_codes,
        CASE WHEN event.event <> 'withdrawn' THEN later.held.reach_codes END AS reach_after_codes,
        earlier.held.staff AS staff_before, CASE WHEN event.event <> 'withdrawn' THEN later.held.staff END AS staff,
        submission_id, received_at, file, sheet, source_row
    FROM event
    JOIN province ON province.province_code = event.station_province_code
    LEFT JOIN first_seat USING (enterprise_id)
    LEFT JOIN earlier USING (enterprise_id, station_province_code, event, effective_date)
    LEFT JOIN later USING (enterprise_id, station_province_code, event, effective_date)
)
SELECT told.*, origin.province AS from_province
FROM told LEFT JOIN province AS origin ON origin.province_code = from_province_code
ORDER BY date, batch, enterprise_code, told.province_code, event;

-- roster_stay: one row a stay of a unit at a station, from `first_day` until the day before `end_day` (9999-12-31 while it
-- lasts), with how it ended: withdrawn, moved, null while it lasts
CREATE TABLE roster_stay AS
WITH stay AS (
    SELECT enterprise_id, station_province_code AS province_code, since,
        any_value(unit_id) AS unit_id, any_value(enterprise_code) AS enterprise_code,
        any_value(enterprise) AS enterprise,
        min(first_day) AS first_day, max(end_day) AS end_day,
        max_by(batch, first_day) AS batch, max_by(office, first_day) AS office
    FROM seat GROUP BY enterprise_id, station_province_code, since
)
SELECT stay.*, province.province,
    CASE WHEN end_day = DATE '9999-12-31' THEN NULL
        WHEN (enterprise_id, end_day) IN (
            SELECT (enterprise_id, date) FROM roster_event WHERE step = 'moved'
        ) THEN 'moved'
        ELSE 'withdrawn' END AS ended_by,
    min(first_day) OVER (PARTITION BY enterprise_id) AS first_designated
FROM stay JOIN province USING (province_code)
ORDER BY batch NULLS LAST, first_designated, enterprise_code, first_day;
