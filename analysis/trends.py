"""What moved, and by how much of the whole: plain functions over the frames that questions return."""

from dataclasses import dataclass

import pandas as pd

TOP = 3


@dataclass(frozen=True)
class Concentration:
    """The largest provinces and their common share (0–1; None where nothing was reported)."""

    province_codes: tuple[str, ...]
    share: float | None


def movers(provinces: pd.DataFrame, count: int = 8) -> pd.DataFrame:
    """The rows whose output changed most on a year before, in either direction; gains first, by size.

    Takes `output_by_province`; adds change_yuan. Rows without a figure in both years are left out, since what
    is missing is not zero; so are rows that did not change.
    """
    both = provinces[provinces["output_ytd_yuan"].notna() & provinces["prior_ytd_yuan"].notna()]
    change = both["output_ytd_yuan"] - both["prior_ytd_yuan"]
    return _largest(both.assign(change_yuan=change)[change != 0], "change_yuan", count)


def contributors(groups: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """Who contributed most to growth in either direction, and the rest in a row without a code, gains first.

    Takes `trend_breakdown` in full; group_code, group_name, contribution_pp. The contributions add up to
    those of all groups, so that a picture of them shows the whole growth.
    """
    known = groups[groups["contribution_pp"].notna()][["group_code", "group_name", "contribution_pp"]]
    largest = _largest(known, "contribution_pp", count)
    if len(largest) == len(known):
        return largest
    rest = known.loc[_by_size(known["contribution_pp"])[count:], "contribution_pp"].sum()
    left = pd.DataFrame({"group_code": [None], "group_name": [None], "contribution_pp": [rest]})
    return pd.concat([largest, left.astype(largest.dtypes)], ignore_index=True)


def changed(movements: pd.DataFrame, count: int = 12) -> pd.DataFrame:
    """The largest of those that came or went, what they brought first: with change_yuan, and no growth.

    Takes `entries_and_exits`. Who did not report in one of the two years has not come or gone.
    """
    movements = movements[movements["movement"].isin(["entered", "left"])]
    change = movements["amount_yuan"].fillna(0) - movements["prior_yuan"].fillna(0)
    return _largest(movements.assign(change_yuan=change, yoy=float("nan")), "change_yuan", count)


def _largest(rows: pd.DataFrame, column: str, count: int) -> pd.DataFrame:
    """The rows furthest from zero in a column, from the highest to the lowest."""
    chosen = rows.loc[_by_size(rows[column])[:count]]
    return chosen.sort_values(column, ascending=False, kind="stable", ignore_index=True)


def _by_size(values: pd.Series) -> pd.Index:
    return values.abs().sort_values(ascending=False, kind="stable").index


def concentration(provinces: pd.DataFrame, count: int = TOP) -> Concentration:
    """How much of the total the largest `count` provinces hold. Takes `output_by_province`."""
    reported = provinces[provinces["output_ytd_yuan"].notna() & (provinces["output_ytd_yuan"] > 0)]
    largest = reported.sort_values("output_ytd_yuan", ascending=False, kind="stable").head(count)
    total = int(reported["output_ytd_yuan"].sum())
    share = int(largest["output_ytd_yuan"].sum()) / total if total else None
    return Concentration(tuple(largest["province_code"]), share)


def ratio_over_time(part: pd.DataFrame, whole: pd.DataFrame, scope: str) -> pd.DataFrame:
    """One published indicator divided by another: year, quarter, ratio, vintage, source; oldest first.

    Takes two `benchmarks` of one region and caliber. Only year-to-date figures of the scope, of one vintage,
    are divided by each other; of several vintages of a quarter the latest is taken. A quarter without both is
    left out.
    """
    at = ["year", "quarter", "vintage"]
    parts = _year_to_date(part, scope)[[*at, "value", "source"]]
    wholes = _year_to_date(whole, scope)[[*at, "value"]]
    pairs = parts.merge(wholes, on=at, suffixes=("", "_whole"))
    pairs = pairs[pairs["value_whole"].astype(float) > 0]
    pairs["ratio"] = pairs["value"].astype(float) / pairs["value_whole"].astype(float)
    latest = pairs.sort_values(at, kind="stable").drop_duplicates(["year", "quarter"], keep="last")
    return latest[["year", "quarter", "ratio", "vintage", "source"]].reset_index(drop=True)


def _year_to_date(published: pd.DataFrame, scope: str) -> pd.DataFrame:
    return published[
        (published["basis"] == "ytd") & (published["scope"] == scope) & published["quarter"].notna()
    ]
