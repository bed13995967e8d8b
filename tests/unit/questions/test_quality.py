"""What is doubted in a release, against loops over the rows; and what answers and corrections make of it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from analysis.intake.entry import prepare_rows
from analysis.intake.submit import Accepted, accept, prepare, withdraw
from analysis.kinds import KINDS
from analysis.problems import Problem, Refused
from analysis.questions import ask
from analysis.warehouse import open_release
from analysis.warehouse.quality import quality_checks
from tests.unit.questions.slow_records import Key, Step, state
from tests.unit.questions.test_submissions import FIRST_DAY, PACE, histories
from tests.unit.warehouse.books import Books, enterprise, output, project

HEADER = "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)\n"
CODE = "91379900DEMA000139"


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
