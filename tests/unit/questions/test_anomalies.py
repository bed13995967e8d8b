"""Published figures that disagree: each case known from the records is found, and said in words."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import reference, warehouse
from analysis.intake.submit import accept, prepare
from analysis.questions import ask
from analysis.warehouse import Release
from tests.unit.questions.test_benchmarks import OUT, TOTAL, figure
from tests.unit.warehouse.books import Books, Row

MAINLAND = [code for code in reference.provinces()["province_code"] if code[:2] < "70"]


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    told = json.loads((shared / "facts" / "verification_cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in told}


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The bureau's quarters in two vintages and the yearbooks' provinces in two, imported as they are."""
    home = tmp_path_factory.mktemp("published") / "home"
    warehouse.init_home(home)
    for name in ("nbs_national_quarterly_ytd_long.csv", "province_total_output_2003_2005.csv"):
        path = shared / "real" / name
        accept(prepare(path.read_bytes(), path.name, home), home)
    return warehouse.open_release(home)


def found(frame: pd.DataFrame, **where: object) -> pd.DataFrame:
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


def annual(year: int, value: str, indicator: str = TOTAL, **more: object) -> Row:
    return figure(year, None, value, basis="annual", indicator=indicator, vintage=None, **more)


def test_growth_that_was_published_on_a_revised_base(books: Books, cases: dict[str, dict[str, Any]]) -> None:
    given, expected = (cases["ANOM-REVISED-BASE-2023"][part] for part in ("inputs", "expected"))
    books.submit(
        benchmark=[
            annual(2022, str(given["published_prev"])),
            annual(2023, str(given["cur"]), published_yoy=given["published_growth_pct"] / 100),
        ]
    )
    row = books.ask("benchmark_anomalies").frame.squeeze()
    assert row["anomaly"] == "base_revised"
    assert round(row["derived_yoy"] * 100, 2) == expected["naive_growth_pct"]
    assert round(row["compared_value"]) == expected["implied_prev"]
    assert "5.77%" in row["why"]
    assert "1.26%" in row["why"]
    assert "不可混用" in row["why"]


def test_growth_that_agrees_to_the_decimals_printed_is_no_anomaly(books: Books) -> None:
    books.submit(benchmark=[annual(2022, "10027.65"), annual(2023, "8043.2", published_yoy=-0.198)])
    assert books.ask("benchmark_anomalies").frame.empty


def test_parts_that_were_not_revised_with_their_total(books: Books, cases: dict[str, dict[str, Any]]) -> None:
    case = cases["ANOM-2018-COMPONENTS"]
    parts = dict(zip(("建筑工程产值", "安装工程产值", "其他产值"), case["inputs"]["parts"], strict=True))
    books.submit(
        benchmark=[
            annual(2018, str(case["inputs"]["total"])),
            *(annual(2018, str(value), name) for name, value in parts.items()),
            figure(2018, 4, "235085.53"),
        ]
    )
    frame = books.ask("benchmark_anomalies").frame
    assert set(frame["anomaly"]) == {"parts_differ", "annual_differs"}
    row = found(frame, anomaly="parts_differ").squeeze()
    assert row["difference"] == Decimal(str(case["expected"]["identity_fails_by"]))
    assert "9,268.66 亿元" in row["why"]
    year = found(frame, anomaly="annual_differs").squeeze()
    assert year["compared_value"] == Decimal("235085.53")


def test_sums_that_hold_but_for_rounding_are_none(books: Books, cases: dict[str, dict[str, Any]]) -> None:
    contracts, origin, place = (cases[name]["inputs"] for name in ("ID1", "ID3", "ID5"))
    rows = {
        "440000": {
            "签订的合同额": contracts["签订"],
            "上年结转合同额": contracts["结转"],
            "本年新签合同额": contracts["新签"],
            TOTAL: origin["总产值"], "自行完成施工产值": origin["自行"],
            "从建设单位以外承揽工程完成的产值": origin["建设单位以外"],
        },
        "110000": {TOTAL: place["总"], OUT: place["外省"], "在北京完成的产值": place["本地"]},
    }  # fmt: skip
    books.submit(
        benchmark=[
            figure(2023, 2, str(value), indicator=name, region_code=code)
            for code, values in rows.items()
            for name, value in values.items()
        ]
    )
    assert books.ask("benchmark_anomalies").frame.empty
    books.submit(benchmark=[figure(2023, 2, "14000", region_code="110000")])
    assert books.ask("benchmark_anomalies").frame["anomaly"].tolist() == ["parts_differ"]


def test_an_incomplete_sum_is_not_held_against_its_whole(books: Books) -> None:
    books.submit(benchmark=[figure(2023, 2, "9"), figure(2023, 2, "1", indicator="建筑工程产值")])
    assert books.ask("benchmark_anomalies").frame.empty


def test_the_two_vintages_of_2021q4(published: Release, cases: dict[str, dict[str, Any]]) -> None:
    given = cases["ANOM-VINTAGE-2021Q4"]["inputs"]
    frame = found(ask(published, "benchmark_anomalies").frame, anomaly="revised", scope="总承包和专业承包")
    for indicator, part in ((TOTAL, "total"), (OUT, "out")):
        row = found(frame, indicator=indicator, period="2021Q4").squeeze()
        assert [float(row["compared_value"]), float(row["value"])] == [
            given[f"v1_{part}"],
            given[f"v2_{part}"],
        ]
        assert (row["against"], row["vintage"]) == ("2022-02", "2023-08")
    revisions = found(ask(published, "benchmark_revisions").frame, indicator=OUT, period="2021Q4")
    row = found(revisions, scope="总承包和专业承包").squeeze()
    assert [float(row["first_value"]), float(row["last_value"])] == [given["v1_out"], given["v2_out"]]
    assert row["revision"] == pytest.approx(given["v2_out"] / given["v1_out"] - 1)


def test_the_yearbooks_two_figures_of_2004(published: Release, cases: dict[str, dict[str, Any]]) -> None:
    given = cases["ANOM-2004-REVISION"]["inputs"]
    for region, part in (("370000", "sd"), ("000000", "cn")):
        frame = ask(published, "benchmark_anomalies", region=region, indicator=TOTAL).frame
        row = found(frame, anomaly="revised", period="2004").squeeze()
        assert [float(row["compared_value"]), float(row["value"])] == [
            given[f"{part}_v1"],
            given[f"{part}_v2"],
        ]


def test_the_provinces_of_2005_do_not_add_up_to_the_nation(
    published: Release, cases: dict[str, dict[str, Any]]
) -> None:
    case = cases["ANOM-2005-SUM"]
    row = found(ask(published, "benchmark_anomalies").frame, anomaly="regions_differ").squeeze()
    assert (row["period"], row["indicator"]) == ("2005", TOTAL)
    assert float(row["compared_value"]) == case["inputs"]["sum31"]
    assert float(row["difference"]) == pytest.approx(case["expected"]["diff"])
    assert "口径不同" in row["why"]


def test_provinces_that_add_up_are_none_and_thirty_are_too_few(books: Books) -> None:
    rows = [annual(2005, "10", region_code=code) for code in MAINLAND]
    books.submit(benchmark=[*rows, annual(2005, "310")])
    assert len(MAINLAND) == 31
    assert books.ask("benchmark_anomalies").frame.empty
    books.submit(benchmark=[annual(2006, "10", region_code=code) for code in MAINLAND[:30]])
    books.submit(benchmark=[annual(2006, "999")])
    assert books.ask("benchmark_anomalies").frame.empty


def test_an_opening_stock_that_moves_is_told_once_a_year_and_never_differenced(published: Release) -> None:
    carried = "建筑业企业上年结转合同额"
    frame = ask(published, "benchmark_anomalies", indicator=carried).frame
    row = found(frame, anomaly="opening_moves", period="2020Q4", vintage="2023-08").squeeze()
    assert [float(row["compared_value"]), float(row["value"])] == [260886.21, 270402.34]
    assert not frame.duplicated(["year", "vintage", "anomaly"]).any()
    stocks = ask(published, "benchmarks", indicator=carried).frame
    assert stocks["discrete_value"].isna().all()


def test_quarters_out_of_order_in_their_file_are_differenced_in_order(books: Books) -> None:
    books.submit(benchmark=[figure(2004, quarter, str(quarter * 10)) for quarter in (1, 3, 2, 4)])
    frame = books.ask("benchmarks").frame
    assert frame["quarter"].tolist() == [1, 2, 3, 4]
    assert frame["discrete_value"].tolist() == [Decimal(10)] * 4
    row = books.ask("benchmark_anomalies").frame.squeeze()
    assert (row["anomaly"], row["period"], row["against"]) == ("out_of_order", "2004Q2", "2004Q3")
    assert (row["compared_value"], row["difference"]) == (Decimal(30), Decimal(-10))
    assert "-10.00 亿元" in row["why"]


@pytest.mark.parametrize("quarters", [(1, 2, 3, 4), (4, 3, 2, 1), (2, 4), (4, 2), (3,)])
def test_quarters_in_order_or_in_reverse_are_not_told(books: Books, quarters: tuple[int, ...]) -> None:
    books.submit(benchmark=[figure(2004, quarter, str(quarter * 10)) for quarter in quarters])
    assert books.ask("benchmark_anomalies").frame.empty


def test_quarters_of_several_files_have_no_order(books: Books) -> None:
    for quarter in (1, 3, 2, 4):
        books.submit(benchmark=[figure(2004, quarter, str(quarter * 10))])
    assert books.ask("benchmark_anomalies").frame.empty


def test_the_bureaus_rows_as_they_arrive_are_told_and_differenced_alike(
    published: Release, cases: dict[str, dict[str, Any]], shared: Path, tmp_path: Path
) -> None:
    name = "nbs_national_quarterly_ytd_long.csv"
    rows = pd.read_csv(shared / "real" / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    order = {label[-1]: place for place, label in enumerate(cases["ANOM-ORDER"]["inputs"]["order"])}
    series = ["scope", "indicator", "vintage", rows["nbs_period_code"].str[:4].rename("year")]
    arrived = rows.assign(
        series=rows.groupby(series, sort=False).ngroup(), place=rows["nbs_period_code"].str[-1].map(order)
    ).sort_values(["series", "place"])
    home = tmp_path / "home"
    warehouse.init_home(home)
    content = arrived[rows.columns].to_csv(index=False).encode()
    accept(prepare(content, name, home), home)
    release = warehouse.open_release(home)
    told = found(ask(release, "benchmark_anomalies").frame, anomaly="out_of_order")
    row = found(told, indicator=OUT, scope="总承包和专业承包", vintage="2023-08").squeeze()
    assert (row["period"], row["against"]) == ("2021Q2", "2021Q3")
    assert float(row["difference"]) == pytest.approx(41441.0 - 66567.7)
    assert not told.duplicated(["scope", "indicator", "vintage"]).any()
    assert "按时期排序" in row["why"]
    nation = ask(published, "benchmarks", region="000000").frame
    as_sorted = found(nation, basis="ytd").reset_index(drop=True)
    pd.testing.assert_frame_equal(ask(release, "benchmarks").frame, as_sorted)


def test_a_year_to_date_that_falls_is_explained(books: Books) -> None:
    books.submit(benchmark=[figure(2021, 1, "10"), figure(2021, 2, "8")])
    row = books.ask("benchmark_anomalies", language="en").frame.squeeze()
    assert (row["anomaly"], row["difference"]) == ("falls", Decimal(-2))
    assert "should not fall" in row["why"]


def test_what_did_not_change_between_vintages_has_a_revision_of_nothing(books: Books) -> None:
    books.submit(benchmark=[figure(2021, 1, "10", vintage=vintage) for vintage in ("2021-05", "2022-02")])
    row = books.ask("benchmark_revisions").frame.squeeze()
    assert (row["revision"], row["vintages"]) == (0, 2)
    assert books.ask("benchmark_anomalies").frame.empty
