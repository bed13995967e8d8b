"""What is doubted in a release, against loops over the rows; and what answers and corrections make of it."""

from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.intake.entry import prepare_rows
from analysis.intake.submit import Accepted, accept, prepare, withdraw
from analysis.kinds import KINDS
from analysis.problems import Problem, Refused
from analysis.questions import ask
from analysis.warehouse import open_release
from analysis.warehouse.quality import quality_checks
from tests.unit.questions import plain_quality
from tests.unit.questions.slow_records import Key, Step, state
from tests.unit.questions.test_submissions import FIRST_DAY, PACE, histories
from tests.unit.warehouse.books import Books, Row, enterprise, output, project

HEADER = "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)\n"
CODE = "91379900DEMA000139"
STAGES = ["candidate", "won", "contract", "under_way", "completed"]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_falls_gaps_and_unknown_cities_are_those_a_loop_finds(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home", FIRST_DAY, PACE)
        books.replay(steps)
        frame = ask(books.release(), "quality_problems").frame
    rows = state(steps, len(steps) + 1)
    found = {rule: frame[frame["rule"] == rule] for rule in ("ytd_fall", "quarters_missing")}
    columns = ["enterprise_code", "year", "quarter", "province_code"]
    told = {tuple(row) for row in found["ytd_fall"][columns].itertuples(index=False)}
    assert told == falls(rows)
    gaps = found["quarters_missing"]
    assert set(zip(gaps["enterprise_code"], gaps["year"] * 4 + gaps["quarter"] - 1, strict=True)) == left_out(
        rows
    )
    unknown = frame[frame["rule"] == "enterprise_without_city"]
    assert set(unknown["enterprise_code"]) == {code for code, *_ in rows if code == "D"}


def falls(rows: dict[Key, dict]) -> set[Key]:
    """The rows below the one before them of the same year, which is the last of the quarters reported."""
    found = set()
    for code, year, quarter, province in rows:
        earlier = [q for q in range(1, quarter) if (code, year, q, province) in rows]
        if earlier:
            before = rows[code, year, max(earlier), province]["output_ytd_yuan"]
            if rows[code, year, quarter, province]["output_ytd_yuan"] < before:
                found.add((code, year, quarter, province))
    return found


def left_out(rows: dict[Key, dict]) -> set[tuple[str, int]]:
    """An enterprise and the quarter after a gap in its reports."""
    reported: dict[str, set[int]] = {}
    for code, year, quarter, _ in rows:
        reported.setdefault(code, set()).add(year * 4 + quarter - 1)
    return {
        (code, number)
        for code, numbers in reported.items()
        for number in numbers
        if number - 1 not in numbers and min(numbers) < number
    }


def slipping(random: Random) -> list[Row]:
    """Years to date of a few enterprises, now and then in the wrong unit, with quarters missing."""
    rows = []
    for code, province in (("A", "440000"), ("A", "110000"), ("B", "440000"), ("C", "650000")):
        usual = random.randint(1, 30) * 10**8
        for number in random.sample(range(2024 * 4, 2027 * 4), random.randint(1, 8)):
            year, quarter = number // 4, number % 4 + 1
            amount = int(usual * quarter * random.uniform(0.4, 2.5))
            amount = random.choice([amount] * 6 + [amount * 10**4, amount // 10**4, 0, -amount, usual * 500])
            rows.append(output(code, year, quarter, province, amount))
    return rows


def some_projects(random: Random) -> list[Row]:
    """Rows of some projects at several stages, few of them complete."""
    return [
        project(
            random.choice("PQRS"), random.choice("AB"), place=random.choice(["one", "several", "unknown"]),
            stage=random.choice(STAGES), contract_yuan=random.choice([None, 5, 6]),
            own_share_yuan=random.choice([None, 5, 6]),
        )
        for _ in range(random.randint(1, 8))
    ]  # fmt: skip


def some_figures(random: Random) -> list[Row]:
    """Published parts, wholes and ratios that fit, nearly fit or do not, some in another unit or quarter."""
    rows: list[Row] = []
    for region in ("110000", "310000", "440000", "510000", "650000"):
        out, off = random.choice([10, 40, 41]), random.choice([0, 0.1, -0.1, 0.11, -3])
        values = {"gross": 40.0, "out": float(out), "ratio": round(out / 40 * 100 + off, 4)}
        for row in figures(region, **dict(random.sample(list(values.items()), random.choice([2, 3, 3])))):
            unlike = random.choice([{}] * 8 + [{"quarter": 2}, {"vintage": "2026-01"}])
            if row["indicator"] == "外向度" and random.random() < 0.3:
                unlike = {"unit": "", "value": round(row["value"] / 100, 6)}
            rows.append({**row, **unlike})
    return rows


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_slips_projects_figures_and_names_are_those_a_loop_finds(seed: int) -> None:
    random = Random(seed)
    rows, published = slipping(random), some_figures(random)
    handed_in = [some_projects(random) for _ in range(2)]
    names = {code: random.choice(["甲建 Ａ", "甲建a", "乙建"]) for code in "ABC"}
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home")
        books.submit_each(
            *({"project": part} for part in handed_in), {"output": rows, "benchmark": published},
            {"enterprise": [enterprise(code, "370100", name) for code, name in names.items()]},
        )  # fmt: skip
        frame = ask(books.release(), "quality_problems").frame
    slipped, alike = (frame[frame["rule"] == rule] for rule in ("scale_slip", "name_under_two_codes"))
    columns = ["enterprise_code", "year", "quarter", "province_code"]
    assert {
        (*row, "×10⁴" if "×10⁴" in message else "÷10⁴")
        for *row, message in slipped[[*columns, "message"]].itertuples(index=False)
    } == plain_quality.slips(rows)
    check_projects(frame, plain_quality.current_projects(handed_in, STAGES))
    check_published(frame, published)
    shared = plain_quality.names_under_two_codes(names)
    told = dict(zip(alike["enterprise_code"], alike["message"], strict=True))
    assert set(told) == set(shared)
    assert all(other in told[code] for code, others in shared.items() for other in others)


def check_projects(frame: pd.DataFrame, standing: list[Row]) -> None:
    """By the place of the row that stands: which project and whose it is, is told there."""
    rules = ("part_above_whole", "place_several", "place_unknown")
    mine = frame[(frame["kind"] == "project") & frame["rule"].isin(rules)]
    expected = plain_quality.doubted_projects(standing)
    assert sorted(zip(mine["rule"], mine["enterprise_code"], strict=True)) == sorted(
        (rule, code) for rule, _, code in expected
    )


def check_published(frame: pd.DataFrame, published: list[Row]) -> None:
    mine = frame[frame["kind"] == "benchmark"]
    told = sorted(mine[["rule", "province_code", "year", "quarter"]].itertuples(index=False, name=None))
    assert told == sorted(
        (rule, region, year, quarter)
        for rule, region, year, quarter, *_ in plain_quality.doubted_figures(published)
    )


def figures(region: str = "440000", **values: float) -> list[dict]:
    names = {"out": "在外省完成的产值", "gross": "建筑业总产值", "ratio": "外向度"}
    return [
        {
            "region_code": region, "year": 2025, "quarter": 3, "basis": "ytd", "scope": "", "vintage": "",
            "indicator": names[name], "value": value, "unit": "%" if name == "ratio" else "亿元",
            "caliber": "statistics", "nature": "flow",
        }
        for name, value in values.items()
    ]  # fmt: skip


def test_each_check_finds_what_it_is_for_and_nothing_else(books: Books) -> None:
    steady = [output("A", 2025, quarter, "440000", 10**8 * quarter) for quarter in (1, 2, 3, 4)]
    slipped = [
        output("B", 2025, quarter, "440000", 10**8 * quarter * (10**4 if quarter == 2 else 1))
        for quarter in (1, 2, 3, 4)
    ]
    books.submit(
        enterprise=[
            enterprise("A", "370100"), enterprise("B", "370200"), enterprise("C", "370100", "同名公司"),
            enterprise("D", "370100", "同名 公司"),
        ],
        output=[*steady, *slipped],
        project=[
            project("P", "A", contract_yuan=5, own_share_yuan=6), project("Q", "A", None),
            project("R", "A", None, place="several", province_text="广东、湖南"),
            project("S", "A", contract_yuan=6, own_share_yuan=6),
        ],
    )  # fmt: skip
    books.submit(benchmark=figures(out=30, gross=20))
    books.submit(benchmark=figures("110000", out=30, gross=100, ratio=31))
    books.submit(benchmark=figures("310000", out=30, gross=100, ratio=30.05))
    frame = books.ask("quality_problems").frame
    found = {
        (row["rule"], row["kind"], row["enterprise_code"] if isinstance(row["enterprise_code"], str) else "")
        for row in frame.to_dict("records")
    }
    assert found == {
        ("scale_slip", "output", "B"), ("ytd_fall", "output", "B"), ("part_above_whole", "project", "A"),
        ("part_above_whole", "benchmark", ""), ("ratio_contradicted", "benchmark", ""),
        ("place_unknown", "project", "A"), ("place_several", "project", "A"),
        ("name_under_two_codes", "enterprise", "C"), ("name_under_two_codes", "enterprise", "D"),
    }  # fmt: skip
    assert {rule for rule, _ in quality_checks()} - {rule for rule, *_ in found} == {
        "quarters_missing",
        "enterprise_without_city",
    }
    message = frame.set_index("rule").loc["ratio_contradicted", "message"]
    assert "30.00%" in message


def test_a_question_of_the_file_is_closed_when_its_row_is_superseded(books: Books) -> None:
    asked = Problem("sum_off", "1.xlsx", "output", 2, details={"said": "1", "sum": "2"})
    standing = Problem("sum_off", "1.xlsx", "output", 3, details={"said": "1", "sum": "2"})
    rows = [output("A", 2026, 1, "440000", 10), output("A", 2026, 1, "110000", 10)]
    books.submit([asked, standing], output=rows)
    books.submit(enterprise=[enterprise("A", "370100")])
    assert books.ask("quality_problems").frame["problem_state"].tolist() == ["open", "open"]
    assert books.ask("overview").frame["open_questions"].tolist() == [2]
    books.submit(output=[output("A", 2026, 1, "440000", 12)])
    frame = books.ask("quality_problems").frame.set_index("source_row")
    assert frame["problem_state"].to_dict() == {2: "corrected", 3: "open"}
    assert frame.loc[3, ["enterprise_code", "year", "quarter", "province_code", "city_code"]].tolist() == [
        "A", 2026, 1, "110000", "370100",
    ]  # fmt: skip
    assert books.ask("overview").frame["open_questions"].tolist() == [1]
    books.withdraw(1)
    assert books.ask("quality_problems").frame.empty


def report(home: Path, *rows: str) -> None:
    content = HEADER + "".join(f"{CODE},示例一号建筑有限公司,{row}\n" for row in rows)
    accept(prepare(content.encode(), "产值.csv", home), home)


@pytest.fixture
def doubted(books: Books) -> tuple[Path, str]:
    """A home with one question open, a fall of the year to date, and its number."""
    report(books.home, "2026,1,江苏,100", "2026,2,江苏,90")
    return books.home, doubt(books.home, "open")


def doubt(home: Path, expected: str) -> str:
    frame = ask(open_release(home), "quality_problems").frame
    (row,) = frame[frame["rule"] == "ytd_fall"].to_dict("records")
    assert row["problem_state"] == expected
    assert row["source_row"] == 3
    return str(row["problem_id"])


def answer(home: Path, problem: str) -> Accepted:
    said = {
        "problem_id": problem,
        "answer_state": "核实无误",
        "answer": "结算调减",
        "answered_by": "王示例",
        "answered_at": "2026-11-02 09:30:00",
    }
    return accept(prepare_rows(KINDS["problem_answer"], [said], home), home)


def test_an_answer_closes_a_question_and_can_be_taken_back(doubted: tuple[Path, str]) -> None:
    home, problem = doubted
    done = answer(home, problem)
    assert doubt(home, "answered") == problem
    (row,) = ask(open_release(home), "quality_problems", problem=problem).frame.to_dict("records")
    assert (row["answer"], row["answered_by"]) == ("结算调减", "王示例")
    assert row["answer_submission_id"] == done.submission_id
    withdraw(done.submission_id, home)
    assert doubt(home, "open") == problem


def test_an_answer_outlives_other_files_but_not_its_row(doubted: tuple[Path, str]) -> None:
    home, problem = doubted
    answer(home, problem)
    report(home, "2026,3,江苏,120")
    doubt(home, "answered")
    report(home, "2026,2,江苏,80")
    frame = ask(open_release(home), "quality_problems").frame
    states = {
        row["problem_id"]: row["problem_state"]
        for row in frame[frame["rule"] == "ytd_fall"].to_dict("records")
    }
    assert states.pop(problem) == "answered"
    assert list(states.values()) == ["open"]


def test_a_correction_closes_a_question_by_itself(doubted: tuple[Path, str]) -> None:
    home, problem = doubted
    report(home, "2026,2,江苏,190")
    assert doubt(home, "corrected") == problem


def test_an_answer_to_nothing_is_refused(doubted: tuple[Path, str]) -> None:
    home, _ = doubted
    with pytest.raises(Refused) as refused:
        answer(home, "Q00000000000")
    assert [problem.rule for problem in refused.value.problems] == ["unknown_problem"]


def test_a_project_s_question_stays_answered_when_it_is_handed_in_again(books: Books) -> None:
    rows = [
        project("R", "A", None, place="several", province_text="广东、湖南", signed_date=date(2026, 1, 1))
    ]
    books.submit(project=rows)
    (problem,) = books.ask("quality_problems", problem_state="open").frame.query("kind == 'project'")[
        "problem_id"
    ]
    books.submit(problem_answer=[{"problem_id": problem, "answer_state": "answered"}])
    books.submit(project=rows)
    frame = books.ask("quality_problems", problem=problem).frame
    assert frame[["problem_state", "submission_id"]].to_numpy().tolist() == [["answered", 3]]
    assert books.ask("quality_problems", problem_state="closed").frame["problem_id"].tolist() == [problem]
