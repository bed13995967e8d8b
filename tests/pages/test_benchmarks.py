"""Published figures: each disagreement known from the records is told, and provinces stand beside ours."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import reference, warehouse
from analysis.intake.submit import accept, prepare
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.pages.conftest import Visit

HEADER = "地区,时期,基础,范围,指标,数值,单位,口径,版本,发布同比(%)\n"
HOME, NATION = "370000", "000000"
OUT, TOTAL = "在外省完成的产值", "建筑业总产值"


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    told = json.loads((shared / "facts" / "verification_cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in told if case["id"].startswith("ANOM-")}


@pytest.fixture(scope="module")
def published(
    shared: Path, cases: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The real files as they are, a year's rows as the bureau sends them, and the figures of the cases."""
    home = tmp_path_factory.mktemp("published") / "home"
    warehouse.init_home(home)
    national = (shared / "real" / "nbs_national_quarterly_ytd_long.csv").read_bytes()
    files = {"nbs.csv": national, "2004.csv": as_it_arrives(shared, cases["ANOM-ORDER"]["inputs"]["order"])}
    yearbook = "province_total_output_2003_2005.csv"
    files[yearbook] = (shared / "real" / yearbook).read_bytes()
    rebased, parts = (cases[f"ANOM-{name}"]["inputs"] for name in ("REVISED-BASE-2023", "2018-COMPONENTS"))
    names = ("建筑工程产值", "安装工程产值", "其他产值")
    rows = [
        f"全国,2022,年度,,{TOTAL},{rebased['published_prev']},亿元,统计局,,",
        f"全国,2023,年度,,{TOTAL},{rebased['cur']},亿元,统计局,,{rebased['published_growth_pct']}",
        f"全国,2018,年度,,{TOTAL},{parts['total']},亿元,统计局,,",
        *(
            f"全国,2018,年度,,{name},{value},亿元,统计局,,"
            for name, value in zip(names, parts["parts"], strict=True)
        ),
    ]
    files["年度.csv"] = (HEADER + "\n".join(rows)).encode()
    for name, content in files.items():
        accept(prepare(content, name, home), home)
    return home


def as_it_arrives(shared: Path, order: list[str]) -> bytes:
    """The bureau's rows of a year, series by series in the order given."""
    path = shared / "real" / "nbs_national_quarterly_ytd_long.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    codes = [label.replace("年", "") for label in order]
    year = rows[rows["nbs_period_code"].isin(codes)]
    place = year["nbs_period_code"].map(codes.index)
    ordered = year.assign(place=place).sort_values(["scope", "indicator", "vintage", "place"], kind="stable")
    return ordered[rows.columns].to_csv(index=False).encode()


TOLD = {
    "ANOM-REVISED-BASE-2023": ("base_revised", NATION, ["5.77%", "1.26%", "311,979.84", "不可混用"]),
    "ANOM-VINTAGE-2021Q4": ("revised", NATION, ["293,079.31", "293,027.42", "两个版本均保留"]),
    "ANOM-2018-COMPONENTS": ("parts_differ", NATION, ["225,816.86", "235,085.52", "9,268.66"]),
    "ANOM-2004-REVISION": ("revised", HOME, ["1,902.10", "1,969.00", "yearbook2005"]),
    "ANOM-2005-SUM": ("regions_differ", NATION, ["34,745.80", "33,746.00", "999.80", "口径不同"]),
    "ANOM-STOCK-2020": ("opening_moves", NATION, ["270,402.34", "260,886.21", "存量不作差分"]),
    "ANOM-ORDER": ("out_of_order", NATION, ["2004Q3", "先按时期排序再作差分"]),
}


def test_every_case_known_is_shown(cases: dict[str, dict[str, Any]]) -> None:
    assert set(TOLD) == set(cases)


@pytest.mark.parametrize("case", TOLD)
def test_a_disagreement_is_told_in_words(case: str, visit: Visit, published: Path) -> None:
    kind, region, words = TOLD[case]
    page = visit(published, "benchmarks", region=region, anomaly=kind)
    assert not page.exception
    told = page.dataframe[-1].value["why"]
    assert any(all(word in sentence for word in words) for sentence in told), list(told)


def test_without_a_kind_all_are_listed(visit: Visit, published: Path) -> None:
    page = visit(published, "benchmarks", region=HOME)
    assert set(page.dataframe[-1].value["anomaly"]) == {"前后版本不一"}
    assert page.selectbox(key="filter_anomaly").value == ""


def test_our_province_is_ranked_among_those_of_one_year(visit: Visit, published: Path) -> None:
    page = visit(published, "benchmarks", region=HOME)
    assert page.selectbox(key="filter_beside").value == "2005Q4~"
    rows = ask(open_release(published), "peer_regions", year=2005, scope="-").frame
    ours = rows.set_index("region_code").loc[HOME]
    heading = next(
        header.value for header in page.header if "建筑业总产值" in header.value and "居第" in header.value
    )
    assert f"在有公布数的31个省份中居第{ours['gross_rank']}位" in heading
    assert len(rows) == 32


@pytest.mark.parametrize("language", ["zh", "en"])
def test_provinces_of_one_caliber_stand_beside_ours_as_reported(
    visit: Visit, demo_home: Path, language: str
) -> None:
    page = visit(demo_home, "benchmarks", lang=language, caliber="statistics")
    assert not page.exception
    code = page.selectbox(key="filter_beside").value
    assert code == "2023Q4~总承包和专业承包"
    said = [caption.value for caption in page.caption]
    assert any(("口径不同" if language == "zh" else "another caliber") in words for words in said)
    names = [reference.province_name(place, language) for place in ("110000", "330000")]
    table = next(frame.value for frame in page.dataframe if "ratio_rank" in frame.value)
    assert [name for name in table["region"] if name in names] == names
    assert table["ratio_rank"].dropna().tolist() == [1, 2]
    assert any(names[0] in header.value and "22.4%" in header.value for header in page.header)


def test_our_province_s_rank_is_said_where_it_was_published(visit: Visit, demo_home: Path) -> None:
    page = visit(demo_home, "benchmarks", caliber="statistics", beside="2021Q4~国有及国有控股")
    assert any("居第2位" in header.value and "40.3%" in header.value for header in page.header)


def test_a_caliber_nobody_published_in_says_so(visit: Visit, published: Path) -> None:
    page = visit(published, "benchmarks", caliber="housing")
    assert not page.exception
    assert any("此口径" in info.value for info in page.info)
