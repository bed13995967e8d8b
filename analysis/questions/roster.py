"""Questions about the roster of key units and the coverage that follows from it, as of any date."""

from datetime import date

import pandas as pd

from analysis import coverage as model
from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release

# The latest quarter that had ended by the date and is reported, and output over the four quarters up to it.
_LATEST = """
    latest AS (
        SELECT number, year, quarter FROM period
        WHERE end_date <= $as_of AND reported_enterprises > 0 ORDER BY number DESC LIMIT 1
    )"""


def key_units(
    release: Release, *, as_of: date | None, province: str | None, batch: int | None
) -> pd.DataFrame:
    """The active key units on a date: one row a unit, by batch, then station, then enterprise code.

    `reach_codes` are the provinces served beyond the station: declared, or the station's neighbours where none
    are. Money in yuan over the four quarters up to the latest reported one: `demand_yuan` our output in the
    station's province, `reach_demand_yuan` in those reached, `own_demand_yuan` the enterprise's own at its station.
    Definitions: design §3.
    """
    return release.ask(
        f"""
        WITH {_LATEST},
        demand AS (
            SELECT place AS province_code, demand_yuan FROM output_cube
            WHERE number = (SELECT number FROM latest) AND city_code = 'all'
        ),
        active AS (
            SELECT * FROM seat
            WHERE first_day <= $as_of AND $as_of < end_day
                AND ($province IS NULL OR station_province_code = $province)
                AND ($batch IS NULL OR batch = $batch)
        ),
        reached AS (
            SELECT unit_id, sum(demand_yuan)::BIGINT AS reach_demand_yuan
            FROM (SELECT unit_id, unnest(reach_codes) AS province_code FROM active) JOIN demand USING (province_code)
            GROUP BY unit_id
        ),
        own AS (
            SELECT unit_id,
                CASE WHEN latest.quarter = 4 THEN max(output_ytd_yuan) FILTER (output.year = latest.year)
                    ELSE (coalesce(max(output_ytd_yuan) FILTER (output.year = latest.year), 0)
                        + coalesce(max(output_ytd_yuan) FILTER (
                            output.year = latest.year - 1 AND output.quarter = 4), 0)
                        - coalesce(max(output_ytd_yuan) FILTER (
                            output.year = latest.year - 1 AND output.quarter = latest.quarter), 0))
                END::BIGINT AS own_demand_yuan
            FROM active
            CROSS JOIN latest
            JOIN output
                ON output.enterprise_id = active.enterprise_id
                AND output.province_no = station_province_code[1:2]::UTINYINT
                AND (output.year, output.quarter) IN (
                    (latest.year, latest.quarter), (latest.year - 1, 4), (latest.year - 1, latest.quarter))
            GROUP BY unit_id, latest.quarter
        )
        SELECT unit_id, enterprise_code, enterprise, office, station_province_code AS province_code, province,
            station_city AS city, batch, since, reach_codes, reach_declared, staff, has_office,
            demand_yuan, reach_demand_yuan, own_demand_yuan, document
        FROM active
        JOIN province ON province.province_code = station_province_code
        LEFT JOIN demand ON demand.province_code = station_province_code
        LEFT JOIN reached USING (unit_id)
        LEFT JOIN own USING (unit_id)
        ORDER BY batch NULLS LAST, station_province_code, enterprise_code
        """,
        {"as_of": as_of, "province": province, "batch": batch},
    )


def coverage(release: Release, *, as_of: date | None, language: str) -> pd.DataFrame:
    """Coverage on a date: one row for each province but our own, the largest demand first, then by code.

    `demand_yuan` is our output there over the four quarters up to the latest that had ended and is reported;
    `enterprise_count` and `yoy` are of that quarter's year-to-date output, `project_count` the projects under way
    on the date, `uncovered_since` the day the last unit serving it left, or the roster began if none ever did.
    `why` says in words what the status rests on. Definitions: design §3.
    """
    facts = _coverage_facts(release, as_of)
    facts["why"] = [model.why(fact, language) for fact in facts.to_dict("records")]
    return facts[list(QUESTIONS["coverage"].columns)]


def coverage_summary(release: Release, *, as_of: date | None) -> pd.DataFrame:
    """Coverage on a date in one row: provinces by status, and shares of demand (0–1; null without any demand).

    A province has business unless it is idle. `share_covered` counts those stationed or reached; with
    `share_uncovered` it adds up to 1. Definitions: design §3.
    """
    facts = _coverage_facts(release, as_of)
    return model.summary(facts)[list(QUESTIONS["coverage_summary"].columns)]


def _coverage_facts(release: Release, as_of: date | None) -> pd.DataFrame:
    """What coverage rests on: one row for each province but our own, by demand, then by code."""
    return release.ask(
        f"""
        WITH {_LATEST},
        recent AS (
            SELECT number FROM period
            WHERE end_date <= $as_of AND reported_enterprises > 0 ORDER BY number DESC LIMIT 4
        ),
        cell AS (
            SELECT place AS province_code, year, quarter, demand_yuan, enterprise_count, output_ytd_yuan,
                prior_ytd_yuan,
                CASE WHEN prior_ytd_yuan > 0 THEN output_ytd_yuan::DOUBLE / prior_ytd_yuan - 1 END AS yoy
            FROM output_cube WHERE number = (SELECT number FROM latest) AND city_code = 'all'
        ),
        business AS (
            SELECT place AS province_code, bool_or(active_count > 0) AS has_output FROM output_cube
            WHERE number IN (FROM recent) AND city_code = 'all' GROUP BY place
        ),
        under_way AS (
            SELECT province_code, count(*)::INTEGER AS project_count FROM project_span
            WHERE first_day <= $as_of AND $as_of < end_day GROUP BY province_code
        ),
        active AS (
            SELECT unit_id, enterprise_id, enterprise, station_province_code, batch FROM seat
            WHERE first_day <= $as_of AND $as_of < end_day AND station_province_code <> $home
        ),
        serving AS (
            SELECT province_code,
                count(*) FILTER (stationed)::INTEGER AS stationed_units,
                count(*) FILTER (NOT stationed)::INTEGER AS reaching_units,
                string_agg(enterprise, '、' ORDER BY enterprise) FILTER (stationed) AS stationed_by,
                string_agg(enterprise, '、' ORDER BY enterprise) FILTER (NOT stationed) AS reached_by
            FROM service JOIN active USING (unit_id)
            WHERE first_day <= $as_of AND $as_of < end_day GROUP BY province_code
        ),
        left_behind AS (
            SELECT province_code, max(end_day) AS last_left FROM service WHERE end_day <= $as_of GROUP BY province_code
        ),
        nearest AS (
            SELECT province_code,
                list({{enterprise: enterprise, province_code: other_code, borders: borders}}
                    ORDER BY borders, other_code, enterprise)[1:3] AS nearest_units
            FROM active JOIN province_distance ON other_code = station_province_code
            WHERE borders > 0
            GROUP BY province_code
        ),
        foremost AS (
            SELECT province_code, list(enterprise ORDER BY output_ytd_yuan DESC, enterprise_id)[1:2] AS leaders
            FROM leader JOIN latest ON leader.year = latest.year AND leader.quarter = latest.quarter
            JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)
            WHERE enterprise_id NOT IN (SELECT enterprise_id FROM active)
            GROUP BY province_code
        )
        SELECT province.province_code, province.province,
            CASE WHEN stationed_units > 0 THEN 'stationed'
                WHEN reaching_units > 0 THEN 'reached'
                WHEN demand_yuan > 0 OR has_output OR project_count > 0 THEN 'gap'
                ELSE 'idle' END AS status,
            coalesce(demand_yuan > 0, false) OR coalesce(has_output, false) OR coalesce(project_count, 0) > 0
                AS has_business,
            coalesce(stationed_units, 0) AS stationed_units,
            coalesce(reaching_units, 0) AS reaching_units,
            demand_yuan,
            CASE WHEN total_yuan > 0 THEN demand_yuan::DOUBLE / total_yuan END AS demand_share,
            coalesce(enterprise_count, 0)::INTEGER AS enterprise_count,
            coalesce(project_count, 0) AS project_count,
            CASE WHEN demand_yuan IS NOT NULL
                THEN rank() OVER (ORDER BY demand_yuan DESC NULLS LAST) END::INTEGER AS rank,
            yoy,
            CASE WHEN stationed_units IS NULL THEN coalesce(last_left, began) END AS uncovered_since,
            last_left IS NOT NULL AS was_covered,
            stationed_by, reached_by,
            coalesce(nearest_units, []) AS nearest_units,
            coalesce(leaders, []) AS leaders,
            latest.year, latest.quarter,
            (SELECT count(*) FROM active)::INTEGER AS key_unit_count,
            (SELECT count(DISTINCT batch) FROM active)::INTEGER AS batch_count
        FROM province
        LEFT JOIN latest ON true
        LEFT JOIN cell USING (province_code)
        LEFT JOIN business USING (province_code)
        LEFT JOIN under_way USING (province_code)
        LEFT JOIN serving USING (province_code)
        LEFT JOIN left_behind USING (province_code)
        LEFT JOIN nearest USING (province_code)
        LEFT JOIN foremost USING (province_code)
        LEFT JOIN (
            SELECT sum(demand_yuan)::BIGINT AS total_yuan FROM cell WHERE province_code NOT IN ('out', 'all', $home)
        ) AS total ON true
        LEFT JOIN (SELECT min(first_day) AS began FROM seat WHERE first_day <= $as_of) AS began ON true
        WHERE province.province_code <> $home
        ORDER BY rank NULLS LAST, province.province_code
        """,
        {"as_of": as_of, "home": release.meta.home_province},
    )
