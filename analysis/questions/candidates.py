"""Who could take a seat where, with the evidence for it: what the proposal for the next batch rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from analysis import reference
from analysis.language import DEFAULT_LANGUAGE, paragraph
from analysis.next_batch import Instance, evidence, instance_from_frames, points, scores
from analysis.questions.contract import QUESTIONS
from analysis.questions.suppositions import read_weights
from analysis.settings import CRITERIA
from analysis.warehouse.release import Release

_SITUATIONS_KEPT = 8
_PAIR = ["province_code", "enterprise_code"]


@dataclass(frozen=True)
class Situation:
    """What holds on a date: `facts` of all who have output somewhere in the last reported quarter, by codes.

    `facts` also holds enterprises that have a seat already (`seated`), who are no candidates while they keep
    it. Columns beyond the model's facts: enterprise, output_yuan, least_yuan, points, score, known.
    """

    facts: pd.DataFrame
    instance: Instance


def next_batch_candidates(
    release: Release,
    *,
    as_of: date | None,
    province: str | None,
    enterprise: str | None,
    min_output_yuan: int | None,
    weights: str | None,
    limit: int | None,
    language: str = DEFAULT_LANGUAGE,
) -> pd.DataFrame:
    """Who could take a seat on a date: one row a candidate, by province, then the most suitable first.

    A candidate is an enterprise with output in the province in the last reported quarter and at least the
    minimum over the last four, that holds no seat; never in our own province. `score` is of 100, `known` the
    share of all weight with evidence (0–1), points of a criterion are of 100 and null where nothing is
    known. Money in yuan, null where not known; `evidence` in sentences. Definitions: design §3.
    """
    facts = _candidates(situation(release, as_of, weights), min_output_yuan, province, enterprise)
    facts["rank"] = facts.groupby("province_code").cumcount() + 1
    facts = facts.head(len(facts) if limit is None else limit).copy()
    facts["evidence"] = said_of(facts, weights, language)
    facts[["score", *(f"{name}_points" for name in CRITERIA)]] /= 10
    facts["province"] = _province_names(facts, language)
    return facts[list(QUESTIONS["next_batch_candidates"].columns)].reset_index(drop=True)


def next_batch_evidence(
    release: Release,
    *,
    as_of: date | None,
    province: str | None,
    enterprise: str | None,
    weights: str | None,
    language: str = DEFAULT_LANGUAGE,
) -> pd.DataFrame:
    """What speaks for a candidate: one row a candidate and criterion, in the order of the criteria.

    Candidates as `next_batch_candidates` lists them without a minimum. `points` are of 100, null where
    nothing is known; such a criterion's weight falls to the others. `evidence` is a sentence.
    """
    facts = _candidates(situation(release, as_of, weights), None, province, enterprise)
    judged = evidence(facts, read_weights(weights), language)
    named = judged.merge(facts[[*_PAIR, "enterprise"]], on=_PAIR)
    named["points"] = named["points"].astype("Float64") / 10
    named["province"] = _province_names(named, language)
    return named[list(QUESTIONS["next_batch_evidence"].columns)]


def said_of(facts: pd.DataFrame, weights: str | None, language: str) -> list[str]:
    """The evidence of each row of some facts, all criteria that weigh in one text."""
    judged = evidence(facts, read_weights(weights), language)
    judged = judged[judged["weight"] > 0]
    texts: dict[Sequence[str], list[str]] = {}
    for code, enterprise, text in zip(
        judged["province_code"], judged["enterprise_code"], judged["evidence"], strict=True
    ):
        texts.setdefault((code, enterprise), []).append(text)
    return [paragraph(texts[pair], language) for pair in zip(*(facts[name] for name in _PAIR), strict=True)]


@lru_cache(_SITUATIONS_KEPT)
def situation(release: Release, as_of: date, weights: str | None) -> Situation:
    """Everything a proposal on a date is reckoned from, candidates judged by these weights."""
    provinces, units = _provinces(release, as_of), _units(release, as_of)
    facts = _facts(release, as_of)
    judged = points(facts)
    facts = facts.join(judged.add_suffix("_points").astype("Float64")).join(
        scores(judged, read_weights(weights))
    )
    candidates = facts.drop(columns="output_four_quarters_yuan").rename(
        columns={"least_yuan": "output_four_quarters_yuan"}
    )
    near = {code: reference.neighbours(code) for code in provinces["province_code"]}
    return Situation(facts, instance_from_frames(provinces, units, candidates, near))


def _candidates(
    found: Situation, min_output_yuan: int | None, province: str | None, enterprise: str | None
) -> pd.DataFrame:
    facts = found.facts
    chosen = ~facts["seated"] & (facts["least_yuan"] >= (min_output_yuan or 0))
    if province:
        chosen &= facts["province_code"] == province
    if enterprise:
        chosen &= facts["enterprise_code"] == enterprise
    return facts[chosen].sort_values(
        ["province_code", "score", "enterprise_code"], ascending=[True, False, True]
    )


def _province_names(frame: pd.DataFrame, language: str) -> list[str]:
    return [reference.province_name(code, language) for code in frame["province_code"]]


def _provinces(release: Release, as_of: date) -> pd.DataFrame:
    return release.ask(
        """
        SELECT province.province_code, demand_yuan
        FROM province
        LEFT JOIN business ON business.province_code = province.province_code AND number = $number
        WHERE province.province_code <> (SELECT home_province FROM meta)
        ORDER BY province.province_code
        """,
        {"number": _latest(release, as_of)},
    )


def _units(release: Release, as_of: date) -> pd.DataFrame:
    # A unit that sits in our own province serves nobody beyond it; its enterprise has its seat all the same.
    return release.ask(
        """
        SELECT unit_id, enterprise_code, station_province_code AS province_code,
            CASE WHEN station_province_code = home_province THEN [] ELSE reach_codes END AS reach_codes
        FROM seat CROSS JOIN meta
        WHERE first_day <= $as_of AND $as_of < end_day
        ORDER BY unit_id
        """,
        {"as_of": as_of},
    )


def _latest(release: Release, as_of: date) -> int | None:
    """The latest quarter that had ended by the date and is reported, by its number."""
    found = release.ask(
        "SELECT max(number) AS number FROM period WHERE end_date <= $as_of AND reported_enterprises > 0",
        {"as_of": as_of},
    )["number"].iloc[0]
    return None if pd.isna(found) else int(found)


def _facts(release: Release, as_of: date) -> pd.DataFrame:
    """Enterprises × destinations with output in the last reported quarter, by codes.

    Output over four quarters is the year to date, last year's whole year less last year's year to date; null
    unless the enterprise handed in both reports of last year. `least_yuan` is what it is at least: without
    them the year to date. Projects are unknown of an enterprise that has none in the records at all. Office
    and staff are those of a unit it once had there; its will is on record where it gave up its last unit for
    want of it.
    """
    number = _latest(release, as_of)
    quarter = 4 if number is None else number % 4 + 1
    before = ", ".join(f"now.ytd_{earlier}" for earlier in range(quarter - 1, 0, -1))
    this, full = f"ytd_{quarter}", "ytd_4"
    in_quarter = f"now.{this} - coalesce({before}, 0)" if before else f"now.{this}"
    return release.ask(
        f"""
        WITH present AS (
            SELECT now.province_no, now.enterprise_id, {in_quarter} AS output_yuan, now.{this} AS ytd_yuan,
                CASE
                    WHEN $quarter = 4 THEN now.{this}
                    WHEN last_reports.quarter_{quarter} AND last_reports.quarter_4
                    THEN now.{this} + coalesce(last.{full}, 0) - coalesce(last.{this}, 0)
                END AS output_four_quarters_yuan,
                CASE
                    WHEN $quarter = 4 AND last_reports.quarter_4 THEN coalesce(last.{full}, 0)
                    WHEN $quarter < 4 AND last_reports.quarter_{quarter}
                        AND earlier_reports.quarter_{quarter} AND earlier_reports.quarter_4
                    THEN coalesce(last.{this}, 0) + coalesce(earlier.{full}, 0) - coalesce(earlier.{this}, 0)
                END AS prior_four_quarters_yuan,
                ($number - first_number) // 4 AS years_there
            FROM standing AS now
            LEFT JOIN foothold USING (province_no, enterprise_id)
            LEFT JOIN standing AS last
                ON last.year = $year - 1 AND last.province_no = now.province_no
                AND last.enterprise_id = now.enterprise_id
            LEFT JOIN standing AS earlier
                ON earlier.year = $year - 2 AND earlier.province_no = now.province_no
                AND earlier.enterprise_id = now.enterprise_id
            LEFT JOIN reporting AS last_reports
                ON last_reports.year = $year - 1 AND last_reports.enterprise_id = now.enterprise_id
            LEFT JOIN reporting AS earlier_reports
                ON earlier_reports.year = $year - 2 AND earlier_reports.enterprise_id = now.enterprise_id
            WHERE now.year = $year AND {in_quarter} > 0
        ),
        holder AS (
            SELECT DISTINCT enterprise_id FROM seat WHERE first_day <= $as_of AND $as_of < end_day
        ),
        under_way AS (
            SELECT enterprise_id, province_code, count(*)::INTEGER AS project_count
            FROM project_span WHERE first_day <= $as_of AND $as_of < end_day
            GROUP BY enterprise_id, province_code
        ),
        unit_there AS (
            SELECT enterprise_id, station_province_code AS province_code,
                max_by(has_office, first_day) AS has_office, max_by(staff, first_day) AS staff
            FROM seat WHERE first_day <= $as_of GROUP BY ALL
        ),
        last_event AS (
            SELECT enterprise_id,
                max_by(
                    struct_pack(event := event, reason := reason), (effective_date, event <> 'withdrawn')
                ) AS last
            FROM key_unit WHERE effective_date <= $as_of GROUP BY enterprise_id
        ),
        judged AS (
            SELECT province.province_code, enterprise_code, enterprise,
                output_yuan, output_four_quarters_yuan,
                coalesce(output_four_quarters_yuan, ytd_yuan) AS least_yuan,
                prior_four_quarters_yuan, years_there::INTEGER AS years_there,
                CASE WHEN present.enterprise_id IN (SELECT enterprise_id FROM project)
                    THEN coalesce(project_count, 0) END AS project_count,
                grade, has_office, staff,
                NULL::DOUBLE AS conduct,
                CASE WHEN last.event = 'withdrawn' AND last.reason = 'willingness' THEN false END AS willing,
                holder.enterprise_id IS NOT NULL AS seated
            FROM present
            JOIN province USING (province_no)
            JOIN enterprise_identity AS identity USING (enterprise_id)
            LEFT JOIN (SELECT enterprise_id, grade FROM enterprise) AS register USING (enterprise_id)
            LEFT JOIN holder USING (enterprise_id)
            LEFT JOIN under_way
                ON under_way.enterprise_id = present.enterprise_id
                AND under_way.province_code = province.province_code
            LEFT JOIN unit_there
                ON unit_there.enterprise_id = present.enterprise_id
                AND unit_there.province_code = province.province_code
            LEFT JOIN last_event ON last_event.enterprise_id = present.enterprise_id
        )
        SELECT *, max(output_four_quarters_yuan) FILTER (NOT seated) OVER (PARTITION BY province_code)
            AS largest_yuan
        FROM judged
        ORDER BY province_code, enterprise_code
        """,
        {
            "as_of": as_of,
            "number": number,
            "year": None if number is None else number // 4,
            "quarter": quarter,
        },
    )
