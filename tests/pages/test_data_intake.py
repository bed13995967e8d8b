"""From a file to what everybody sees, and what is wrong with it, as the reader meets it on the page."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from streamlit.testing.v1 import AppTest

from analysis import warehouse
from analysis.questions import ask

HEADER = "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)\n"
CODE = "91379900DEMA000139"


def output(*rows: str, header: str = HEADER) -> bytes:
    return (header + "".join(f"{CODE},示例一号建筑有限公司,{row}\n" for row in rows)).encode()


def upload(page: AppTest, content: bytes, name: str = "产值.csv") -> AppTest:
    page.file_uploader[0].upload(name, content)
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return page.run()


@pytest.fixture
def page(visit, empty_home: Path) -> AppTest:
    return visit(empty_home, "data_intake")


def test_a_preview_changes_nothing_and_an_import_shows_everywhere(visit, page, empty_home):
    before = warehouse.current_release_id(empty_home)
    upload(page, output("2026,1,江苏,100", "2026,1,山东,300"))
    assert not page.exception
    assert not page.error
    assert page.expander[0].label == "产值：产值，可导入2行"
    assert warehouse.current_release_id(empty_home) == before
    press(page, "导入")
    assert not page.exception
    assert "提交编号1" in page.success[0].value
    assert warehouse.current_release_id(empty_home) != before
    arrived, changed = page.dataframe[0].value, page.dataframe[1].value
    assert arrived[["province", "rows"]].to_numpy().tolist() == [["江苏", 1], ["山东", 1]]
    assert changed["rows_added"].to_list() == [2]
    overview = visit(empty_home)
    assert overview.metric[0].value == "0.01 亿元"


def test_an_open_page_sees_the_new_release_at_its_next_action(visit, page, empty_home):
    press(upload(page, output("2026,1,江苏,100")), "导入")
    reader = visit(empty_home)
    assert reader.metric[0].value == "0.01 亿元"
    press(upload(page, output("2026,1,江苏,90000")), "导入")
    assert reader.run().metric[0].value == "9.00 亿元"


def test_the_same_file_once_more_says_that_nothing_changed(page):
    press(upload(page, output("2026,1,江苏,100")), "导入")
    press(upload(page, output("2026,1,江苏,100")), "导入")
    assert "未作任何改动" in page.info[0].value


def test_problems_are_listed_with_place_and_remedy_and_nothing_is_taken_unasked(page, empty_home):
    upload(page, output("2026,1,江苏,100", "2026,1,火星,7"))
    problems = page.dataframe[2].value
    assert problems["source_row"].to_list() == [3]
    assert "火星" in problems["message"].iloc[0]
    button = next(button for button in page.button if button.label == "导入")
    assert button.disabled
    page.checkbox[0].check().run()
    press(page, "导入")
    assert "提交编号1" in page.success[0].value
    with warehouse.ledger(empty_home) as ledger:
        assert ledger.last_submission_id() == 1


def test_money_without_a_unit_waits_for_one(page):
    rows = output("2026,1,江苏,100", header=HEADER.replace("(万元)", ""))
    upload(page, rows)
    assert page.expander[0].label == "产值：产值，可导入0行"
    page.selectbox(key="intake_unit").select("亿元").run()
    assert page.expander[0].label == "产值：产值，可导入1行"


@pytest.mark.parametrize(
    ("name", "content"), [("空.xlsx", b""), ("坏.xlsx", b"PK\x03\x04 half"), ("别的.csv", b"a,b\n1,2\n")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(page, name, content):
    upload(page, content, name)
    assert not page.exception
    assert len(page.error) == 1
    assert name in page.error[0].value


def test_going_back_shows_the_earlier_release_to_everybody(visit, page, empty_home):
    press(upload(page, output("2026,1,江苏,100")), "导入")
    first = warehouse.current_release_id(empty_home)
    press(upload(page, output("2026,1,江苏,900")), "导入")
    assert warehouse.current_release_id(empty_home) != first
    page.selectbox(key="intake_release").select(first)
    press(page, "向所有人显示该版本")
    assert not page.exception
    assert warehouse.current_release_id(empty_home) == first


def test_a_home_that_is_not_there_yet_is_made_by_the_first_import(visit, tmp_path):
    home = tmp_path / "new"
    page = visit(home, "data_intake")
    press(upload(page, output("2026,1,江苏,100")), "导入")
    assert not page.exception
    assert not page.error
    assert warehouse.current_release_id(home)


def annex() -> bytes:
    """A list of key units with neither batch nor event nor date."""
    document = docx.Document()
    document.add_paragraph("附件3")
    table = document.add_table(rows=0, cols=4)
    header, unit = (
        ("序号", "企业名称", "驻地", "派驻机构"),
        ("1", "示例一号建筑有限公司", "江苏南京", "江苏分公司"),
    )
    for cells in (header, unit):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def test_what_a_list_does_not_say_is_asked_for_and_taken(visit, page, empty_home):
    upload(page, annex(), "附件3.docx")
    assert not page.exception
    fields = {field.label: field for field in page.text_input if field.key.startswith("intake_said_")}
    assert set(fields) == {"批次", "事项", "生效日期"}
    fields["批次"].input("第一批")
    fields["事项"].input("确定")
    fields["生效日期"].input("哪一天")
    page.run()
    assert "哪一天" in page.error[0].value
    date = next(field for field in page.text_input if field.label == "生效日期")
    assert date.value == ""
    date.input("2021年3月8日").run()
    assert not page.error
    press(page, "导入")
    assert "提交编号1" in page.success[0].value
    units = visit(empty_home, "key_units", as_of="2021-03-08").dataframe[0].value
    assert units["province"].tolist() == ["江苏"]
    assert units["batch"].tolist() == [1]


def test_a_submission_is_withdrawn_after_reading_what_would_change(visit, page, empty_home):
    press(upload(page, output("2026,1,江苏,100")), "导入")
    press(upload(page, output("2026,1,江苏,300", "2026,1,浙江,7")), "导入")
    page = visit(empty_home, "data_intake", open="submissions")

    def chosen(name: str, kind: str):
        return next(w for w in page.get(kind) if name in str(w.key) and "withdrawing" in str(w.key))

    chosen("submission", "selectbox").select(2).run()
    assert any("1 条记录将不再计入，1 条将恢复为此前的内容，0 条不变" in said.value for said in page.markdown)
    button = page.button(key="withdrawing")
    assert button.disabled
    chosen("sure", "checkbox").check().run()
    page.button(key="withdrawing").click().run()
    assert "原因" in page.error[0].value
    assert warehouse.current_release_id(empty_home).startswith("0002-")
    chosen("who", "text_input").set_value("李")
    chosen("reason", "text_input").set_value("报错了")
    page.button(key="withdrawing").click().run()
    assert not page.exception
    assert not page.error
    assert "2" in page.success[0].value
    release = warehouse.open_release(empty_home)
    last = ask(release, "submissions").frame.iloc[0]
    assert last[["withdraws", "by", "note"]].tolist() == [2, "李", "报错了"]
    done = ask(release, "withdrawal_effects", submission=2).frame
    assert done.empty
    changed = next(f.value for f in page.dataframe if "rows_removed" in f.value)
    assert changed[["rows_revised", "rows_removed"]].values.tolist() == [[1, 1]]
    assert ask(release, "output_by_province").frame["output_ytd_yuan"].sum() == 1_000_000
    assert 2 not in chosen("submission", "selectbox").options


def test_what_cannot_be_withdrawn_says_why_and_stays(visit, page, empty_home):
    header = "统一社会信用代码,企业名称,驻地省份,批次,事项,生效日期\n"
    for number, event in ((1, "确定,2021-03-08"), (2, "退出,2022-03-08")):
        row = f"{CODE},示例一号建筑有限公司,江苏,1,{event}\n"
        press(upload(page, (header + row).encode(), f"重点单位{number}.csv"), "导入")
        assert not page.error
    page = visit(empty_home, "data_intake", open="submissions")
    next(w for w in page.selectbox if "withdrawing" in str(w.key)).select(1).run()
    for part, value in (("who", "李"), ("reason", "试")):
        next(w for w in page.text_input if f"withdrawing_0_{part}" in str(w.key)).set_value(value)
    page.checkbox[0].check().run()
    page.button(key="withdrawing").click().run()
    assert not page.exception
    assert "提交" in page.error[0].value
    assert len(ask(warehouse.open_release(empty_home), "submissions").frame) == 2
