"""The coverage page: a date, another to compare with, a region outlined; all of it in the address."""

import pandas as pd
import pytest

from analysis.questions import ask
from analysis.warehouse import open_release
from pages.components import coverage_charts, map, shades
from tests.pages.test_pictures import HERE

PAST, RECENT = "2021-12-31", "2025-06-30"


def headings(page):
    return [header.value for header in page.header]


def test_the_page_is_as_of_the_date_in_the_address(visit, demo_home):
    page = visit(demo_home, "coverage", as_of=PAST)
    summary = ask(open_release(demo_home), "coverage_summary", as_of=PAST).frame.iloc[0]
    assert not page.exception
    assert page.metric[0].value == f"{summary['provinces_covered']:.0f} / 33"
    assert page.metric[2].value == f"{summary['share_stationed']:.1%}"
    assert f"{summary['provinces_gap']:.0f}个" in page.header[0].value


def test_before_anything_was_known_the_page_stands(visit, demo_home):
    page = visit(demo_home, "coverage", as_of="2001-01-01", compare="2000-01-01")
    assert not page.exception
    assert not page.error
    assert [metric.value for metric in page.metric] == ["0 / 33", "0 / 0", "—", "—"]


@pytest.mark.parametrize(("as_of", "compare"), [(RECENT, PAST), (PAST, RECENT)])
def test_two_dates_stand_side_by_side_the_earlier_one_first(visit, demo_home, as_of, compare):
    page = visit(demo_home, "coverage", as_of=as_of, compare=compare)
    assert not page.exception
    assert not page.error
    assert [one.value for one in page.subheader] == ["2021年12月31日", "2025年6月30日"]
    changes = ask(open_release(demo_home), "coverage_changes", **{"from": PAST, "to": RECENT}).frame
    gained = (changes["change"] == "gained").sum()
    assert gained
    assert any(f"覆盖增强 {gained} 个省份" in heading for heading in headings(page))
    shown = next(table.value for table in page.dataframe if "change" in table.value)
    assert len(shown) == 33
    assert page.metric[0].delta.startswith("▲" if as_of == RECENT else "▼")


def test_a_region_is_outlined_and_told(visit, demo_home):
    page = visit(demo_home, "coverage", region="yangtze_delta")
    region = ask(open_release(demo_home), "coverage_by_region", strategy="yangtze_delta").frame.iloc[0]
    assert not page.exception
    told = next(words.value for words in page.markdown if words.value.startswith("长三角一体化发展："))
    assert f"{region['provinces_total']} 个省份中已覆盖 {region['provinces_covered']} 个" in told
    assert page.query_params["region"] == "yangtze_delta"


def test_every_gap_is_listed_with_its_reason_the_largest_first(visit, demo_home):
    page = visit(demo_home, "coverage", lang="en")
    coverage = ask(open_release(demo_home), "coverage", language="en").frame
    gaps = coverage[coverage["status"] == "gap"].sort_values("demand_yuan", ascending=False)
    assert len(gaps) > 1
    reasons = [words.value for words in page.markdown if words.value.startswith("Our output there")]
    assert [reason.split("rank ")[1].split(".")[0] for reason in reasons] == gaps["rank"].astype(
        str
    ).to_list()


def test_outlined_provinces_have_a_border_in_both_pictures_and_a_click_falls_through():
    rows, scale = shades.by_coverage(pd.DataFrame({"province_code": []}), HERE)
    outlined = frozenset({"310000", "320000"})
    plain, drawn = (map.china(rows, scale, "zh", False, codes) for codes in (frozenset(), outlined))
    borders = [trace for trace in drawn.data if trace.type == "choropleth" and len(trace.locations) == 2]
    assert len(drawn.data) == len(plain.data) + 2
    assert {trace.geo for trace in borders} == {"geo", "geo2"}
    assert all(set(trace.locations) == outlined and trace.hoverinfo == "skip" for trace in borders)
    tiles = map.tile_grid(rows, scale, "zh", False, outlined)
    frames = [shape.path for shape in tiles.layout.shapes if shape.line.width]
    assert [path.count("M") for path in frames] == [2]


def test_the_course_of_coverage_breaks_where_no_share_is_known():
    history = pd.DataFrame(
        {
            "year": [2025, 2025],
            "quarter": [3, 4],
            **{f"provinces_{status}": [1, 2] for status in ("stationed", "reached", "gap", "idle")},
            "share_stationed": pd.array([None, 0.25], dtype="Float64"),
            "share_covered": pd.array([None, 0.5], dtype="Float64"),
        }
    )
    *bars, strict, inclusive = coverage_charts.coverage_history(history, HERE).data
    assert [bar.name for bar in bars] == ["驻点覆盖", "辐射覆盖", "空白", "暂无业务"]
    assert (strict.y[1], inclusive.y[1]) == (25, 50)
    assert pd.isna(strict.y[0])
    assert pd.isna(inclusive.y[0])
