"""Trends against a second, plain implementation, on ledgers with gaps and revisions and on the demo; laws."""

import math
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import reference
from analysis.problems import Refused
from analysis.questions import ask
from analysis.warehouse import Release, open_release
from tests.unit.questions.plain_trends import BASES, HOME, PlainTrends
from tests.unit.warehouse.books import Books, output, project

CITY_OF = {"A": "370100", "B": "370200", "C": "370100", "D": None, "E": "370200", "F": "370300"}
WORK_OF = {"A": "建筑工程", "B": "市政", "C": "市政", "D": "公路", "E": "建筑工程"}
PLACES = ["440000", "110000", "130000", "650000", HOME]
OTHERS = [code for code in reference.provinces()["province_code"] if code != HOME]
Row = tuple[str, int, int, str, int]


def ledger(random: Random, gaps: float) -> list[list[Row]]:
    """Three years of six enterprises in two submissions, with reports missing and figures revised."""
    first, second = [], []
    for enterprise in CITY_OF:
        at_work = random.sample(PLACES, random.randint(1, len(PLACES)))
        for year in (2023, 2024, 2025):
            so_far = dict.fromkeys(at_work, 0)
            for quarter in (1, 2, 3, 4):
                if random.random() < gaps:
                    continue
                for place in at_work:
                    so_far[place] += random.choice([0, 10**9, random.randint(-5, 60 * 10**8)])
                    if random.random() < gaps / 3:
                        continue
                    row = (enterprise, year, quarter, place, so_far[place])
                    first.append(row)
                    if random.random() < gaps / 2:
                        second.append((*row[:4], so_far[place] + random.randint(-10, 10**8)))
    return [part for part in (first, second) if part]


def written(submissions: list[list[Row]], home: Path) -> Release:
    books = Books(home)
    register = [
        {"enterprise_code": code, "enterprise": f"Enterprise {code}", "city_code": city,
         "qualification": f"{WORK_OF[code]}、公路" if code in WORK_OF else None}
        for code, city in CITY_OF.items()
    ]  # fmt: skip
    books.submit_each(
        *({"output": [output(*row) for row in rows]} for rows in submissions), {"enterprise": register}
    )
    return books.release()


def plain(submissions: list[list[Row]]) -> PlainTrends:
    counting = {row[:4]: row[4] for rows in submissions for row in rows}
    rows = pd.DataFrame(
        [(*key, ytd) for key, ytd in counting.items()],
        columns=["enterprise", "year", "quarter", "province", "ytd"],
    )
    people: dict[tuple[str, str], set[str]] = {}
    for enterprise in sorted(set(rows["enterprise"])):
        for key in (
            ("enterprise", enterprise),
            ("city", CITY_OF[enterprise] or "unknown"),
            ("qualification", WORK_OF.get(enterprise, "unknown")),
        ):
            people.setdefault(key, set()).add(enterprise)
    return PlainTrends(rows, places(), people)


def places() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {("province", code): {code} for code in OTHERS}
    for region, codes in reference.regions().items():
        found["region", region] = set(codes) - {HOME}
    for row in reference.strategies().itertuples():
        found.setdefault(("strategy", row.strategy_code), set()).add(row.province_code)
    return {key: codes - {HOME} for key, codes in found.items() if codes - {HOME}}


def same(value: Any, expected: float | str | None) -> bool:
    if expected is None or pd.isna(value):
        return expected is None and bool(pd.isna(value))
    if isinstance(expected, float):
        return math.isclose(float(value), expected, rel_tol=1e-9, abs_tol=1e-11)
    return bool(value == expected)


def check_breakdown(release: Release, other: PlainTrends, by: str, basis: str, number: int) -> None:
    groups = other.people if by in ("enterprise", "city", "qualification") else other.places
    codes = [code for dimension, code in groups if dimension == by]
    frame = ask(
        release, "trend_breakdown", by=by, basis=basis, year=number // 4, quarter=number % 4 + 1
    ).frame
    told = frame.set_index("group_code").to_dict("index")
    ranks, before = (other.ranks(by, codes, basis, one) for one in (number, number - 4))
    for code in codes:
        row = told.pop(code, None)
        if row is None:
            assert by == "enterprise"
            assert other.amount(by, code, basis, number) is None
            assert other.amount(by, code, basis, number - 4) is None
            assert not other.contribution(by, code, basis, number)
            continue
        for column, one in zip(("ytd_yuan", "quarter_yuan", "four_quarters_yuan"), BASES, strict=True):
            assert same(row[column], other.amount(by, code, one, number)), (code, column)
        assert same(row["prior_yuan"], other.amount(by, code, basis, number - 4))
        assert same(row["yoy"], other.yoy(by, code, basis, number))
        assert same(row["qoq"], other.qoq(by, code, number))
        assert same(row["like_for_like_yoy"], other.like_for_like(by, code, basis, number)), (code, basis)
        share, prior = (other.share(by, code, basis, one) for one in (number, number - 4))
        assert same(row["share"], share)
        assert same(row["share_change_pp"], None if share is None or prior is None else share - prior)
        assert same(row["contribution_pp"], other.contribution(by, code, basis, number)), (code, basis)
        assert same(row["rank"], ranks.get(code))
        moved = before[code] - ranks[code] if code in ranks and code in before else None
        assert same(row["rank_change"], moved)
        assert same(row["spans_quarters"], other.span(by, code, number))
        at_work = other.of(by, code).query("number == @number").groupby("enterprise")["ytd"].sum() > 0
        if by != "region" and by != "strategy" and by != "province":
            assert row["enterprise_count"] == at_work.sum()
        else:
            there = other.of(by, code).query("number == @number and ytd > 0")
            assert row["enterprise_count"] == there["enterprise"].nunique()
    assert not told
    check_concentration(release, other, by, codes, basis, number)
    check_movements(release, other, by, codes, basis, number)


def check_concentration(
    release: Release, other: PlainTrends, by: str, codes: list[str], basis: str, number: int
) -> None:
    frame = ask(release, "concentration", by=by, basis=basis).frame
    if by == "strategy":
        assert frame["hhi"].isna().all()
        return
    (row,) = frame[(frame["year"] == number // 4) & (frame["quarter"] == number % 4 + 1)].to_dict("records")
    top, index = other.concentration(by, codes, basis, number) or (None, None)
    assert same(row["top_five_share"], top)
    assert same(row["hhi"], index)


def check_movements(
    release: Release, other: PlainTrends, by: str, codes: list[str], basis: str, number: int
) -> None:
    frame = ask(
        release, "entries_and_exits", by=by, basis=basis, year=number // 4, quarter=number % 4 + 1
    ).frame
    expected = {code: other.movement(by, code, basis, number) for code in codes}
    assert dict(zip(frame["group_code"], frame["movement"], strict=True)) == {
        code: movement for code, movement in expected.items() if movement
    }


def check_components(release: Release, other: PlainTrends, by: str, code: str, number: int) -> None:
    for basis in BASES:
        asked = {"by": by, "group": code, "basis": basis, "year": number // 4, "quarter": number % 4 + 1}
        frame = ask(release, "trend_components", **asked).frame
        rows = other.of(by, code)
        key = "enterprise" if by in ("province", "city", "qualification") else "province"
        expected = {
            one: (other.part(part, basis, number), other.part(part, basis, number - 4))
            for one, part in rows.groupby(key)
        }
        expected = {one: pair for one, pair in expected.items() if pair != (None, None)}
        assert set(frame["group_code"]) == set(expected)
        for row in frame.to_dict("records"):
            now, before = expected[row["group_code"]]
            assert same(row["amount_yuan"], now), (by, code, basis)
            assert same(row["prior_yuan"], before)
        if len(frame):
            total = other.part(rows, basis, number)
            assert int(frame["amount_yuan"].sum()) == (total or 0)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from([0.05, 0.15, 0.4]))
def test_every_figure_is_what_the_definition_says(seed: int, gaps: float) -> None:
    submissions = ledger(Random(seed), gaps)
    other = plain(submissions)
    with TemporaryDirectory() as folder:
        release = written(submissions, Path(folder) / "home")
        reported = sorted(other.reported)
        for number in {reported[-1], reported[-2], reported[-4]}:
            for basis in BASES:
                for by in ("province", "region", "strategy", "city", "enterprise", "qualification"):
                    check_breakdown(release, other, by, basis, number)
            check_thresholds(release, other, number)
        last = max(other.reported)
        for by, code in [*other.people, ("province", "440000"), ("region", "华北"), ("strategy", "xiongan")]:
            check_components(release, other, by, code, last)
            check_series(release, other, by, code)
        check_laws(release, last)


def check_thresholds(release: Release, other: PlainTrends, number: int) -> None:
    frame = ask(release, "thresholds").frame
    (row,) = frame[(frame["year"] == number // 4) & (frame["quarter"] == number % 4 + 1)].to_dict("records")
    amounts = [other.amount("province", code, "ytd", number) or 0 for code in OTHERS]
    assert row["provinces_with_output"] == sum(amount > 0 for amount in amounts)
    assert row["provinces_above_first"] == sum(amount > 10**10 for amount in amounts)
    assert row["provinces_above_first"] == len(row["above_first_codes"])
    assert row["provinces_above_second"] == sum(amount > 3 * 10**10 for amount in amounts)


def check_series(release: Release, other: PlainTrends, by: str, code: str) -> None:
    frame = ask(release, "trend_series", by=by, group=code, basis="quarter").frame
    first, last = min(other.reported), max(other.reported)
    assert list(frame["year"] * 4 + frame["quarter"] - 1) == list(range(first, last + 1))
    for row in frame.to_dict("records"):
        number = row["year"] * 4 + row["quarter"] - 1
        assert same(row["amount_yuan"], other.amount(by, code, "quarter", number))
        assert same(row["ytd_yuan"], other.amount(by, code, "ytd", number))
        assert same(row["contribution_pp"], other.contribution(by, code, "quarter", number))


def check_laws(release: Release, number: int) -> None:
    """Contributions add up to growth on every basis, shares to 1 where every amount is known."""
    for by in ("province", "region", "city", "enterprise", "qualification"):
        for basis in (*BASES, "annual"):
            series = ask(release, "trend_series", by=by, basis=basis).frame.dropna(subset=["amount_yuan"])
            for row in series.to_dict("records"):
                asked = {"by": by, "basis": basis, "year": row["year"], "quarter": row["quarter"]}
                frame = ask(release, "trend_breakdown", **asked).frame
                if not pd.isna(row["yoy"]):
                    assert math.isclose(frame["contribution_pp"].sum(), row["yoy"], abs_tol=1e-9)
                known = basis != "four_quarters" or by in ("province", "region")
                if row["amount_yuan"] > 0 and known:
                    assert math.isclose(frame["share"].sum(), 1)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_without_gaps_quarters_add_up_and_like_for_like_is_plain_growth(seed: int) -> None:
    submissions = ledger(Random(seed), 0)
    with TemporaryDirectory() as folder:
        release = written(submissions, Path(folder) / "home")
        for by, code in (("province", None), ("province", "440000"), ("enterprise", "A"), ("city", "370200")):
            for basis in (*BASES, "annual"):
                frame = ask(release, "trend_series", by=by, group=code, basis=basis).frame
                assert not frame["spanning"].fillna(False).any()
                both = frame.dropna(subset=["like_for_like_yoy"])
                assert both["like_for_like_yoy"].to_list() == pytest.approx(both["yoy"].to_list())
                assert list(frame["yoy"].isna()) == list(frame["like_for_like_yoy"].isna())
            quarterly = ask(release, "trend_series", by=by, group=code).frame
            assert (
                (quarterly.groupby("year")["quarter_yuan"].cumsum() == quarterly["ytd_yuan"])
                .fillna(True)
                .all()
            )
            rolling = quarterly["quarter_yuan"].astype("Float64").rolling(4).sum()
            known = quarterly["four_quarters_yuan"].notna()
            assert (rolling[known] == quarterly["four_quarters_yuan"].astype("Float64")[known]).all()
            check_laws(release, 0)


def test_the_demo_is_what_the_definition_says(demo_home: Path) -> None:
    release = open_release(demo_home)
    rows = release.ask(
        """SELECT enterprise_code AS enterprise, year::INTEGER AS year, quarter::INTEGER AS quarter,
            province_code AS province, output_ytd_yuan AS ytd
        FROM output JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)"""
    )
    who = release.ask(
        """SELECT identity.enterprise_code, identity.city_code, qualification
        FROM enterprise_identity AS identity
        LEFT JOIN enterprise AS register ON register.enterprise_id = identity.enterprise_id
        WHERE identity.enterprise_id IN (SELECT enterprise_id FROM output)"""
    )
    people: dict[tuple[str, str], set[str]] = {}
    for code, city, work in who.itertuples(index=False):
        people.setdefault(("city", city or "unknown"), set()).add(code)
        people.setdefault(("qualification", (work or "").split("、")[0] or "unknown"), set()).add(code)
    other = PlainTrends(rows.astype({"ytd": "int64"}), places(), people)
    last = max(other.reported)
    for basis in BASES:
        for by in ("province", "region", "strategy", "city", "qualification"):
            check_breakdown(release, other, by, basis, last)
    for by, code in (("province", "320000"), ("city", "370200"), ("strategy", "yellow_river")):
        check_components(release, other, by, code, last)


def test_a_kind_of_work_is_what_was_signed(books: Books) -> None:
    signed = [
        ("P", "房建", 2024, 1, 5),
        ("Q", "房建", 2024, 8, 7),
        ("R", "公路", 2025, 2, 11),
        ("S", "房建", 2025, 3, 2),
    ]
    books.submit(
        output=[output("A", year, quarter, "440000", 1) for year in (2024, 2025) for quarter in (1, 2, 3, 4)],
        project=[
            project(code, "A", category=work, signed_date=date(year, month, 1), own_share_yuan=amount)
            for code, work, year, month, amount in signed
        ],
    )  # fmt: skip
    release = books.release()
    (house, road) = ask(
        release, "trend_breakdown", by="category", basis="four_quarters", year=2025, quarter=1
    ).frame.to_dict("records")[::-1]
    assert (house["group_code"], house["ytd_yuan"], house["four_quarters_yuan"]) == ("房建", 2, 9)
    assert (road["group_code"], road["quarter_yuan"], road["four_quarters_yuan"]) == ("公路", 11, 11)
    assert pd.isna(road["like_for_like_yoy"])
    parts = ask(
        release, "trend_components", by="category", group="房建", basis="four_quarters", year=2025, quarter=1
    ).frame
    assert parts[["group_code", "amount_yuan"]].values.tolist() == [["Q", 7], ["S", 2]]
    annual = ask(release, "trend_series", by="category", basis="annual").frame
    assert annual["amount_yuan"].tolist() == [12, 13]


def test_a_year_is_told_in_its_last_quarter(books: Books) -> None:
    books.submit(output=[output("A", 2024, 4, "440000", 9), output("A", 2025, 2, "440000", 5)])
    release = books.release()
    answer = ask(release, "trend_breakdown", basis="annual")
    assert answer.parameters["year"] == 2024
    with pytest.raises(Refused, match="4"):
        ask(release, "trend_breakdown", basis="annual", year=2025, quarter=2)


@pytest.mark.parametrize("by", ["province", "region", "strategy", "city", "enterprise", "qualification"])
def test_a_group_nobody_knows_is_refused(books: Books, by: str) -> None:
    books.submit(output=[output("A", 2024, 4, "440000", 9)])
    release = books.release()
    for question in ("trend_series", "trend_components"):
        with pytest.raises(Refused, match="nowhere"):
            ask(release, question, by=by, group="nowhere")
