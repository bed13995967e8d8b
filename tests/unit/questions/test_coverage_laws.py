"""Laws of coverage, through files as they are imported: what a unit more or less and later events change."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analysis import warehouse
from analysis.intake.submit import accept, prepare
from analysis.questions import ask
from analysis.reference import province_name
from analysis.warehouse import Release
from tests.unit.questions.naive_coverage import LEVEL, OTHERS, Event

DAY, LAST_DAY = date(2024, 1, 1), date(2026, 6, 30)
# Codes of the kind organisations had before 2015: nine characters, the last one checks the others.
CODES = {"A": "000000019", "B": "000000027", "C": "000000035", "X": "000000043"}
DAYS = st.dates(DAY, LAST_DAY)
PLACES = st.sampled_from(OTHERS)


@st.composite
def seats(draw: st.DrawFn, enterprise: str) -> list[Event]:
    """What happens to one unit: designated somewhere, its reach perhaps declared, perhaps withdrawn later."""
    reach = draw(st.none() | st.lists(PLACES, unique=True, min_size=1, max_size=3).map(tuple))
    place, designated = draw(PLACES), draw(DAYS)
    told = [Event(enterprise, place, "designated", designated, reach)]
    if draw(st.booleans()) and designated < LAST_DAY:
        left = draw(st.dates(designated + timedelta(days=1), LAST_DAY))
        told.append(Event(enterprise, place, "withdrawn", left))
    return told


rosters = st.tuples(seats("A"), seats("B"), seats("C")).map(
    lambda units: [one for unit in units for one in unit]
)
demands = st.dictionaries(PLACES, st.integers(1, 9), min_size=2, max_size=8)


def take(home: Path, name: str, header: str, lines: Iterator[str]) -> Release:
    """The release after one more file."""
    content = "\n".join([header, *lines]).encode()
    prepared = prepare(content, name, home)
    assert not prepared.errors
    accept(prepared, home)
    return warehouse.open_release(home)


def take_output(home: Path, demand: dict[str, int]) -> Release:
    rows = (
        f"{CODES['A']},示例甲,{year},4,{province_name(place, 'zh')},{amount}"
        for year in (2024, 2025)
        for place, amount in demand.items()
    )
    return take(home, "output.csv", "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)", rows)


def take_events(home: Path, name: str, events: list[Event]) -> Release:
    words = {"designated": "确定", "withdrawn": "退出"}
    rows = (
        ",".join(
            [
                CODES[one.enterprise], f"示例{one.enterprise}", province_name(one.province, "zh"), "1",
                words[one.kind], one.day.isoformat(),
                "、".join(province_name(code, "zh") for code in one.reach or ()),
            ]
        )
        for one in events
    )  # fmt: skip
    header = "统一社会信用代码,企业名称,驻地省份,批次,事项,生效日期,辐射省份"
    return take(home, name, header, rows)


def levels(release: Release, day: date) -> pd.Series:
    frame = ask(release, "coverage", as_of=day).frame.set_index("province_code")
    return frame["status"].map(LEVEL).sort_index()


def figures(release: Release, day: date) -> pd.Series:
    return ask(release, "coverage_summary", as_of=day).frame.iloc[0]


def assert_never_less(more: Release, less: Release, day: date) -> None:
    assert (levels(more, day) >= levels(less, day)).all(), day
    above, below = figures(more, day), figures(less, day)
    for share in ("share_stationed", "share_covered"):
        if pd.isna(below[share]):
            assert pd.isna(above[share])
        else:
            assert above[share] >= below[share], (day, share)


def assert_same(one: Release, other: Release, day: date) -> None:
    for question in ("coverage", "coverage_summary", "coverage_history", "key_units"):
        pd.testing.assert_frame_equal(
            ask(one, question, as_of=day).frame, ask(other, question, as_of=day).frame, obj=question
        )


# An example is four imports: a failing one is told as it came, without looking for a smaller one.
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(rosters, demands, PLACES, st.dates(DAY + timedelta(days=1), LAST_DAY - timedelta(days=1)), st.data())
def test_a_unit_more_never_lowers_one_less_never_raises_and_no_day_knows_of_tomorrow(
    roster: list[Event], demand: dict[str, int], place: str, joins: date, data: st.DataObject
) -> None:
    leaves = data.draw(st.dates(joins + timedelta(days=1), LAST_DAY), label="leaves")
    days = {DAY, joins, leaves, LAST_DAY, *data.draw(st.lists(DAYS, max_size=4), label="days")}
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        warehouse.init_home(home)
        take_output(home, demand)
        without = take_events(home, "first.csv", roster)
        joined = take_events(home, "second.csv", [Event("X", place, "designated", joins)])
        left = take_events(home, "third.csv", [Event("X", place, "withdrawn", leaves)])
        for day in days:
            assert_never_less(joined, without, day)
            assert_never_less(joined, left, day)
        assert levels(joined, joins)[place] == LEVEL["stationed"]
        assert_same(without, joined, joins - timedelta(days=1))
        assert_same(joined, left, leaves - timedelta(days=1))
        for release in (without, joined, left):
            course = ask(release, "coverage_history", as_of=LAST_DAY).frame
            known = course.dropna(subset="share_covered")
            assert len(known)
            assert (known["share_covered"] + known["share_uncovered"]).to_list() == pytest.approx(
                [1] * len(known)
            )
            assert (known["share_stationed"] <= known["share_covered"]).all()
            counts = course[["provinces_stationed", "provinces_reached", "provinces_gap", "provinces_idle"]]
            assert (counts.sum(axis=1) == len(OTHERS)).all()
