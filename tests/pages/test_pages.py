"""Every page stands empty and full, in both languages, and its address says what it shows."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PAGES

# A space between Chinese characters or signs.
STRAY = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef] +[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Western parentheses around Chinese words.
WESTERN = re.compile(r"\([^()\]]*[\u4e00-\u9fff][^()]*\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ADDRESSES = {
    "province": {"province": "440000"},
    "enterprise": {"enterprise": "91379900DEMA000139"},
    "key_unit": {"unit": "91379900DEMA00056N-110000"},
}
# A page with several lists shows one of them at a time.
LISTS = [
    *(
        ("province", "of_province", name)
        for name in (
            "enterprises",
            "projects",
            "key_units",
            "coverage",
            "people",
            "requests",
            "agreements",
            "quarters",
        )
    ),
    *(
        ("enterprise", "of_enterprise", name)
        for name in ("destinations", "projects", "requests", "contacts", "quarters", "source")
    ),
    *(("liaison", "duty", name) for name in ("province", "city", "headquarters")),
    *(("service", "view", name) for name in ("board", "list")),
    *(("service", "by", name) for name in ("province", "unit", "category", "owner", "month")),
    *(("engagements", "of_contacts", name) for name in ("never", "all", "held")),
    *(("key_units", "of_roster", name) for name in ("units", "changes")),
    *(("key_unit", "of_unit", name) for name in ("criteria", "output", "history", "source")),
    *(("quality", "work", name) for name in ("questions", "answered", "reports", "gaps")),
    *(("data_intake", "open", name) for name in ("questions", "missing", "projects", "submissions")),
]


def said(page: AppTest) -> Iterator[str]:
    """The dashboard's own words on the page, which hold no name out of the records."""
    yield from (element.value for elements in (page.title, page.caption) for element in elements)
    yield from (expander.label for expander in page.expander)
    for metric in page.metric:
        yield from (metric.label, metric.delta)
    for widgets in (page.selectbox, page.text_input, page.button, page.checkbox):
        yield from (widget.label for widget in widgets)
    yield from (link.label for link in page.page_link)


def told(page: AppTest) -> list[str]:
    """Everything it says, names and figures out of the records too."""
    groups = (page.header, page.markdown, page.info)
    return [*said(page), *(element.value for group in groups for element in group)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_on_the_demo(visit, demo_home, name):
    page = visit(demo_home, name, **ADDRESSES.get(name, {}))
    assert not page.exception
    assert not page.error
    assert page.dataframe
    assert len(page.metric) == {"data_intake": 0, "provenance": 3}.get(name, 4)
    assert [badge.value for badge in page.markdown if "示例数据" in badge.value]


@pytest.mark.parametrize(
    ("name", "choice"), [("province", "province"), ("enterprise", "destination"), ("key_unit", "unit")]
)
def test_a_page_about_one_thing_offers_the_choice_first(visit, demo_home, name, choice):
    page = visit(demo_home, name)
    assert not page.exception
    assert not page.error
    assert not page.metric
    assert page.selectbox(key=f"filter_{choice}").value == ""


@pytest.mark.parametrize(("name", "key", "chosen"), LISTS)
def test_each_list_of_a_page_is_shown(visit, demo_home, name, key, chosen):
    page = visit(demo_home, name, **ADDRESSES.get(name, {}), **{key: chosen})
    assert not page.exception
    assert not page.error
    assert not page.info
    assert page.dataframe


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_a_home_without_data_says_what_to_do(visit, empty_home, name):
    page = visit(empty_home, name)
    assert not page.exception
    assert not page.error
    assert not page.metric
    if name == "data_intake":
        assert page.get("file_uploader")
    else:
        assert "python -m analysis init --demo" in page.code[0].value


def test_a_page_without_a_home_says_what_to_do(visit, tmp_path):
    page = visit(tmp_path / "nothing")
    assert not page.exception
    assert not page.error
    assert str(tmp_path / "nothing") in page.code[0].value


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_english(visit, demo_home, name):
    page = visit(demo_home, name, lang="en", **ADDRESSES.get(name, {}))
    assert not page.exception
    assert not page.error
    assert not [words for words in said(page) if CHINESE.search(words)]
    headings = [table.proto.columns for table in page.dataframe]
    amounts = [words for words in [*told(page), *headings] if re.search("CNY (100 million|10,000)", words)]
    assert amounts == []
    assert page.query_params["lang"] == "en"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_chinese(visit, demo_home, name):
    page = visit(demo_home, name, **ADDRESSES.get(name, {}))
    english = [words for words in said(page) if re.search(r"[a-z]{3}", words) and not CHINESE.search(words)]
    assert english == []
    assert not [words for words in told(page) if STRAY.search(words) or WESTERN.search(words)]


def test_the_language_goes_along_to_the_next_page(visit, demo_home):
    page = visit(demo_home, lang="en")
    page.switch_page("pages/coverage.py").run()
    assert page.title[0].value == "Coverage"
    assert page.query_params["lang"] == "en"


def test_a_choice_is_in_the_address_and_an_address_is_a_choice(visit, demo_home):
    page = visit(demo_home, "province", province="440000", period="2025Q4")
    assert page.selectbox(key="filter_province").value == "440000"
    assert page.selectbox(key="filter_period").value == "2025Q4"
    page.selectbox(key="filter_province").select("650000").run()
    assert page.query_params["province"] == "650000"
    assert page.query_params["period"] == "2025Q4"


def test_the_usual_choice_is_not_in_the_address(visit, demo_home):
    page = visit(demo_home, "province", province="440000", period="2025Q4")
    latest = page.selectbox(key="filter_period").options[0]
    page.selectbox(key="filter_period").select_index(0).run()
    assert "period" not in page.query_params
    assert latest == "2026年1—3季度"


@pytest.mark.parametrize("address", [{"province": "999999"}, {"period": "2031Q9"}, {"colour": "smell"}])
def test_an_address_that_means_nothing_is_told_and_the_page_stands(visit, demo_home, address):
    page = visit(demo_home, "province" if "province" in address else "overview", **address)
    assert not page.exception
    assert not page.error
    assert next(iter(address.values())) in page.info[0].value


def test_an_unknown_enterprise_is_refused_in_words(visit, demo_home):
    page = visit(demo_home, "enterprise", enterprise="91000000000000000X")
    assert not page.exception
    assert len(page.error) == 1
    assert "91000000000000000X" in page.error[0].value


def test_a_page_that_fails_says_so_without_a_traceback(visit, demo_copy, caplog):
    (demo_copy / "settings.toml").write_text("rise_is_red = maybe", encoding="utf-8")
    page = visit(demo_copy)
    assert not page.exception
    assert "settings.toml" in page.error[0].value


def test_a_file_that_cannot_be_read_is_told_as_the_reason(visit, empty_home):
    (empty_home / "settings.toml").mkdir()
    page = visit(empty_home)
    assert "settings.toml" in page.error[0].value


def test_a_link_that_is_the_first_request_stands_in_the_frame(demo_home, monkeypatch):
    """Streamlit then runs the page alone, until `st.navigation` was called once in the process."""
    from tests.conftest import PROJECT

    monkeypatch.setenv("DASHBOARD_HOME", str(demo_home))
    page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    page.switch_page("pages/coverage.py").run()
    assert not page.exception
    assert page.title[0].value == "覆盖"
    assert page.metric


def test_the_way_back_to_all_enterprises_clears_the_address(visit, demo_home):
    page = visit(demo_home, "enterprise", enterprise="91379900DEMA000139")
    page.button[0].click().run()
    assert "enterprise" not in page.query_params
    assert not page.metric
    assert page.dataframe
