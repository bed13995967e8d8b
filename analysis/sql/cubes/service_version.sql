-- service_version: one row a telling of a request, in the order in which they came in. `step` is what it told that the one
-- before had not: received, responded, resolved, reopened (resolved before, no longer), or revised.
CREATE TABLE service_version AS
WITH told AS (
    SELECT *, false AS superseded FROM service_request
    UNION ALL BY NAME
    SELECT *, true AS superseded FROM service_request_superseded
),
followed AS (
    SELECT told.*, submission.received_at AS told_at, submitted_by AS told_by, file_name AS file,
        (row_number() OVER in_order)::INTEGER AS version,
        lag(told.responded_at) OVER in_order AS responded_before,
        lag(told.resolved_at) OVER in_order AS resolved_before
    FROM told JOIN submission USING (submission_id)
    WINDOW in_order AS (PARTITION BY request_id ORDER BY submission_id, told.source_row, told.sheet)
)
SELECT request_id, version, told_at, told_by, file, sheet, source_row, submission_id, superseded,
    CASE WHEN resolved_at IS NULL AND resolved_before IS NOT NULL THEN 'reopened'
        WHEN resolved_at IS NOT NULL AND resolved_before IS NULL THEN 'resolved'
        WHEN responded_at IS NOT NULL AND responded_before IS NULL THEN 'responded'
        WHEN version = 1 THEN 'received'
        ELSE 'revised' END AS step,
    received_at, responded_at, resolved_at, resolved_before, province_code, category, content, owner, result, satisfaction
FROM followed
ORDER BY request_id, version;

-- service_state: request × days of one state: received, responded, resolved, reopened. A request opens again on the day
-- that was told; what is told later of a time before does not turn the order round.
CREATE TABLE service_state AS
WITH reopening AS (
    SELECT request_id, version, resolved_before AS resolved_at, told_at::DATE AS reopened_day
    FROM service_version WHERE step = 'reopened'
),
first_resolved AS (SELECT request_id, min(resolved_at) AS resolved_at FROM reopening GROUP BY request_id),
turn AS (
    SELECT request_id, 0 AS place, 'received' AS state, received_at::DATE AS day, NULL::TIMESTAMP AS resolved_at
    FROM service_request
    UNION ALL
    SELECT request_id, 1, 'responded', responded_at::DATE, NULL
    FROM service_request LEFT JOIN first_resolved USING (request_id)
    WHERE responded_at IS NOT NULL
        AND (first_resolved.resolved_at IS NULL OR responded_at <= first_resolved.resolved_at)
    UNION ALL
    SELECT request_id, 2 * version, 'resolved', resolved_at::DATE, resolved_at FROM reopening
    UNION ALL
    SELECT request_id, 2 * version + 1, 'reopened', reopened_day, NULL FROM reopening
    UNION ALL
    SELECT request_id, 2147483647, 'resolved', resolved_at::DATE, resolved_at
    FROM service_request WHERE resolved_at IS NOT NULL
),
dated AS (
    SELECT *, max(day) OVER so_far AS first_day,
        (count(*) FILTER (state = 'reopened') OVER so_far)::INTEGER AS times_reopened
    FROM turn
    WINDOW so_far AS (PARTITION BY request_id ORDER BY place ROWS UNBOUNDED PRECEDING)
),
span AS (
    SELECT *, lead(first_day, 1, DATE '9999-12-31') OVER (PARTITION BY request_id ORDER BY place) AS end_day FROM dated
)
SELECT request_id, first_day, end_day, state, resolved_at, number AS resolved_number, times_reopened
FROM span LEFT JOIN working_calendar ON working_calendar.day = resolved_at::DATE
WHERE first_day < end_day
ORDER BY request_id, first_day;
