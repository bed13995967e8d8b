"""Who is responsible, where is nobody, who was met: plain functions over frames already asked."""

from dataclasses import dataclass

import pandas as pd

RESPONSIBLE, OVERLAPPING, VACANT = "responsible", "overlapping", "vacant"


@dataclass(frozen=True)
class Served:
    """Of one duty (city, headquarters, province): how many places there are, and how many have an officer."""

    places: int
    served: int


def served(directory: pd.DataFrame, duty: str) -> Served:
    """Places of a duty in `liaison_directory`; one with two officers is one place."""
    own = directory[directory["duty"] == duty]
    code = {"city": "city_code", "headquarters": "enterprise_code", "province": "province_code"}[duty]
    return Served(int(own[code].nunique()), int(own.loc[~own["vacant"].astype(bool), code].nunique()))


def provinces(directory: pd.DataFrame) -> pd.DataFrame:
    """One row a province of `liaison_directory`: province_code, officers (a list), held, by code.

    `held` is vacant, overlapping (several officers at one time) or responsible.
    """
    own = directory[directory["duty"] == "province"]
    rows = [
        (code, officers["officer"].dropna().tolist(), _held(officers))
        for code, officers in own.groupby("province_code", sort=True)
    ]
    return pd.DataFrame(rows, columns=["province_code", "officers", "held"])


def _held(officers: pd.DataFrame) -> str:
    if officers["vacant"].astype(bool).any():
        return VACANT
    return OVERLAPPING if officers["overlapping"].astype(bool).any() else RESPONSIBLE


def unsettled(directory: pd.DataFrame) -> pd.DataFrame:
    """What of `liaison_directory` is vacant or overlapping, one row a place: `officers` lists who overlaps.

    Provinces where we have most output first, then cities and headquarters; `waiting` says whether anything
    is lost by it: a vacant province without business waits for nobody.
    """
    columns = ["duty", "city_code", "enterprise_code", "province_code"]
    found = directory[directory["vacant"].astype(bool) | directory["overlapping"].astype(bool)]
    places = (
        found.groupby(columns, dropna=False, sort=False)
        .agg(
            city=("city", "first"),
            enterprise=("enterprise", "first"),
            vacant=("vacant", "first"),
            vacant_since=("vacant_since", "first"),
            officers=("officer", lambda names: names.dropna().tolist()),
            coverage=("coverage", "first"),
            demand_yuan=("demand_yuan", "first"),
        )
        .reset_index()
    )
    places["waiting"] = ~(places["vacant"].astype(bool) & (places["coverage"] == "idle"))
    return places.sort_values("demand_yuan", ascending=False, na_position="last", kind="stable").reset_index(
        drop=True
    )


def by_month(engagements: pd.DataFrame) -> pd.DataFrame:
    """How many engagements of each form were held in each month: month (2026-03), form, count.

    Every month from the first to the last is there, with 0 where nothing was held; months in order.
    """
    if engagements.empty:
        return pd.DataFrame({"month": [], "form": [], "count": []})
    months = pd.PeriodIndex(pd.to_datetime(engagements["date"]), freq="M")
    counted = pd.crosstab(months, engagements["form"].to_numpy())
    whole = counted.reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0)
    whole.index = whole.index.astype(str)
    return (
        whole.rename_axis(index="month", columns="form")
        .reset_index()
        .melt(id_vars="month", value_name="count")
        .sort_values(["month", "form"], ignore_index=True)
    )


def agreed(agreements: pd.DataFrame) -> pd.DataFrame:
    """Per kind of agreement, of `agreements`: mechanism, standing (provinces where one stands), expiring."""
    rows = [
        (
            mechanism,
            int(own["agreement_state"].isin(["in_force", "expiring"]).sum()),
            int((own["agreement_state"] == "expiring").sum()),
        )
        for mechanism, own in agreements.groupby("mechanism", sort=False)
    ]
    return pd.DataFrame(rows, columns=["mechanism", "standing", "expiring"])
