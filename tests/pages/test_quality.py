"""A question about the records is opened, answered in a form, closed for everybody, and opened again."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.questions import ask
from analysis.warehouse import open_release
from tests.unit.questions.test_quality import report


def open_questions(home: Path) -> list[str]:
    return ask(open_release(home), "quality_problems", problem_state="open").frame["problem_id"].tolist()


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return page.run()


def test_an_answer_in_the_form_closes_a_question_and_can_be_taken_back(visit, empty_home):
    report(empty_home, "2026,1,江苏,100", "2026,2,江苏,90")
    (problem,) = [
        row["problem_id"]
        for row in ask(open_release(empty_home), "quality_problems").frame.to_dict("records")
        if row["rule"] == "ytd_fall"
    ]
    page = visit(empty_home, "quality", problem=problem)
    assert not page.exception
    page.text_area[0].input("竣工结算调减")
    next(field for field in page.text_input if field.label == "核实人").input("王示例")
    press(page, "保存核实结果")
    assert not page.exception
    assert not page.error
    assert problem not in open_questions(empty_home)
    assert any("竣工结算调减 · 王示例" in words.value for words in page.markdown)
    press(page, "撤回核实结果")
    assert problem in open_questions(empty_home)


def test_a_problem_that_is_no_more_is_told(visit, empty_home):
    report(empty_home, "2026,1,江苏,100")
    page = visit(empty_home, "quality", problem="Q00000000000")
    assert not page.exception
    assert "Q00000000000" in page.info[0].value
