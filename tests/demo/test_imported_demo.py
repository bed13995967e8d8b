"""The demo after its import: what the questions answer is what the generator's rows add up to."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from analysis.questions import QUESTIONS, ask
from analysis.warehouse import Release, open_release
from data.demo.generate import Demo, make_demo
from data.demo.output import SLIP, OutputRow
from data.demo.story import HOME, LATEST, PERIODS, Period

YUAN_PER_WAN = 10_000
# A space between Chinese characters or signs.
STRAY = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef] +[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def demo() -> Demo:
    return make_demo()


@pytest.fixture(scope="module")
def release(demo_home: Path) -> Release:
    return open_release(demo_home)


def rows_of(demo: Demo, period: Period) -> list[OutputRow]:
    return list(demo.output.rows(period, final=True))


def test_no_row_of_the_demo_was_refused(release: Release) -> None:
    assert ask(release, "problems", severity="error").frame.empty


def test_all_of_it_is_marked_as_demo(release: Release) -> None:
    submissions = ask(release, "submissions").frame
    assert len(submissions) == 26
    assert submissions["demo"].all()
    assert ask(release, "overview").demo


@pytest.mark.parametrize("period", PERIODS)
def test_totals_are_the_sum_of_the_generators_rows(demo: Demo, release: Release, period: Period) -> None:
    rows = rows_of(demo, period)
    answer = ask(release, "overview", year=period[0], quarter=period[1]).frame.iloc[0]
    gross = sum(row.output_ytd for row in rows) * YUAN_PER_WAN
    out = sum(row.output_ytd for row in rows if row.province_code != HOME) * YUAN_PER_WAN
    assert answer["gross_output_ytd_yuan"] == gross
    assert answer["out_of_province_ytd_yuan"] == out


def test_each_destination_gets_what_the_generator_gave_it(demo: Demo, release: Release) -> None:
    expected: dict[str, int] = defaultdict(int)
    for row in rows_of(demo, LATEST):
        if row.province_code != HOME:
            expected[row.province_code] += row.output_ytd * YUAN_PER_WAN
    answer = ask(release, "output_by_province").frame.dropna(subset=["output_ytd_yuan"])
    assert dict(zip(answer["province_code"], answer["output_ytd_yuan"], strict=True)) == expected


def test_the_published_totals_reach_the_page(release: Release) -> None:
    for year, gross, out in (
        (2021, 1_053_206_000_000, 228_520_000_000),
        (2022, 1_139_735_000_000, 254_585_000_000),
    ):
        answer = ask(release, "overview", year=year, quarter=3).frame.iloc[0]
        assert answer["gross_output_ytd_yuan"] == gross
        assert answer["out_of_province_ytd_yuan"] == out


def test_what_the_demo_is_asked_about_is_what_it_means_to_be_asked_about(release: Release) -> None:
    rules = ask(release, "problems", severity="question").frame["rule"].value_counts()
    assert rules["ytd_fall"] == 5
    assert rules["scale_slip"] == 1
    assert set(rules.index) <= {
        "ytd_fall",
        "scale_slip",
        "place_several",
        "place_unknown",
        "responsibility_overlaps",
    }


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.speaks])
def test_sentences_have_no_stray_spaces(release: Release, name: str) -> None:
    needed = {"submission": 26} if "submission" in QUESTIONS[name].parameters else {}
    frame = ask(release, name, **needed).frame.drop(columns="record", errors="ignore")
    told = [value for values in frame.to_dict("list").values() for value in values if isinstance(value, str)]
    assert not [words for words in told if STRAY.search(words)]


def test_some_questions_are_answered_and_the_others_stay_open(release: Release) -> None:
    problems = ask(release, "quality_problems", severity="question").frame
    states = problems.groupby("rule")["problem_state"].value_counts()
    assert states["ytd_fall"].to_dict() == {"open": 3, "answered": 2}
    assert states["scale_slip"].to_dict() == {"corrected": 1}
    assert states["place_several"]["answered"] == 6
    assert states["place_unknown"]["answered"] == 2
    told = problems[problems["answer"].notna()]
    assert len(told) == 10
    assert told[["answered_by", "answered_at", "answer_submission_id"]].notna().all(axis=None)
    assert (told["answered_at"] > told["received_at"]).all()
    assert set(told["problem_state"]) == {"answered"}


def test_the_corrected_slip_can_still_be_read(demo: Demo, release: Release) -> None:
    corrected = list(demo.output.corrected(SLIP))
    assert len(corrected) == 1
    row = corrected[0]
    answer = ask(
        release,
        "provenance",
        kind="output",
        enterprise=row.enterprise.code,
        year=SLIP[0],
        quarter=SLIP[1],
        province=row.province_code,
    ).frame
    assert sorted(answer["superseded"]) == [False, True]


def test_twelve_enterprises_are_missing_in_the_latest_quarter(release: Release) -> None:
    answer = ask(release, "overview").frame.iloc[0]
    assert (answer["year"], answer["quarter"]) == LATEST
    assert answer["expected_enterprises"] - answer["reported_enterprises"] >= 12


def test_the_gaps_are_those_of_the_story(release: Release) -> None:
    coverage = ask(release, "coverage", as_of=AS_OF).frame.set_index("province_code")["status"]
    gaps = {"210000", "220000", "230000", "530000", "540000", "630000", "650000"}
    assert set(coverage.index[coverage == "gap"]) == gaps
    assert set(coverage.index[coverage == "idle"]) == {"710000", "810000"}
    assert coverage["820000"] == "reached"  # declared by a unit, used by nobody
    assert coverage["460000"] == "reached"
    assert coverage["420000"] == "stationed"


def test_the_roster_has_twenty_active_units(demo: Demo, release: Release) -> None:
    events = [event.event for event in demo.roster]
    active = ask(release, "key_units", as_of=AS_OF).frame
    assert len(active) == events.count("确定") - events.count("退出")


def test_the_benchmarks_came_with_it(release: Release) -> None:
    answer = ask(release, "benchmarks", region=HOME).frame
    assert not answer.empty
    assert answer["source"].str.len().gt(0).all()


def test_every_benchmark_names_its_region(release: Release) -> None:
    answer = ask(release, "benchmarks").frame
    regions = answer.drop_duplicates("region_code").set_index("region_code")["region"]
    assert regions.notna().all()
    assert regions["000000"] == "全国"
    assert regions["370300"] == "淄博"


def test_every_request_stands_as_the_story_ends(demo: Demo, release: Release) -> None:
    answer = ask(release, "service_requests", as_of=AS_OF).frame.set_index("request_id")
    assert len(answer) == len(demo.requests)
    for story in demo.requests:
        told = story.on(AS_OF)
        assert told is not None
        row = answer.loc[told.number]
        assert (row["state"] == "resolved") == (told.resolved is not None), told.number
        assert row["province_code"] == story.row.province_code
    assert {"received", "responded", "resolved", "reopened"} == set(answer["state"])
    assert answer["overdue"].any()
    assert (answer["host_coverage"] == "gap").any()


def test_the_desk_has_its_vacancies_and_its_overlap(release: Release) -> None:
    directory = ask(release, "liaison_directory", as_of=AS_OF).frame
    vacant = directory[directory["vacant"] & (directory["coverage"].fillna("") != "idle")]
    # Macao belongs to no region of the desk, but a unit declares to reach it.
    assert set(vacant["province_code"].dropna()) == {"220000", "230000", "650000", "820000"}
    assert vacant.loc[vacant["duty"] == "city", "city"].tolist() == ["菏泽"]
    told = set(directory.loc[directory["duty"] == "headquarters", "enterprise_code"])
    assert set(ask(release, "key_units", as_of=AS_OF).frame["enterprise_code"]) <= told
    assert set(directory.loc[directory["overlapping"], "province_code"]) == {"510000"}
    assert directory["phone"].dropna().str.startswith("000****").all()


def test_agreements_and_contacts_have_their_cases(release: Release) -> None:
    states = ask(release, "agreements", as_of=AS_OF).frame["agreement_state"]
    assert set(states) == {"in_force", "expiring", "expired", "none"}
    contacts = ask(release, "contacts", as_of=AS_OF).frame
    assert set(contacts.loc[contacts["backbone"], "contact_state"]) == {"recent", "lapsed", "never"}
