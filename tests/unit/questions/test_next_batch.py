"""The next batch asked of small ledgers, against the definition read slowly, all combinations tried."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analysis.problems import Refused
from analysis.questions import ask
from analysis.questions.contract import QUESTIONS
from analysis.reference import neighbours, provinces
from analysis.settings import CRITERIA
from tests.unit.questions.naive import HOME, Row, Statistics
from tests.unit.warehouse.books import Books, enterprise, event, output, project

OTHERS = [code for code in provinces()["province_code"] if code != HOME]
PLACES = ["440000", "450000", "460000", "650000", "620000", "540000"]
AS_OF = date(2026, 11, 1)


@dataclass
class Slowly:
    """The definition of design §3, from rows of output and the roster's active seats."""

    rows: list[Row]
    seats: dict[str, str]  # enterprise: station

    def __post_init__(self) -> None:
        self.said = Statistics([self.rows], set(), {})
        ended = [p for p in self.said.periods() if date(p[0], p[1] * 3, 28) <= AS_OF]
        self.latest = ended[-1]
        self.demand = {code: max(0, self.said.demand(self.latest, code) or 0) for code in OTHERS}

    def four_quarters(self, name: str, place: str) -> int | None:
        year, quarter = self.latest
        now = self.said.ytd.get((name, place, year, quarter), 0)
        if quarter == 4:
            return now
        last = [(year - 1, 4), (year - 1, quarter)]
        if any(name not in self.said.reporters(period) for period in last):
            return None
        full, before = (self.said.ytd.get((name, place, *period), 0) for period in last)
        return now + full - before

    def candidates(self, least: int) -> list[tuple[str, str]]:
        found = []
        for name, place, year, quarter in self.said.ytd:
            if (year, quarter) != self.latest or place == HOME or name in self.seats:
                continue
            if self.said.single[name, place, year, quarter] <= 0:
                continue
            known = self.four_quarters(name, place)
            at_least = self.said.ytd[name, place, year, quarter] if known is None else known
            if at_least >= least:
                found.append((place, name))
        return found

    def covered(self, chosen: tuple[tuple[str, str], ...], weight: Fraction) -> Fraction:
        stations = {*self.seats.values(), *(place for place, _ in chosen)}
        reached = {near for place in stations for near in neighbours(place)}
        return sum(
            (
                yuan * (1 if code in stations else weight if code in reached else 0)
                for code, yuan in self.demand.items()
            ),
            start=Fraction(0),
        )

    def plans(self, seats: int, least: int) -> list[tuple[tuple[str, str], ...]]:
        return [
            chosen
            for chosen in combinations(sorted(self.candidates(least)), seats)
            if len({name for _, name in chosen}) == seats
        ]


def ledger(seed: int, home: Path) -> tuple[Books, Slowly]:
    """Seven enterprises, one with a seat, some of which handed in no report last year."""
    random = Random(seed)
    rows = []
    for name in "ABCDEFG":
        quarters = [(2025, 2), (2025, 4), (2026, 2)]
        if random.random() < 0.3:
            quarters.remove(random.choice(quarters[:2]))
        for place in [HOME, *random.sample(PLACES, random.randint(1, 4))]:
            for year, quarter in quarters:
                if random.random() < 0.9:
                    rows.append(Row(name, year, quarter, place, random.choice([0, 5, 7, 90, 300]) * quarter))
    books = Books(home)
    books.submit(
        enterprise=[
            enterprise(name) | {"grade": random.choice(["特级", "二级", None])} for name in "ABCDEFG"
        ],
        output=[output(*row) for row in rows],
        key_unit=[event("A", "440000", "designated", date(2021, 3, 8))],
        project=[project("P", "B", "650000")],
    )
    return books, Slowly(rows, {"A": "440000"})


@pytest.mark.parametrize("seed", range(6))
def test_the_plans_are_the_best_of_all_combinations(seed: int, tmp_path: Path) -> None:
    books, slowly = ledger(seed, tmp_path / "home")
    release = books.release()
    for seats, least, weight in ((1, 0, "0.5"), (2, 0, "0"), (2, 150, "1"), (3, 10, "0.3")):
        every = slowly.plans(seats, least)
        asked = {"as_of": AS_OF, "seats": seats, "min_output_yuan": least, "reach_weight": weight}
        if not every:
            with pytest.raises(Refused) as refused:
                ask(release, "next_batch", **asked)
            assert refused.value.rule == "seats_exceed_candidates"
            continue
        scored = ask(release, "next_batch_candidates", as_of=AS_OF, min_output_yuan=least).frame
        listed = scored[["province_code", "enterprise_code"]].itertuples(index=False, name=None)
        assert sorted(listed) == sorted(slowly.candidates(least))
        score = {
            (row["province_code"], row["enterprise_code"]): round(row["score"] * 10)
            for row in scored.to_dict("records")
        }

        def value(plan: tuple, weight: str = weight, score: dict = score) -> tuple[Fraction, int]:
            return slowly.covered(plan, Fraction(weight)), sum(score[pair] for pair in plan)

        best = max(map(value, every))
        ties = {frozenset(plan) for plan in every if value(plan) == best}
        frame = ask(release, "next_batch", **asked).frame
        shown = {
            frozenset(zip(plan["province_code"], plan["enterprise_code"], strict=True))
            for _, plan in frame.groupby("plan")
        }
        assert shown == ties if len(ties) <= 20 else shown < ties
        plans = ask(release, "next_batch_plans", **asked).frame
        assert set(plans["covered_yuan"]) == {int(best[0] + Fraction(1, 2))}
        assert set(plans["demand_yuan"]) == {sum(slowly.demand.values())}
        assert (frame.groupby("plan")["gain_yuan"].sum() == plans.set_index("plan")["gain_yuan"]).all()
        curve = ask(release, "next_batch_curve", as_of=AS_OF, reach_weight=weight, min_output_yuan=least)
        at = curve.frame.set_index("seats")["covered_yuan"]
        assert at[min(seats, at.index.max())] == int(best[0] + Fraction(1, 2))


@pytest.mark.parametrize("seed", range(6))
def test_the_facts_are_those_of_the_rows(seed: int, tmp_path: Path) -> None:
    books, slowly = ledger(seed, tmp_path / "home")
    year, quarter = slowly.latest
    frame = books.ask("next_batch_candidates", as_of=AS_OF).frame
    for row in frame.to_dict("records"):
        name, place = row["enterprise_code"], row["province_code"]
        known = slowly.four_quarters(name, place)
        told = row["output_four_quarters_yuan"]
        assert (None if pd.isna(told) else told) == known
        assert row["output_yuan"] == slowly.said.single[name, place, year, quarter]
        first = min(y * 4 + q for n, p, y, q in slowly.said.single
                    if (n, p) == (name, place) and slowly.said.single[n, p, y, q] > 0)  # fmt: skip
        assert row["years_there"] == (year * 4 + quarter - first) // 4
        if name == "B":
            assert row["project_count"] == (place == "650000")
        else:
            assert pd.isna(row["project_count"]), "unknown of whom no project is on record"


@pytest.fixture
def told(books: Books) -> Books:
    """B and C could sit in several provinces; A has its seat in Guangdong; D gave up for want of will."""
    years = ((2024, 4), (2025, 3), (2025, 4), (2026, 3))
    books.submit(
        enterprise=[enterprise(name) for name in "ABCD"],
        output=[
            output(name, year, quarter, place, scale * (10 + quarter))
            for name, place, scale in (
                ("A", "440000", 9), ("B", "650000", 50), ("B", "620000", 5), ("C", "510000", 30),
                ("C", HOME, 7), ("D", "650000", 20),
            )
            for year, quarter in years
        ],
        key_unit=[
            event("A", "440000", "designated", date(2021, 3, 8)),
            event("D", "650000", "designated", date(2021, 3, 8), has_office=True, staff=20),
            event("D", "650000", "withdrawn", date(2026, 1, 1), reason="willingness"),
        ],
    )  # fmt: skip
    return books


def test_a_seat_has_its_gain_its_reason_its_evidence_and_who_else(told: Books) -> None:
    answer = told.ask("next_batch", as_of=AS_OF, seats=1, language="en")
    [row] = answer.frame.to_dict("records")
    assert (row["province_code"], row["enterprise_code"], row["before"]) == ("650000", "B", "gap")
    assert row["gain_yuan"] == 50 * 14 + 20 * 14 + 5 * 14 // 2
    assert row["reason"].startswith("No unit serves Xinjiang yet")
    assert "Output there over the last four quarters" in row["evidence"]
    assert row["runner_up_code"] == "D"
    assert answer.parameters["reach_weight"] == 0.5


def test_what_a_unit_left_behind_is_evidence(told: Books) -> None:
    frame = told.ask("next_batch_evidence", as_of=AS_OF, province="650000", enterprise="D").frame
    judged = frame.set_index("criterion")
    assert judged.loc["willingness", "points"] == 0
    assert judged.loc["presence", "points"] == 70  # an office, and 20 of 50 people
    assert judged["points"].isna()["conduct"]
    assert tuple(judged.index) == CRITERIA
    earlier = told.ask("next_batch_candidates", as_of=date(2025, 12, 31), province="650000").frame
    assert earlier["enterprise_code"].to_list() == ["B"], "D held its seat still"


def test_weights_decide_and_are_said(told: Books) -> None:
    usual = told.ask("next_batch_candidates", as_of=AS_OF, province="650000").frame
    assert usual["enterprise_code"].to_list() == ["B", "D"]
    weights = "record=0,years=0,growth=0,projects=0,grade=0,presence=9"
    other = told.ask("next_batch_candidates", as_of=AS_OF, province="650000", weights=weights)
    assert other.frame["enterprise_code"].to_list() == ["D", "B"]
    assert other.parameters["weights"] == f"{weights},conduct=5,willingness=5"


def test_settings_are_the_usual_weights(told: Books) -> None:
    (told.home / "settings.toml").write_text(
        "reach_weight = 0.25\nbatch_seats = 1\n[criterion_weights]\nrecord = 7\n", encoding="utf-8"
    )
    answer = told.ask("next_batch", as_of=AS_OF)
    assert len(answer.frame) == 1
    assert answer.parameters["reach_weight"] == 0.25
    assert str(answer.parameters["weights"]).startswith("record=7,years=10,")


def test_fixed_and_forbidden_seats_by_name_or_code(told: Books) -> None:
    fixed = told.ask("next_batch", as_of=AS_OF, seats=2, fixed="甘肃：Enterprise B")
    assert fixed.parameters["fixed"] == "620000:B"
    assert fixed.frame.set_index("province_code")["fixed"].to_dict() == {"620000": True, "650000": False}
    without = told.ask("next_batch", as_of=AS_OF, seats=1, forbidden="新疆、C")
    assert without.frame["province_code"].to_list() == ["620000"]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"seats": 9}, "seats_exceed_candidates"),
        ({"seats": "many"}, "malformed_number"),
        ({"reach_weight": "1.5"}, "reach_weight_out_of_range"),
        ({"reach_weight": "nan"}, "reach_weight_out_of_range"),
        ({"min_output_yuan": -1}, "unknown_choice"),
        ({"fixed": "999999:B"}, "unknown_enterprise"),
        ({"fixed": "B"}, "fixed_seat_needs_province"),
        ({"fixed": "440000:B"}, "seat_not_eligible"),
        ({"fixed": HOME}, "province_has_no_candidate"),
        ({"forbidden": "Z"}, "unknown_enterprise"),
        ({"weights": "colour=3"}, "criterion_weight"),
        ({"weights": "record=-3"}, "criterion_weight"),
        ({"weights": ",".join(f"{name}=0" for name in CRITERIA)}, "criterion_weight"),
        ({"plan": 7}, "unknown_plan"),
    ],
)
def test_what_cannot_be_is_refused_in_words(told: Books, given: dict, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        told.ask("next_batch", as_of=AS_OF, **given)
    assert refused.value.rule == rule
    for language in ("zh", "en"):
        assert "?" not in refused.value.message(language)


def test_without_last_year_demand_is_unknown_and_suitability_decides(books: Books) -> None:
    books.submit(output=[output("A", 2026, 2, "440000", 90), output("B", 2026, 2, "650000", 5)])
    plan, _ = books.ask("next_batch_plans", as_of=AS_OF, seats=1).frame.to_dict("records")
    assert (plan["gain_yuan"], plan["demand_yuan"], len(plan["unknown_codes"])) == (0, 0, 33)
    assert pd.isna(plan["covered_share"])
    [seat] = books.ask("next_batch", as_of=AS_OF, seats=1, plan=1, language="en").frame.to_dict("records")
    assert "is not known" in seat["reason"]
    assert pd.isna(seat["demand_yuan"])
    least = books.ask("next_batch_candidates", as_of=AS_OF, min_output_yuan=90).frame
    assert least["enterprise_code"].to_list() == ["A"], "its year to date is enough by itself"


def test_before_anything_was_reported_there_is_no_candidate(told: Books) -> None:
    assert told.ask("next_batch", as_of=date(2020, 1, 1)).frame.empty
    with pytest.raises(Refused) as refused:
        told.ask("next_batch", as_of=date(2020, 1, 1), seats=1)
    assert refused.value.rule == "seats_exceed_candidates"


def test_what_is_supposed_is_compared_in_figures_and_words(told: Books) -> None:
    asked = {"as_of": AS_OF, "seats": 1, "language": "en"}
    dropped = told.ask("next_batch_what_if", **asked, drop="A-440000").frame
    assert dropped["units"].to_list() == [1, 0]
    assert dropped["covered_before_yuan"].to_list() == [9 * 14, 0]
    assert "still one of the best" in dropped["conclusion"].iloc[0]
    fallen = told.ask("next_batch_what_if", **asked, demand="新疆=-100%").frame
    assert "out: Xinjiang (Enterprise B); in: Sichuan (Enterprise C)" in fallen["conclusion"].iloc[0]
    seats = told.ask("next_batch_what_if_seats", as_of=AS_OF, seats=1, demand="西北=-100").frame
    assert seats["seat_change"].to_list() == ["enters", "leaves"]
    moved = told.ask("next_batch_what_if", **asked, move="A-440000:四川").frame
    assert moved["covered_before_yuan"].to_list() == [9 * 14, 30 * 14 + 5 * 14 // 2]
    for wrong, rule in (
        ({"drop": "Z-440000"}, "unknown_key_unit"),
        ({"move": "A-440000:Nowhere"}, "unknown_province"),
        ({"demand": "Nowhere=3"}, "unknown_province"),
        ({"demand": "440000=much"}, "malformed_number"),
        ({"demand": f"{HOME}=3"}, "not_a_destination"),
        ({"supposed_weight": "2"}, "reach_weight_out_of_range"),
    ):
        with pytest.raises(Refused) as refused:
            told.ask("next_batch_what_if", **asked, **wrong)
        assert refused.value.rule == rule


def test_the_roster_is_as_of_the_date(told: Books) -> None:
    # In 2025 D still sat in Xinjiang, so a seat there would add nothing to coverage.
    frame = told.ask("next_batch", as_of=date(2025, 12, 31), seats=1).frame
    assert frame["province_code"].to_list() == ["510000"]


def test_the_coverage_after_is_that_of_the_plan(told: Books) -> None:
    asked = {"as_of": AS_OF, "seats": 2}
    after = told.ask("next_batch_coverage", **asked).frame.set_index("province_code")
    assert after.loc["650000", ["status_before", "status", "seats"]].to_list() == ["gap", "stationed", 1]
    assert after.loc["620000", "status"] == "reached"
    [plan] = told.ask("next_batch_plans", **asked).frame.to_dict("records")
    assert (after["status"] == "stationed").sum() == plan["provinces_stationed"]
    assert after["status"].isin(["stationed", "reached"]).sum() == plan["provinces_covered"]


def test_the_weight_and_the_demand_can_move_so_far(told: Books) -> None:
    [row] = told.ask("next_batch_weight_range", as_of=AS_OF, seats=1).frame.to_dict("records")
    # In Xinjiang a seat earns 980 and the weight of 70, in Gansu 70 and the weight of 980 + 420.
    assert (row["low"], row["high"]) == (0, 910 / 1330)
    assert (row["below_codes"], row["above_codes"]) == (None, ["620000"])
    moved = told.ask("next_batch_sensitivity", as_of=AS_OF, seats=1).frame
    assert len(moved) == 2 * 4  # provinces with demand
    assert not moved["changes"].any()


def test_a_question_of_the_solver_has_a_date_and_says_so() -> None:
    asked = [question for question in QUESTIONS.values() if question.name.startswith("next_batch")]
    assert all(question.dated and "as_of" in question.parameters for question in asked)
