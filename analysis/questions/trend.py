"""Questions about which way output goes: by any dimension and basis, what moved it, who came and who went.

A dimension (`by`) is the destination province, its region or national strategy, the enterprise, its home city
or main qualification; `category` is the kind of work of projects, whose amounts are the contracts signed (own
share), for output is not reported by kind of work. A basis is `ytd`, `quarter` (single), `four_quarters` or
`annual` (the year to date of a fourth quarter). Definitions: design §3.
"""

from typing import NamedTuple

import pandas as pd

from analysis.problems import Refused
from analysis.questions.values import CHECKS
from analysis.warehouse.release import Release, row_limit

PROJECTS = "category"
TOTAL = "total"
_LAST_QUARTER = 4


class _Source(NamedTuple):
    """Where components are read: rows (code, year, quarter, ytd_yuan), their single quarter, their names.

    `single` is an aggregate over the rows of one; {number} stands for the quarter, {first} for the first of
    its year.
    """

    component: str
    rows: str
    single: str
    code: str
    name: str
    names: str
    parameters: dict[str, object]


_FIGURES = """ytd_yuan, quarter_yuan, four_quarters_yuan, amount_yuan, prior_yuan,
    amount_yuan - prior_yuan AS change_yuan, yoy, like_for_like_yoy, qoq, share, share_change_pp,
    contribution_pp, rank, rank_change, enterprise_count, spans_quarters, spanning"""


def trend_breakdown(
    release: Release,
    *,
    by: str | None,
    basis: str | None,
    year: int | None,
    quarter: int | None,
    limit: int | None,
) -> pd.DataFrame:
    """What each group of a dimension has in a period, and what it has to do with the growth; largest first.

    One row a group that has an amount now or a year before (provinces, regions and strategies always); money
    in yuan. `amount_yuan` is of the basis, and with it prior, growth, share and rank. `yoy` is null where
    the two single quarters do not span the same number of quarters, `qoq` (always of single quarters, not
    seasonally adjusted) unless both are one quarter. `like_for_like_yoy`: of the enterprises that handed in
    every report either figure is made of. `contribution_pp` adds up to the growth of the total, for a group
    that is new or gone counts whole; a province belongs to several strategies, whose shares and
    contributions therefore do not add up. Four quarters are null where a report they are made of is
    missing. `spanning`: some figure in it spans several quarters.
    """
    return release.ask(
        f"""
        SELECT group_code, group_name, {_FIGURES}
        FROM trend WHERE dimension = $by AND basis = $basis AND number = $number
        ORDER BY rank NULLS LAST, group_code LIMIT $limit
        """,
        {
            "by": by, "basis": _stored(basis), "number": _number(year, quarter), "limit": row_limit(limit),
        },
    )  # fmt: skip


def trend_series(release: Release, *, by: str | None, group: str | None, basis: str | None) -> pd.DataFrame:
    """One group of a dimension, or the total, by quarter, earliest first; missing quarters without figures.

    The columns are those of `trend_breakdown`. On the annual basis only fourth quarters. `reported`: somebody
    of the group (of a place: anybody at all) handed in each report the amount is made of, so that none
    there is none and not unknown. Refused for a group the dimension does not have.
    """
    dimension, code = _group(release, by, group)
    return release.ask(
        f"""
        SELECT period.year, period.quarter, {_FIGURES}, coalesce(reported, false) AS reported
        FROM period
        LEFT JOIN (
            SELECT * EXCLUDE (year, quarter) FROM trend
            WHERE dimension = $dimension AND basis = $basis AND group_code = $code
        ) AS one USING (number)
        WHERE $basis_asked <> 'annual' OR period.quarter = 4
        ORDER BY number
        """,
        {"dimension": dimension, "basis": _stored(basis), "code": code, "basis_asked": basis},
    )


def concentration(release: Release, *, by: str | None, basis: str | None) -> pd.DataFrame:
    """How much the largest five groups of a dimension hold, by quarter, earliest first.

    Among the groups above zero: `top_five_share` (0–1), `hhi` (Herfindahl–Hirschman index, the sum of the
    squared shares in per cent, up to 10,000 for a single one), the five by code and name. Of strategies there
    is none, for they overlap. Missing quarters are rows without figures.
    """
    return release.ask(
        """
        SELECT period.year, period.quarter, top_five_share, hhi, group_count, total_yuan, largest_codes,
            largest_groups
        FROM period
        LEFT JOIN (
            SELECT * EXCLUDE (year, quarter) FROM concentration WHERE dimension = $by AND basis = $basis
        ) AS one USING (number)
        WHERE $basis_asked <> 'annual' OR period.quarter = 4
        ORDER BY number
        """,
        {"by": by, "basis": _stored(basis), "basis_asked": basis},
    )


def entries_and_exits(
    release: Release,
    *,
    by: str | None,
    basis: str | None,
    year: int | None,
    quarter: int | None,
    limit: int | None,
) -> pd.DataFrame:
    """Who has an amount above zero now and had none a year before, and the reverse; by kind, largest first.

    `movement`: entered or left where a report of the other period said there was none; first_report or silent
    where there was no such report, which says nothing. Nothing where nobody reported a year before.
    """
    return release.ask(
        """
        SELECT movement, group_code, group_name, amount_yuan, prior_yuan, share, contribution_pp
        FROM (
            SELECT *, coalesce(amount_yuan, 0) > 0 AS is_there, coalesce(prior_yuan, 0) > 0 AS was_there,
                CASE WHEN is_there AND reported_prior THEN 'entered' WHEN is_there THEN 'first_report'
                    WHEN reported THEN 'left' ELSE 'silent' END AS movement
            FROM trend WHERE dimension = $by AND basis = $basis AND number = $number
        )
        WHERE is_there <> was_there
            AND (SELECT reported_enterprises FROM period WHERE number = $number - 4) > 0
        ORDER BY list_position(['entered', 'left', 'first_report', 'silent'], movement),
            greatest(amount_yuan, prior_yuan) DESC, group_code
        LIMIT $limit
        """,
        {
            "by": by, "basis": _stored(basis), "number": _number(year, quarter), "limit": row_limit(limit),
        },
    )  # fmt: skip


def thresholds(release: Release, *, basis: str | None) -> pd.DataFrame:
    """In how many provinces we have output, and more than the thresholds (settings), by quarter.

    Earliest first; null where nobody reported. The provinces above each by code, largest first.
    """
    first, second = release.settings.output_thresholds_yuan
    return release.ask(
        """
        SELECT year, quarter,
            CASE WHEN bool_or(reported) THEN (count(*) FILTER (amount_yuan > 0))::INTEGER END
                AS provinces_with_output,
            CASE WHEN bool_or(reported) THEN (count(*) FILTER (amount_yuan > $first))::INTEGER END
                AS provinces_above_first,
            CASE WHEN bool_or(reported) THEN (count(*) FILTER (amount_yuan > $second))::INTEGER END
                AS provinces_above_second,
            $first::BIGINT AS first_threshold_yuan, $second::BIGINT AS second_threshold_yuan,
            coalesce(list(group_code ORDER BY rank, group_code) FILTER (amount_yuan > $first), [])
                AS above_first_codes,
            coalesce(list(group_code ORDER BY rank, group_code) FILTER (amount_yuan > $second), [])
                AS above_second_codes
        FROM trend
        WHERE dimension = 'province' AND basis = $basis AND ($basis_asked <> 'annual' OR quarter = 4)
        GROUP BY number, year, quarter ORDER BY number
        """,
        {"basis": _stored(basis), "basis_asked": basis, "first": first, "second": second},
    )


def trend_components(
    release: Release,
    *,
    by: str | None,
    group: str | None,
    basis: str | None,
    year: int | None,
    quarter: int | None,
    limit: int | None,
) -> pd.DataFrame:
    """What one figure of `trend_series` is made of: one row a component, largest first, then by code.

    Of a region, a strategy or the total the provinces; of a province, a city or a qualification the
    enterprises; of an enterprise the provinces; of a category the projects signed. Amounts add up to the
    figure: over four quarters each has what its reports tell, complete or not. `share` is of the figure,
    `contribution_pp` to its growth. Refused for a group the dimension does not have.
    """
    dimension, code = _group(release, by, group)
    number = _number(year, quarter)
    if by == PROJECTS:
        return _signed(release, None if dimension != PROJECTS else code, basis, number, limit)
    source = _source(release, dimension, code)
    # One pass over the rows: windows over them cost three times as much where enterprises are many.
    return release.ask(
        f"""
        WITH told AS (
            SELECT *, year::INTEGER * 4 + quarter - 1 AS number
            FROM ({source.rows}) WHERE ytd_yuan IS NOT NULL
        ),
        summed AS (
            SELECT code,
                {_amount(source, basis, number)} AS amount_yuan,
                {_amount(source, basis, number - 4)} AS prior_yuan,
                {_spans(number)} AS spans_quarters,
                {_spans(number - 4)} AS prior_spans
            FROM told GROUP BY code
        )
        SELECT '{source.component}' AS component, {source.code} AS group_code, {source.name} AS group_name,
            amount_yuan::BIGINT AS amount_yuan, prior_yuan::BIGINT AS prior_yuan,
            CASE WHEN prior_yuan > 0 AND (NOT $single OR spans_quarters IS NOT DISTINCT FROM prior_spans)
                THEN amount_yuan::DOUBLE / prior_yuan - 1 END AS yoy,
            CASE WHEN sum(amount_yuan) OVER () > 0
                THEN amount_yuan::DOUBLE / sum(amount_yuan) OVER () END AS share,
            CASE WHEN sum(prior_yuan) OVER () > 0
                THEN (coalesce(amount_yuan, 0) - coalesce(prior_yuan, 0))::DOUBLE / sum(prior_yuan) OVER ()
            END AS contribution_pp,
            spans_quarters::INTEGER AS spans_quarters
        FROM summed JOIN {source.names}
        WHERE coalesce(amount_yuan, prior_yuan) IS NOT NULL
        ORDER BY amount_yuan DESC NULLS LAST, group_code LIMIT $limit
        """,
        {
            **source.parameters, "first_year": number // 4 - 2, "last_year": number // 4,
            "single": basis == "quarter", "limit": row_limit(limit),
        },
    )  # fmt: skip


def _signed(
    release: Release, category: str | None, basis: str | None, number: int, limit: int | None
) -> pd.DataFrame:
    """The projects whose contracts make up a figure of a category, or of all."""
    first = {"quarter": number, "four_quarters": number - 3}.get(str(basis), number // 4 * 4)
    return release.ask(
        """
        SELECT 'project' AS component, project_code AS group_code, project AS group_name,
            own_yuan::BIGINT AS amount_yuan, NULL::BIGINT AS prior_yuan, NULL::DOUBLE AS yoy,
            CASE WHEN sum(own_yuan) OVER () > 0 THEN own_yuan::DOUBLE / sum(own_yuan) OVER () END AS share,
            NULL::DOUBLE AS contribution_pp, NULL::INTEGER AS spans_quarters
        FROM project
        WHERE counts AND own_yuan IS NOT NULL
            AND year(signed_date) * 4 + quarter(signed_date) - 1 BETWEEN $first AND $number
            AND ($category IS NULL OR coalesce(category, 'unknown') = $category)
        ORDER BY own_yuan DESC, project_code, enterprise_id LIMIT $limit
        """,
        {"first": first, "number": number, "category": category, "limit": row_limit(limit)},
    )


def _source(release: Release, dimension: str, code: str) -> _Source:
    if dimension == "enterprise":
        return _Source(
            "province",
            """SELECT province_no AS code, year, quarter, output_ytd_yuan AS ytd_yuan, output_yuan FROM output
            WHERE enterprise_id = $enterprise_id AND province_no <> $home_no
                AND year BETWEEN $first_year AND $last_year""",
            _SINGLE,
            "province_code",
            "province",
            "province ON province_no = code",
            {
                "enterprise_id": release.enterprise_ids[code],
                "home_no": int(release.meta.home_province[:2]),
            },
        )
    if dimension == "province":
        return _Source(
            "enterprise",
            """SELECT enterprise_id AS code, year, quarter, output_ytd_yuan AS ytd_yuan
            FROM enterprise_ranking
            WHERE province_no = $province_no::UTINYINT AND year BETWEEN $first_year AND $last_year""",
            # It has one destination, so its single quarters are what its years to date differ by.
            """max(ytd_yuan) FILTER (number = {number}) - coalesce(
                arg_max(ytd_yuan, number) FILTER (number >= {first} AND number < {number}), 0)""",
            *_ENTERPRISE,
            {"province_no": int(code[:2])},
        )
    if dimension in ("city", "qualification"):
        return _Source(
            "enterprise",
            f"""SELECT enterprise_id AS code, year, quarter, output_ytd_yuan AS ytd_yuan, output_yuan
            FROM enterprise_quarter
            WHERE year BETWEEN $first_year AND $last_year AND enterprise_id IN ({_MEMBERS[dimension]})""",
            _SINGLE,
            *_ENTERPRISE,
            {"group": code},
        )
    among = _PROVINCES.get(dimension)
    return _Source(
        "province",
        f"""SELECT place AS code, year, quarter, output_ytd_yuan AS ytd_yuan, output_yuan FROM output_cube
        WHERE city_code = 'all' AND beyond AND year BETWEEN $first_year AND $last_year
            {f"AND place IN ({among})" if among else ""}""",
        _SINGLE,
        "province_code",
        "province",
        "province ON province_code = code",
        {"group": code} if among else {},
    )


_SINGLE = "max(output_yuan) FILTER (number = {number})"
_ENTERPRISE = ("enterprise_code", "enterprise", "enterprise_identity ON enterprise_id = code")
_MEMBERS = {
    "city": """SELECT enterprise_id FROM enterprise_identity
        WHERE coalesce(city_code, 'unknown') = $group""",
    "qualification": """SELECT enterprise_id
        FROM enterprise_identity LEFT JOIN enterprise USING (enterprise_id)
        WHERE coalesce(nullif(split_part(qualification, '、', 1), ''), 'unknown') = $group""",
}
_PROVINCES = {
    "region": "SELECT province_code FROM province WHERE region7 = $group",
    "strategy": "SELECT province_code FROM strategy WHERE strategy_code = $group",
}


def _group(release: Release, by: str | None, group: str | None) -> tuple[str, str]:
    """The dimension and code of a group by its code or name, of the total where none is named."""
    dimension = str(by)
    if group is None:
        return ("contracts" if by == PROJECTS else TOTAL), TOTAL
    if dimension in ("province", "enterprise", "city", "strategy") and group != "unknown":
        return dimension, str(CHECKS[dimension](release, "group", group))
    known = release.ask(
        "SELECT DISTINCT group_code FROM trend WHERE dimension = $by AND basis = 'ytd' ORDER BY group_code",
        {"by": by},
    )["group_code"].to_list()
    if group not in known:
        raise Refused("unknown_choice", value=group, name="group", known=", ".join(known) or "—")
    return dimension, group


def _stored(basis: str | None) -> str:
    """The basis as cubes have it: a year is the year to date of its fourth quarter."""
    return "ytd" if basis == "annual" else str(basis)


def _number(year: int | None, quarter: int | None) -> int:
    """A quarter's number; one before all others in a home without any report."""
    return -1 if year is None or quarter is None else year * 4 + quarter - 1


def _amount(source: _Source, basis: str | None, number: int) -> str:
    """The figure of a period over the rows of one component; null where none of its reports is there."""
    if basis == "quarter":
        return source.single.format(number=number, first=number // 4 * 4)
    now, less = _made_of(basis, number)
    return f"sum(CASE WHEN number IN {now} THEN ytd_yuan WHEN number IN {less} THEN -ytd_yuan END)"


def _spans(number: int) -> str:
    """How many quarters the single quarter of a component spans; null where it was not reported."""
    first = number // 4 * 4
    before = f"max(number) FILTER (number >= {first} AND number < {number})"
    return f"CASE WHEN bool_or(number = {number}) THEN {number} - coalesce({before}, {first - 1}) END"


def _made_of(basis: str | None, number: int) -> tuple[str, str]:
    """The quarters whose amounts are added and subtracted, as lists of the statement."""
    if basis != "four_quarters" or number % 4 + 1 == _LAST_QUARTER:
        return f"({number})", "(NULL)"
    return f"({number}, {number // 4 * 4 - 1})", f"({number - 4})"
