"""What pages say of published figures, against loops over the rows imported: random ones and the demo's."""

import csv
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analysis import reference
from analysis.questions import ask
from analysis.warehouse import Release, open_release
from tests.unit.questions import plain_published as plain
from tests.unit.questions.plain_published import KEY, NATION, Row
from tests.unit.warehouse.books import Books, enterprise, output

NATURE = {
    "建筑业总产值": "flow", "建筑工程产值": "flow", "安装工程产值": "flow", "其他产值": "flow",
    "在外省完成的产值": "flow", "签订的合同额": "stock_flow", "上年结转合同额": "stock",
    "本年新签合同额": "flow", "省外产值占比": "ratio",
}  # fmt: skip
REPORTED = {(2021, 4): (90 * 10**8, 400 * 10**8), (2022, 1): (20 * 10**8, 100 * 10**8)}


def drawn(random: Random) -> list[Row]:
    """Series of a few regions: quarters missing, revised, out of order, beside their year."""
    regions = random.sample([NATION, "370000", "440000", "370100"], 3)
    known = list(NATURE)[:5] if random.random() < 0.5 else list(NATURE)[4:]
    vintages = random.choice((["2022-02", "2023-08"], ["", "2022-02"], ["2023-08"]))
    calibers = random.choice((["statistics"], ["statistics", "housing"]))
    unit = random.choice(("亿元", "万元"))
    rows = []
    for region, indicator, caliber, vintage, year in product(
        regions, known, calibers, vintages, (2021, 2022)
    ):
        quarters: list[int | None] = [None, 1, 2, 3, 4]
        if random.random() < 0.3:
            random.shuffle(quarters)
        for quarter in quarters:
            if random.random() < 0.75:
                rows.append(
                    {
                        "region_code": region, "year": year, "quarter": quarter,
                        "basis": "annual" if quarter is None else random.choice(("ytd",) * 5 + ("quarter",)),
                        "scope": random.choice(("",) * 9 + ("国有及国有控股",)), "indicator": indicator,
                        "caliber": caliber, "vintage": vintage, "nature": NATURE[indicator],
                        "unit": "%" if NATURE[indicator] == "ratio" else unit,
                        "value": Decimal(random.randint(100, 140) * (quarter or 4)) / random.choice((1, 4)),
                        "published_yoy": random.choice((None, None, 0.5, -0.25)),
                    }
                )  # fmt: skip
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_what_the_definition_says(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    submissions = [drawn(random), drawn(random)]
    books = Books(tmp_path / "home")
    books.submit_each(*({"benchmark": rows} for rows in submissions))
    books.submit(
        enterprise=[enterprise("A", "370100")],
        output=[
            row
            for (year, quarter), (elsewhere, gross) in REPORTED.items()
            for row in (
                output("A", year, quarter, "440000", elsewhere),
                output("A", year, quarter, "370000", gross - elsewhere),
            )
        ],
    )
    check(books.release(), submissions, REPORTED)


def test_the_demo_is_what_the_definition_says(demo_home: Path) -> None:
    with (reference.REFERENCE / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [as_imported(row) for row in csv.DictReader(file)]
    release = open_release(demo_home)
    trend = ask(release, "output_trend").frame.dropna(subset=["output_ytd_yuan"])
    reported = {
        (row.year, row.quarter): (int(row.output_ytd_yuan), int(row.gross_output_ytd_yuan))
        for row in trend.itertuples()
    }
    check(release, [rows], reported)
    assert len(ask(release, "peer_regions", region="370000").frame) >= 5


def as_imported(row: dict[str, str]) -> Row:
    codes = {
        "累计": "ytd", "年度": "annual", "时点": "point", "统计局": "statistics", "住建部门": "housing",
        "流量": "flow", "存量": "stock", "比率": "ratio", "平均": "average", "存量加流量": "stock_flow",
    }  # fmt: skip
    cities, provinces = reference.cities(), reference.provinces()
    names = dict(zip(cities["city_full"], cities["city_code"], strict=True))
    names |= dict(zip(provinces["province"], provinces["province_code"], strict=True)) | {"全国": NATION}
    year, _, quarter = row["时期"].partition("Q")
    growth = row["发布同比(%)"]
    return {
        "region_code": names[row["地区"]], "year": int(year), "quarter": int(quarter) if quarter else None,
        "basis": codes[row["基础"]], "scope": row["范围"], "indicator": row["指标"].removeprefix("其中:"),
        "caliber": codes[row["口径"]], "vintage": row["版本"], "nature": codes[row["性质"]],
        "unit": row["单位"], "value": Decimal(row["数值"]),
        "published_yoy": float(growth) / 100 if growth else None,
    }  # fmt: skip


def key_of(row: Row, *but: str) -> tuple[Any, ...]:
    """The key of a row of an answer; what is missing is None, an undated vintage is ""."""
    told = {
        name: None if row[name] is None or row[name] != row[name] else row[name]
        for name in KEY
        if name not in but
    }
    return tuple(
        int(value) if name == "quarter" and value is not None else value for name, value in told.items()
    )


def same(told: Any, expected: Any) -> bool:
    missing = told is None or told != told or str(told) == "<NA>"
    if missing or expected is None:
        return missing and expected is None
    if isinstance(expected, float):
        return bool(told == pytest.approx(expected, rel=1e-9, abs=1e-12))
    return bool(told == expected)


def check(
    release: Release, submissions: list[list[Row]], reported: dict[tuple[int, int], tuple[int, int]]
) -> None:
    rows = plain.standing(row for one in submissions for row in one)
    check_series(release, rows)
    check_revisions(release, rows)
    check_anomalies(release, rows, submissions)
    check_peers(release, rows, reported)


def check_series(release: Release, rows: list[Row]) -> None:
    expected = plain.series(rows)
    frame = ask(release, "benchmarks").frame.astype(object)
    told = {key_of(row): row for row in frame.to_dict("records")}
    assert set(told) == set(expected)
    for key, figures in expected.items():
        for name, value in figures.items():
            assert same(told[key][name], value), (key, name)


def check_revisions(release: Release, rows: list[Row]) -> None:
    expected = plain.revisions(rows)
    frame = ask(release, "benchmark_revisions").frame.astype(object)
    names = ("first_vintage", "first_value", "last_vintage", "last_value", "vintages")
    told = {key_of(row, "vintage"): tuple(row[name] for name in names) for row in frame.to_dict("records")}
    assert told == expected
    for row in frame.to_dict("records"):
        growth = float(row["last_value"]) / float(row["first_value"]) - 1 if row["first_value"] > 0 else None
        assert same(row["revision"], growth)


def check_anomalies(release: Release, rows: list[Row], submissions: list[list[Row]]) -> None:
    frame = ask(release, "benchmark_anomalies").frame.astype(object)
    found = frame.to_dict("records")
    told = {
        (row["anomaly"], *key_of(row), row["compared_value"])
        for row in found
        if row["anomaly"] != "base_revised"
    }
    assert told == plain.anomalies(rows) | plain.disordered(submissions)
    assert {key_of(row) for row in found if row["anomaly"] == "base_revised"} == plain.rebased(rows)
    for row in found:
        assert row["difference"] == row["value"] - row["compared_value"]
        assert row["why"]


def check_peers(release: Release, rows: list[Row], reported: dict[tuple[int, int], tuple[int, int]]) -> None:
    expected = plain.peers(rows, reported)
    frame = ask(release, "peer_regions").frame.astype(object)
    told = {
        tuple(row[name] for name in ("region_code", "year", "quarter", "scope", "caliber")): row
        for row in frame.to_dict("records")
    }
    assert set(told) == set(expected)
    assert len(told) == len(frame)
    for key, figures in expected.items():
        for name, value in figures.items():
            assert same(told[key][name], value), (key, name, told[key][name], value)
    for row in told.values():
        group = [
            other
            for key, other in told.items()
            if key[1:] == tuple(row[n] for n in ("year", "quarter", "scope", "caliber"))
        ]
        ranks = sorted(other["ratio_rank"] for other in group if same(other["ratio_rank"], None) is False)
        assert not ranks or (ranks[0] == 1 and ranks[-1] <= len(ranks))
