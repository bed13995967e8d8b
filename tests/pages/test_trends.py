"""The page about trends: every dimension, basis and view stands, and its address opens any point."""

import pytest

from analysis.glossary import ENUMS
from analysis.questions import ask
from analysis.warehouse import open_release
from pages.components.table import LISTED
from pages.components.trending import VIEWS
from tests.pages.conftest import Visit

GROUPS = {
    "province": "440000",
    "region": "华北",
    "strategy": "yellow_river",
    "city": "370200",
    "enterprise": "91379900DEMA000139",
    "qualification": "公路工程施工总承包",
    "category": "公路",
}


def headings(page) -> list[str]:
    return [heading.value for heading in page.header]


@pytest.mark.parametrize("by", ENUMS["dimension"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_point_of_every_dimension_opens_what_it_is_made_of(visit: Visit, demo_home, by, language):
    page = visit(
        demo_home, "trends", by=by, group=GROUPS[by], basis="four_quarters", period="2026Q2", lang=language
    )
    assert not page.exception
    assert not page.error
    assert not page.info
    assert len(page.metric) == 4
    assert page.selectbox(key="filter_group").value == GROUPS[by]
    assert len(page.dataframe) == 3  # its parts, all groups, the nation
    parts = page.dataframe[0].value
    chosen = ask(
        open_release(demo_home), "trend_series", by=by, group=GROUPS[by], basis="four_quarters"
    ).frame.query("year == 2026 and quarter == 2")
    if len(parts) < LISTED:
        shown_in = 1e9 if language == "en" else 1e8
        assert parts["amount_yuan"].sum() == pytest.approx(int(chosen["amount_yuan"].iloc[0]) / shown_in)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("by", ["province", "strategy", "enterprise"])
def test_every_view_stands(visit: Visit, demo_home, by, view):
    page = visit(demo_home, "trends", by=by, view=view, basis="quarter")
    assert not page.exception
    assert not page.error
    assert len(page.metric) == 4
    assert bool(page.info) == (by == "strategy" and view == "concentration")


def test_another_dimension_lets_go_of_the_group(visit: Visit, demo_home):
    page = visit(demo_home, "trends", group="440000")
    page.selectbox(key="filter_by").select("city").run()
    assert "group" not in page.query_params
    assert page.query_params["by"] == "city"
    assert not page.info


def test_a_year_is_chosen_among_whole_years(visit: Visit, demo_home):
    page = visit(demo_home, "trends", basis="annual")
    assert page.selectbox(key="filter_period").value == "2025Q4"
    assert "2025年全年" in headings(page)[0]


def test_an_enterprise_that_is_not_among_the_largest_can_be_opened(visit: Visit, demo_home):
    groups = ask(open_release(demo_home), "trend_breakdown", by="enterprise").frame
    last = groups.dropna(subset=["rank"]).iloc[-1]
    page = visit(demo_home, "trends", by="enterprise", group=last["group_code"])
    assert not page.error
    assert last["group_name"] in headings(page)[0]


def test_a_group_that_means_nothing_is_told(visit: Visit, demo_home):
    page = visit(demo_home, "trends", by="region", group="nowhere")
    assert "nowhere" in page.info[0].value
    assert len(page.metric) == 4


def test_an_english_title_has_no_capitals_within(visit: Visit, demo_home):
    page = visit(demo_home, "trends", by="enterprise", period="2026Q2", lang="en")
    assert "By enterprise: year to date · 2026 Q1–Q2" in headings(page)
    assert any(", year to date · 2026 Q1–Q2: CNY " in title for title in headings(page))
