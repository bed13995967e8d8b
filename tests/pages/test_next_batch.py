"""The next batch as a reader meets it: conditions, plans, seats with evidence, what if, and files."""

import pytest

from analysis.questions import ask
from analysis.reports.download import download
from analysis.warehouse import open_release
from tests.conftest import analysis
from tests.pages.conftest import Visit

SECTIONS = ("seats", "plans", "curve", "suppose", "stability", "candidates")
DAY = "2026-11-23"


def words(page) -> str:
    return "\n".join(element.value for element in (*page.header, *page.markdown, *page.caption, *page.info))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_stands_in_both_languages(visit: Visit, demo_home, section, language):
    page = visit(demo_home, "next_batch", show=section, lang=language, as_of=DAY, seats="2")
    assert not page.exception
    assert not page.error
    assert len(page.metric) == 4
    assert bool(page.dataframe) == (section != "suppose")


def test_the_conditions_are_in_the_address(visit: Visit, demo_home):
    page = visit(
        demo_home, "next_batch", as_of=DAY, seats="2", reach_weight="0.3", least="1.5", fixed="650000"
    )
    assert page.number_input(key="filter_seats").value == 2
    assert page.number_input(key="filter_reach_weight").value == 0.3
    assert page.multiselect(key="filter_fixed").value == ["650000"]
    page.number_input(key="filter_w_record").set_value(0).run()
    assert page.query_params["w_record"] == "0"
    assert not page.exception
    page.number_input(key="filter_seats").set_value(10).run()
    assert "seats" not in page.query_params


@pytest.mark.parametrize("address", [{"seats": "many"}, {"reach_weight": "nan"}, {"fixed": "nobody"}])
def test_a_condition_that_cannot_be_is_told_in_words(visit: Visit, demo_home, address):
    page = visit(demo_home, "next_batch", **address)
    assert not page.exception
    assert page.info or page.error
    assert next(iter(address.values())) in words(page) + "".join(error.value for error in page.error)


def test_too_many_seats_are_refused_with_what_is_possible(visit: Visit, demo_home):
    page = visit(demo_home, "next_batch", as_of="2021-06-01", seats="100", least="9999")
    assert not page.exception
    assert "100" in page.error[0].value
    assert page.number_input(key="filter_seats").value == 100


def test_a_day_before_all_reports_has_no_candidate_and_says_so(visit: Visit, demo_home):
    page = visit(demo_home, "next_batch", as_of="2001-01-01")
    assert not page.exception
    assert not page.error
    assert any("没有可安排的席位" in element.value for element in page.info)


def test_a_seat_can_be_fixed_and_ruled_out_from_its_reason(visit: Visit, demo_home):
    page = visit(demo_home, "next_batch", as_of=DAY, seats="2")
    chosen = page.selectbox(key="filter_seat").value
    page.button(key=f"put_fixed_{chosen}").click().run()
    assert page.query_params["fixed"] == chosen
    assert not page.exception
    page = visit(demo_home, "next_batch", as_of=DAY, seats="2")
    enterprise = chosen.partition(":")[2]
    page.button(key=f"put_forbidden_{enterprise}").click().run()
    assert page.query_params["forbidden"] == enterprise
    assert chosen not in page.selectbox(key="filter_seat").options


def test_a_gap_leads_to_its_candidates(visit: Visit, demo_home):
    page = visit(demo_home, "next_batch", as_of=DAY, province="650000", show="candidates")
    assert page.selectbox(key="filter_province").value == "650000"
    assert set(page.dataframe[0].value["province"]) == {"新疆"}


def test_any_candidate_of_a_province_can_be_put_into_the_plan(visit: Visit, demo_home):
    page = visit(demo_home, "next_batch", as_of=DAY, seats="2", province="650000", show="candidates")
    candidates = page.selectbox(key="filter_candidate")
    second = page.dataframe[0].value["enterprise"][1]
    assert second in candidates.options[1]
    candidates.select_index(1).run()
    page.selectbox(key="filter_province").select("530000").run()
    assert not page.info, "who was looked at in one province is not missed in another"
    page.selectbox(key="filter_province").select("650000").run()
    page.selectbox(key="filter_candidate").select_index(1).run()
    wish = f"650000:{page.query_params['candidate']}"
    page.button(key=f"put_fixed_{wish}").click().run()
    assert not page.exception
    assert page.query_params["fixed"] == wish
    assert "show" not in page.query_params, "the seats that come of it"
    assert second in set(page.dataframe[0].value["enterprise"])


def test_a_province_left_in_the_address_does_not_change_what_is_shown(visit: Visit, demo_home):
    """Who opens a seat's province and goes back finds the seats: the way there leaves its choice behind."""
    page = visit(demo_home, "next_batch", as_of=DAY, seats="2", province="650000")
    assert page.segmented_control(key="filter_show").value == "seats"
    assert len(page.dataframe[0].value) == 2


def test_what_is_supposed_is_said_in_words_and_figures(visit: Visit, demo_home):
    page = visit(
        demo_home, "next_batch", as_of=DAY, show="suppose", seats="2", demand_in="西北", demand_by="-90"
    )
    assert not page.exception
    assert "方案变化" in words(page)
    assert page.dataframe[0].value["case"].to_list() == ["现方案", "假设后"]
    page = visit(demo_home, "next_batch", as_of=DAY, show="suppose", seats="2", supposed_weight="0.9")
    assert "加权覆盖产值" in words(page)


def test_the_download_is_what_the_command_line_writes(demo_home, tmp_path):
    """The page asks with everything said; a script leaves open what is usual."""
    release = open_release(demo_home)
    weights = "record=30,years=10,growth=10,projects=15,grade=10,presence=15,conduct=5,willingness=5"
    answer = ask(
        release,
        "next_batch",
        as_of=DAY,
        seats=2,
        reach_weight=0.5,
        min_output_yuan=0,
        weights=weights,
        plan=1,
    )
    file = tmp_path / "seats.csv"
    asked = ("--as-of", DAY, "--seats", "2", "--plan", "1")
    analysis("ask", "next_batch", *asked, "-o", file, home=demo_home)
    assert file.read_bytes() == download(answer, "csv").content
