"""Questions about what enterprises ask of the liaison station, and how well it answers."""

from datetime import date

import pandas as pd

from analysis.questions.contract import QUESTIONS
from analysis.service import Limits
from analysis.warehouse.release import Release, row_limit

# The requests received by a date, each as it stood then. Clocks are in working days after the day received,
# up to and including the day resolved or, while it is open, the date; null beyond the calendar.
STANDING = """
    standing AS (
        SELECT * EXCLUDE (responded_at),
            CASE WHEN responded_at::DATE <= $as_of THEN responded_at END AS responded_at,
            coalesce(
                CAST($response_limits AS INTEGER[])[list_position($categories::VARCHAR[], category)],
                $response_days
            ) AS response_limit,
            coalesce(
                CAST($resolution_limits AS INTEGER[])[list_position($categories::VARCHAR[], category)],
                $resolution_days
            ) AS limit_days,
            (coalesce(resolved_number, $today) - received_number)::INTEGER AS working_days,
            state <> 'resolved' AS is_open,
            is_open AND working_days > limit_days AS overdue,
            is_open AND working_days > response_limit
                AND (responded_at IS NULL OR responded_at::DATE > $as_of) AS response_overdue,
            CASE WHEN is_open THEN limit_days - working_days END AS days_left,
            CASE WHEN NOT is_open THEN working_days <= limit_days END AS on_time,
            received_estimated OR (is_open AND $today_estimated) AS calendar_estimated
        FROM service_standing
        WHERE first_day <= $as_of AND $as_of < end_day
    )
"""


def service_requests(
    release: Release,
    *,
    as_of: date | None,
    province: str | None,
    city: str | None,
    state: str | None,
    urgency: str | None,
    category: str | None,
    owner: str | None,
    unit: str | None,
    enterprise: str | None,
    request: str | None,
    limit: int | None,
) -> pd.DataFrame:
    """Requests received by a date as they stood then: the open ones first, those with least time left before.

    `working_days` are those after the day received, up to and including the day resolved or, while open, the
    date. `overdue`: open beyond `limit_days` of its category; `due_soon`: open with few days left (settings).
    `on_time` is null while open. `urgency` asks for those overdue, due soon, or open at all.
    `host` is the key unit stationed in the province on the day received, else one that reached it.
    `calendar_estimated`: a year whose holidays are not published, counted Monday to Friday.
    Definitions: design §3 (service clocks).
    """
    frame = release.ask(
        f"""
        WITH {STANDING}
        SELECT request_id, enterprise, province_code, category, received_at, responded_at, resolved_at, state,
            working_days, overdue, owner,
            province, enterprise_code, city_code, city, limit_days,
            days_left, is_open AND NOT overdue AND days_left <= $due_soon AS due_soon,
            response_overdue, on_time, times_reopened,
            unit_id, host, host_coverage,
            CASE WHEN NOT is_open THEN satisfaction END AS satisfaction, content,
            CASE WHEN NOT is_open THEN result END AS result, calendar_estimated,
            received_number + limit_days AS due_number,
            received_number + response_limit AS response_due_number
        FROM standing
        WHERE ($province IS NULL OR province_code = $province)
            AND ($city IS NULL OR city_code = $city)
            AND ($state IS NULL OR state = $state)
            AND ($request IS NULL OR request_id = $request)
            AND CASE $urgency WHEN 'overdue' THEN overdue
                WHEN 'due_soon' THEN is_open AND NOT overdue AND days_left <= $due_soon
                WHEN 'open' THEN is_open ELSE true END
            AND ($category IS NULL OR category = $category)
            AND ($owner IS NULL OR owner = $owner)
            AND ($unit IS NULL OR unit_id = $unit)
            AND ($enterprise IS NULL OR enterprise_code = $enterprise)
        ORDER BY is_open DESC, days_left NULLS LAST, resolved_at DESC NULLS FIRST, request_id
        LIMIT $limit
        """,
        {
            "province": province, "city": city, "state": state, "category": category,
            "owner": owner, "unit": unit, "enterprise": enterprise, "request": request, "urgency": urgency,
            "limit": row_limit(limit),
            "due_soon": release.settings.due_soon_days, **clock(release, as_of),
        },
    )  # fmt: skip
    for name in ("due", "response_due"):
        frame[f"{name}_date"] = release.working_days.take(frame[f"{name}_number"])
    return frame[list(QUESTIONS["service_requests"].columns)]


def service_performance(
    release: Release, *, from_: date | None, to: date | None, by: str | None, as_of: date | None
) -> pd.DataFrame:
    """How requests received between two dates fared by a date: one row a group, with most requests first.

    A group is a province, key unit, category, owner or month (months in their order), or all in one.
    Rates (0–1, null without any): `responded_rate` and `resolved_rate` are of all requests, `on_time_rate` of
    those that are resolved or whose time is over. `median_working_days` and `satisfaction` (1–5) are of the
    resolved ones. By province also the enterprises at work there, requests per 100 of them, and its coverage.
    What has no such group (no unit served the province) stands in a row without a code.
    """
    return release.ask(
        f"""
        WITH {STANDING},
        grouped AS (
            SELECT *,
                CASE $by WHEN 'province' THEN province_code WHEN 'unit' THEN unit_id
                    WHEN 'category' THEN category
                    WHEN 'owner' THEN owner WHEN 'all' THEN 'all'
                    ELSE strftime(received_at, '%Y-%m') END AS group_code,
                CASE $by WHEN 'province' THEN province WHEN 'unit' THEN host ELSE group_code END AS group_name
            FROM standing
            WHERE ($from IS NULL OR received_at::DATE >= $from) AND ($to IS NULL OR received_at::DATE <= $to)
        ),
        measured AS (
            SELECT group_code, max(group_name) AS group_name, count(*) AS requests,
                count(*) FILTER (NOT is_open OR responded_at IS NOT NULL) / count(*) AS responded_rate,
                count(*) FILTER (NOT is_open) / count(*) AS resolved_rate,
                count(*) FILTER (on_time) / nullif(count(*) FILTER (NOT is_open OR overdue),
                0) AS on_time_rate,
                median(working_days) FILTER (NOT is_open) AS median_working_days,
                avg(satisfaction) FILTER (NOT is_open) AS satisfaction,
                count(*) FILTER (is_open) AS open,
                count(*) FILTER (overdue) AS overdue,
                count(*) FILTER (times_reopened > 0) AS reopened
            FROM grouped GROUP BY group_code
        )
        SELECT measured.group_code, group_name, requests::INTEGER AS requests, responded_rate, resolved_rate,
            on_time_rate,
            median_working_days, satisfaction, open::INTEGER AS open, overdue::INTEGER AS overdue,
            reopened::INTEGER AS reopened, place.enterprise_count,
            CASE WHEN place.enterprise_count > 0 THEN 100.0 * requests / place.enterprise_count END::DOUBLE
                AS requests_per_100,
            place.status AS coverage
        FROM measured
        LEFT JOIN coverage_state AS place
            ON $by = 'province' AND place.province_code = measured.group_code
            AND place.first_day <= $as_of AND $as_of < place.end_day
        ORDER BY CASE WHEN $by = 'month' THEN measured.group_code END, requests DESC,
            measured.group_code NULLS LAST
        """,
        {"from": from_, "to": to, "by": by, **clock(release, as_of)},
    )


def service_request_history(release: Release, *, request: str | None) -> pd.DataFrame:
    """All that was ever told of a request, or of all: one row a telling, by request, in the order received.

    `request_step` is what it told that was new: received, responded, resolved, reopened, or revised.
    Tellings of withdrawn submissions are left out.
    """
    return release.ask(
        """
        SELECT request_id, version, told_at, step AS request_step, received_at, responded_at, resolved_at,
            owner, result, satisfaction, told_by AS by, file, sheet, source_row, submission_id, superseded
        FROM service_version
        WHERE $request IS NULL OR request_id = $request
        ORDER BY request_id, version
        """,
        {"request": request},
    )


def desk_matters(release: Release, *, as_of: date | None) -> pd.DataFrame:
    """What waits at the liaison desk on a date: one row a matter, in a fixed order, also where nothing waits.

    `matter`: overdue_requests, requests_due_soon, vacancies (cities, headquarters and provinces that are not
    idle without an officer), expiring_agreements (within the days the settings say). Of the gravest one its
    `name` (number of the request) and province, and `matter_days`: working days beyond or left of its limit,
    or days until it expires. The gravest vacancy is that of the province with the largest demand.
    """
    return release.ask(
        f"""
        WITH {STANDING},
        late AS (
            SELECT count(*) AS late, min_by(request_id, (days_left, request_id)) AS late_id,
                min_by(province_code, (days_left, request_id)) AS late_province, -min(days_left) AS late_days
            FROM standing WHERE overdue
        ),
        soon AS (
            SELECT count(*) AS soon, min_by(request_id, (days_left, request_id)) AS soon_id,
                min_by(province_code, (days_left, request_id)) AS soon_province, min(days_left) AS soon_days
            FROM standing WHERE is_open AND NOT overdue AND days_left <= $due_soon
        ),
        vacancy AS (
            SELECT count(*) AS vacant, max_by(told.province_code, state.demand_yuan) AS vacant_province
            FROM liaison_state AS told
            LEFT JOIN coverage_state AS state
                ON state.province_code = told.province_code AND state.first_day <= $as_of
                AND $as_of < state.end_day
            WHERE told.first_day <= $as_of AND $as_of < told.end_day AND vacant
                AND coalesce(status, '') <> 'idle'
        ),
        agreed AS (
            SELECT count(*) AS ending,
                min_by(province_code, (expires_date, province_code)) AS ending_province,
                min(expires_date) - $as_of AS ending_days
            FROM agreement_state
            WHERE first_day <= $as_of AND $as_of < end_day AND stands AND expires_date - $as_of <= $warning
        )
        SELECT
            unnest(['overdue_requests', 'requests_due_soon', 'vacancies', 'expiring_agreements']) AS matter,
            unnest([late, soon, vacant, ending])::INTEGER AS matter_count,
            unnest([late_id, soon_id, NULL, NULL]) AS name,
            unnest([late_province, soon_province, vacant_province, ending_province]) AS province_code,
            unnest([late_days, soon_days, NULL, ending_days])::INTEGER AS matter_days
        FROM late CROSS JOIN soon CROSS JOIN vacancy CROSS JOIN agreed
        """,
        {
            "due_soon": release.settings.due_soon_days,
            "warning": release.settings.agreement_warning_days,
            **clock(release, as_of),
        },
    )


def clock(release: Release, as_of: date | None) -> dict[str, object]:
    """What `STANDING` needs to tell the time: the limits, and the day's number among the working days."""
    settings = release.settings
    limits = Limits(settings.service_response_days, settings.service_resolution_days, settings.service_limits)
    number, estimated = release.working_days.number(as_of) if as_of else (None, False)
    return {"as_of": as_of, "today": number, "today_estimated": estimated, **limits.parameters()}
