"""Questions about figures from outside: published statistics to compare with, and targets."""

import pandas as pd

from analysis import anomalies
from analysis import reconciliation as model
from analysis.glossary import NATION, NATION_CODE
from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release, row_limit


def benchmarks(
    release: Release, *, region: str | None, indicator: str | None, caliber: str | None, limit: int | None
) -> pd.DataFrame:
    """Published figures: one row a region, indicator, scope, caliber, basis, period, vintage; in that order.

    `value` in `unit`. `discrete_value` is the single quarter, only of flows published year to date (or of a
    quarter as it is); `derived_yoy` follows from the published levels of the same vintage, `published_yoy`
    stands in the source: bases get revised, so the two differ. `flag` joins with ";": spans_quarters (earlier
    quarters of the year are missing), revised (a later vintage says otherwise), falls (year to date below the
    quarter before).
    """
    return release.ask(
        """
        SELECT region_code,
            CASE WHEN region_code = $nation THEN $nation_name ELSE coalesce(province, city) END AS region,
            year || coalesce('Q' || quarter, '') AS period, basis, indicator, value, unit, caliber, vintage,
            discrete_value, derived_yoy, published_yoy, flag, source, year, quarter, scope, nature,
            spans_quarters, derived
        FROM benchmark_series
        LEFT JOIN province ON province_code = region_code
        LEFT JOIN city ON city_code = region_code
        WHERE ($region IS NULL OR region_code = $region)
            AND ($indicator IS NULL OR indicator = $indicator)
            AND ($caliber IS NULL OR caliber = $caliber)
        ORDER BY region_code, indicator, scope NULLS FIRST, caliber, basis, year, quarter NULLS LAST,
            vintage NULLS FIRST
        LIMIT $limit
        """,
        {**_asked(region, indicator, limit), "caliber": caliber},
    )


def benchmark_anomalies(
    release: Release,
    *,
    region: str | None,
    indicator: str | None,
    anomaly: str | None,
    limit: int | None,
    language: str,
) -> pd.DataFrame:
    """Published figures that disagree with others that were published: one row a figure and a way it does.

    `anomaly`: base_revised (the published growth holds against another base than the level published a year
    before; held against is the base it implies), revised (an earlier vintage said otherwise), parts_differ
    (from the sum of its parts, see data/reference/identities.csv), regions_differ (the nation from the sum of
    31 provinces or more), annual_differs (a year from its four quarters to date), opening_moves (a stock
    brought in from last year changes within the year; once a year), falls (a year to date below an earlier
    quarter's), out_of_order (a flow's quarters stand in their file neither in order nor in reverse; the
    latest such year of a series). `difference` is the figure less what it is held against, in its
    unit; `against` names that; `why` says it in words. The latest first, then by region, indicator, anomaly.
    """
    found = release.ask(
        """
        SELECT region_code,
            CASE WHEN region_code = $nation THEN $nation_name ELSE coalesce(province, city) END AS region,
            year || coalesce('Q' || quarter, '') AS period, anomaly, indicator, value, compared_value,
            difference, unit, against, basis, scope, caliber, vintage, year, quarter, published_yoy,
            derived_yoy, base_value
        FROM benchmark_anomaly
        LEFT JOIN province ON province_code = region_code
        LEFT JOIN city ON city_code = region_code
        WHERE ($region IS NULL OR region_code = $region)
            AND ($indicator IS NULL OR indicator = $indicator)
            AND ($anomaly IS NULL OR anomaly = $anomaly)
        ORDER BY year DESC, quarter DESC NULLS FIRST, region_code, indicator, anomaly, scope, basis, caliber,
            vintage, against
        LIMIT $limit
        """,
        {**_asked(region, indicator, limit), "anomaly": anomaly},
    )
    found["why"] = anomalies.reasons(found, language)
    return found[list(QUESTIONS["benchmark_anomalies"].columns)]


def benchmark_revisions(
    release: Release, *, region: str | None, indicator: str | None, limit: int | None
) -> pd.DataFrame:
    """Figures published in several vintages: one row a figure with its first and last value, in its unit.

    `revision` is the last to the first less one; 0 where nothing changed. The latest first, then by region
    and indicator. Vintages are ordered as they are written.
    """
    return release.ask(
        """
        SELECT region_code,
            CASE WHEN region_code = $nation THEN $nation_name
                ELSE coalesce(any_value(province), any_value(city)) END AS region,
            year || coalesce('Q' || quarter, '') AS period, indicator,
            min(vintage) AS first_vintage, arg_min(value, vintage) AS first_value,
            max(vintage) AS last_vintage, arg_max(value, vintage) AS last_value,
            CASE WHEN arg_min(value, vintage) > 0
                THEN arg_max(value, vintage)::DOUBLE / arg_min(value, vintage)::DOUBLE - 1 END AS revision,
            count(*)::INTEGER AS vintages, unit, basis, scope, caliber, year, quarter
        FROM benchmark_series
        LEFT JOIN province ON province_code = region_code
        LEFT JOIN city ON city_code = region_code
        WHERE vintage <> ''
            AND ($region IS NULL OR region_code = $region)
            AND ($indicator IS NULL OR indicator = $indicator)
        GROUP BY region_code, indicator, scope, caliber, basis, unit, year, quarter
        HAVING count(*) > 1
        ORDER BY year DESC, quarter DESC NULLS FIRST, region_code, indicator, scope, basis, caliber
        LIMIT $limit
        """,
        _asked(region, indicator, limit),
    )


def peer_regions(
    release: Release,
    *,
    region: str | None,
    caliber: str | None,
    scope: str | None,
    year: int | None,
    quarter: int | None,
) -> pd.DataFrame:
    """The nation and the provinces as published, year to date, one row a region, quarter, scope and caliber.

    Amounts in yuan; a whole year stands at its fourth quarter, where it is taken before the quarter's own
    year to date. Of several vintages one that has both amounts, then the latest: the two are never of
    different ones. `outward_ratio` is recalculated, or as published (`published_ratio`) where an amount is
    missing; `nation_share` is of the nation's output in other provinces. Ranks are among the provinces of the
    row's quarter, scope and caliber that have the figure (`_of` says how many). Ours is what our enterprises
    reported for the quarter, a caliber of its own and never ranked; `difference_pp` is the region's ratio
    less ours. A `scope` of "-" asks for what was published without one. The latest quarter first, then by
    caliber, scope, rank of the ratio, region.
    """
    return release.ask(
        """
        SELECT region_code, coalesce(province, $nation_name) AS region, year, quarter, basis, scope, caliber,
            vintage, gross_output_ytd_yuan, out_of_province_ytd_yuan, outward_ratio, published_ratio,
            nation_share, ratio_rank, ratio_rank_of, output_rank, output_rank_of, gross_rank, gross_rank_of,
            our_output_ytd_yuan, our_ratio, our_nation_share, difference_pp, source
        FROM peer_region
        WHERE ($region IS NULL OR region_code = $region)
            AND ($caliber IS NULL OR caliber = $caliber)
            AND ($scope IS NULL OR scope = CASE WHEN $scope <> '-' THEN $scope ELSE '' END)
            AND ($year IS NULL OR year = $year) AND ($quarter IS NULL OR quarter = $quarter)
        ORDER BY year DESC, quarter DESC, caliber, scope NULLS FIRST, ratio_rank NULLS LAST, region_code
        """,
        {
            "nation_name": NATION[0],
            "region": region,
            "caliber": caliber,
            "scope": scope,
            "year": year,
            "quarter": quarter,
        },
    )


def reconciliation(
    release: Release, *, year: int | None, quarter: int | None, caliber: str | None, language: str
) -> pd.DataFrame:
    """Our sum over destinations, our own province left out, beside what was reported as done elsewhere.

    One row a published figure of the province or a home city: by quarter (a year by its fourth), region,
    caliber, basis, scope, vintage. Amounts in yuan, year to date; of a published single quarter ours is one
    too. `difference_yuan` is ours less what was reported, `difference_share` of what was reported;
    `explanation` says in words what could lie between: rounding, scope, enterprises that have not reported
    (`missing`, with their last figures), those of no known city, revisions of ours since they first came,
    the other caliber. Two calibers are two rows and never added.
    """
    frame = release.ask(
        """
        SELECT year, quarter, region_code, region, caliber, vintage, ours_yuan, reported_yuan,
            difference_yuan, difference_share, basis, scope, indicator, missing, missing_yuan, revised_yuan,
            unknown_city_yuan,
            rounding_yuan, spans_quarters, value, unit, source
        FROM reconciliation
        WHERE ($year IS NULL OR year = $year) AND ($quarter IS NULL OR quarter = $quarter)
            AND ($caliber IS NULL OR caliber = $caliber)
        ORDER BY year DESC, quarter DESC, region_code, caliber, basis, scope NULLS FIRST, vintage NULLS FIRST,
            indicator
        """,
        {"year": year, "quarter": quarter, "caliber": caliber},
    )
    frame["explanation"] = model.explanations(frame, language)
    return frame[list(QUESTIONS["reconciliation"].columns)]


def _asked(region: str | None, indicator: str | None, limit: int | None) -> dict[str, object]:
    return {
        "nation": NATION_CODE,
        "nation_name": NATION[0],
        "region": region,
        "indicator": indicator,
        "limit": row_limit(limit),
    }


def targets(release: Release, *, year: int | None) -> pd.DataFrame:
    """Targets with what was attained by the latest reported quarter of their year, in the target's own unit.

    One row a year, indicator and scope: the whole province, a destination province or a home city; the latest
    year first. Nothing was attained where the indicator's meaning is not known or the year has no report.
    """
    return release.ask(
        """
        SELECT year, indicator, scope_code, scope, value, unit, actual_value, attained
        FROM target_attained
        WHERE $year IS NULL OR year = $year
        ORDER BY year DESC, indicator, scope_code
        """,
        {"year": year},
    )
