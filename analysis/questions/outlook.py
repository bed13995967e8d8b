"""Questions about where a year will land: the forecast of one quarter, and how all would have done before."""

import pandas as pd

from analysis import outlook as model
from analysis.questions.contract import QUESTIONS
from analysis.warehouse.release import Release

_YEAR_TO_DATE = """
    SELECT year, quarter, output_ytd_yuan FROM output_cube
    WHERE place = $place AND city_code = coalesce($city, 'all')"""


def outlook(
    release: Release, *, year: int | None, quarter: int | None, province: str | None, city: str | None
) -> pd.DataFrame:
    """Where the year of a quarter will land, from what this release says up to that quarter: one row.

    Output beyond our own province, or in one province, of all enterprises or of a home city's; yuan.
    `landing_yuan` with its interval (`low_yuan`, `high_yuan`, holding at `level`) is by the `method` chosen
    from its errors at the same quarter of earlier years; `past_error` is the mean absolute error of what
    would have been chosen at those `origins`, beside those of three naive methods. There is no figure, and
    `state` says why, once the year has landed or where fewer than four earlier years can be tried.
    `needed_yuan` is what is missing to the target, rounded up by quarter; `actual_yuan` is what came, where
    it has. Earlier years are taken as revised since: what was first said stays in the ledger. No row without
    any report.
    """
    figures = release.ask(
        f"""
        WITH series AS ({_YEAR_TO_DATE})
        SELECT series.*, expected AS expected_enterprises, reported AS reported_enterprises,
            (
                SELECT max(value_yuan) FROM target
                WHERE year = $year AND measure = 'out_of_province_output' AND scope_code = $scope
            ) AS target_yuan
        FROM series
        LEFT JOIN completeness
            ON completeness.year = series.year AND completeness.quarter = series.quarter
                AND completeness.city_code = coalesce($city, 'all')
        ORDER BY series.year, series.quarter
        """,
        {**_where(province, city), "year": year, "scope": _scope(release, province, city)},
    )
    asked = figures[(figures["year"] == year) & (figures["quarter"] == quarter)]
    columns = list(QUESTIONS["outlook"].columns)
    if year is None or quarter is None or asked.empty:
        return pd.DataFrame(columns=columns)
    row = asked.iloc[0]
    found = _foretold(model.series_from_frame(figures), year, quarter)
    found |= {name: row[name] for name in figures.columns}
    if pd.notna(row["target_yuan"]) and pd.notna(row["output_ytd_yuan"]):
        found["needed_yuan"], found["needed_per_quarter_yuan"] = model.needed(
            int(row["target_yuan"]), int(row["output_ytd_yuan"]), quarter
        )
    return _typed(pd.DataFrame([found], columns=columns))


def outlook_evaluation(release: Release, *, province: str | None, city: str | None) -> pd.DataFrame:
    """What each method would have foretold of the years that have landed: one row an origin and method.

    By year, quarter, method; yuan. An origin is a reported quarter but the fourth; it knows no later figure.
    `error` is landing to actual less one. Where the method was the one `chosen` there, `low_yuan` to
    `high_yuan` is the interval given and `within` whether the year landed in it.
    """
    figures = release.ask(f"{_YEAR_TO_DATE} ORDER BY year, quarter", _where(province, city))
    series = model.series_from_frame(figures)
    said = {(one.year, one.quarter): one for one in model.rolling(series)}
    rows = []
    for tried in model.tried(series):
        at = (tried.year, tried.quarter)
        spoke = said[at] if said[at].method == tried.method else None
        rows.append(
            {
                "year": tried.year,
                "quarter": tried.quarter,
                "method": tried.method,
                "chosen": spoke is not None,
                "output_ytd_yuan": round(series.ytd[at]),
                "landing_yuan": round(tried.landing),
                "low_yuan": _whole(spoke.low if spoke else None),
                "high_yuan": _whole(spoke.high if spoke else None),
                "actual_yuan": round(tried.actual),
                "error": tried.error,
                "within": spoke.holds if spoke else None,
            }
        )
    return _typed(pd.DataFrame(rows, columns=list(QUESTIONS["outlook_evaluation"].columns)))


def _where(province: str | None, city: str | None) -> dict[str, str | None]:
    return {"place": province or "out", "city": city}


def _scope(release: Release, province: str | None, city: str | None) -> str | None:
    """Whose target it is; nobody sets one for a city's output in a province."""
    return None if province and city else province or city or release.meta.home_province


def _foretold(series: model.Series, year: int, quarter: int) -> dict[str, object]:
    said = model.latest(series, year, quarter)
    prior_total, prior_rest = series.total(year - 1), series.rest(year - 1, quarter)
    found: dict[str, object] = {
        "quarters_left": model.LAST - quarter,
        "state": _state(series, said, year, quarter),
        "prior_total_yuan": _whole(prior_total),
        "prior_rest_yuan": _whole(prior_rest),
        "actual_yuan": _whole(series.total(year)),
    }
    if said is None:
        return found
    found |= {
        "landing_yuan": _whole(said.landing),
        "low_yuan": _whole(said.low),
        "high_yuan": _whole(said.high),
        "level": model.LEVEL if said.landing is not None else None,
        "method": said.method,
        "past_error": said.past_error,
        "origins": said.origins,
        "naive_share_error": said.naive_errors.get("share_of_last_year"),
        "naive_rest_error": said.naive_errors.get("rest_with_last_growth"),
        "naive_total_error": said.naive_errors.get("total_with_last_growth"),
    }
    if said.landing is not None and prior_total is not None and prior_total > 0:
        found["landing_yoy"] = said.landing / prior_total - 1
    return found


def _state(series: model.Series, said: model.Forecast | None, year: int, quarter: int) -> str:
    if (year, quarter) not in series.ytd:
        return "nothing_reported"
    if said is None:
        return "landed"
    return "too_little_history" if said.landing is None else "forecast"


def _whole(yuan: float | None) -> int | None:
    return None if yuan is None else round(yuan)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = {"method": "string", "state": "string", "chosen": "boolean", "within": "boolean"}
    ratios = {"level", "past_error", "error", "landing_yoy"}
    return frame.astype(
        {
            name: kinds.get(name) or ("Float64" if name in ratios or name.startswith("naive_") else "Int64")
            for name in frame.columns
        }
    )
