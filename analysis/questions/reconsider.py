"""The question which key units to reconsider."""

from datetime import date

import pandas as pd

from analysis import reconsider as model
from analysis.questions.service import STANDING, clock
from analysis.settings import today
from analysis.warehouse.release import Release


def units_to_reconsider(
    release: Release,
    *,
    as_of: date | None,
    province: str | None,
    batch: int | None,
    unit: str | None,
    language: str,
) -> pd.DataFrame:
    """What speaks for reconsidering an active key unit on a date: one row a unit and rule, gravest first.

    The rules, by their limits in the settings: `output_fallen` its own output at its station over four
    quarters, on the four before; `projects_gone` none of its projects under way there, where it had some;
    `requests_unanswered` requests it hosts open beyond their time; `no_activity` no engagement hosted and no
    request resolved; `reach_unused` declared provinces without business or request. What is unknown speaks
    against nobody, and nothing here removes a unit. Units by how many rules speak (`rule_count`), then by
    the output lost; yuan. Requests are those that any unit of the enterprise was the host of when they came
    in. Source: the notice (the list changes with market, projects and will); limits are the operator's.
    """
    day = as_of or today()
    facts = release.ask(
        f"""
        WITH {STANDING},
        host AS (SELECT DISTINCT unit_id, enterprise_id AS host_id FROM seat),
        hosted AS (
            SELECT host_id AS enterprise_id, count(*)::INTEGER AS open_requests,
                (count(*) FILTER (overdue OR response_overdue))::INTEGER AS late_requests,
                min(received_at::DATE) FILTER (overdue OR response_overdue) AS late_since,
                (max(working_days) FILTER (overdue OR response_overdue))::INTEGER AS working_days
            FROM standing JOIN host USING (unit_id)
            WHERE is_open
            GROUP BY host_id
        )
        SELECT unit.*, coalesce(open_requests, 0) AS open_requests,
            coalesce(late_requests, 0) AS late_requests, late_since, working_days
        FROM unit_review AS unit
        LEFT JOIN hosted USING (enterprise_id)
        WHERE unit.first_day <= $as_of AND $as_of < unit.end_day
            AND ($province IS NULL OR province_code = $province)
            AND ($batch IS NULL OR batch = $batch)
            AND ($unit IS NULL OR enterprise_id IN (SELECT host_id FROM host WHERE unit_id = $unit))
        ORDER BY unit_id
        """,
        {"province": province, "batch": batch, "unit": unit, **clock(release, day)},
    )
    return model.findings(facts, day, release.settings, language)
