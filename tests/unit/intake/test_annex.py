"""The notice's annex 3 as it comes: a Word table under its title, with merged cells, numbers and notes."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest

from analysis import warehouse
from analysis.cli import main
from analysis.intake.submit import accept, prepare
from analysis.problems import Refused
from analysis.questions import ask

from .conftest import column, rules

TITLE = "第一批联络服务重点单位名单"
# Two header rows: 联系方式 stands over two columns, all others over both rows.
HEADER = (
    "序号",
    "企业名称",
    "派驻机构",
    "驻地",
    "辐射区域",
    "固定办公场所",
    "常驻人员",
    "联系方式",
    "",
    "备注",
)
BELOW = ("", "", "", "", "", "", "", "联系人", "联系电话", "")
STATIONS = (
    "北京市", "河北省保定市", "上海市", "江苏省南京市", "广东省深圳市", "湖北省武汉市", "四川省成都市",
    "陕西省西安市", "河南省郑州市", "海南省海口市",
)  # fmt: skip
CODES = ("110000", "130000", "310000", "320000", "440000", "420000", "510000", "610000", "410000", "460000")


def rows() -> list[tuple[str, ...]]:
    return [
        (str(number), f"某{number}建工集团有限公司", f"{station}分公司", station,
         "江西、湖南" if number == 6 else "", "有", f"{number + 7}人",
         f"联系{number}", f"0531-0000{number:04d}", "")
        for number, station in enumerate(STATIONS, 1)
    ]  # fmt: skip


def annex(
    *, title: Sequence[str] = ("附件3", TITLE), below: Sequence[str] = (), before: Sequence[str] = ()
) -> bytes:
    """The annex: title lines, the table with its header merged over two rows, a note under the table."""
    document = docx.Document()
    for line in (*before, *title):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(HEADER))
    for cells in (HEADER, BELOW, *rows()):
        row = table.add_row()
        for place, text in enumerate(cells):
            row.cells[place].text = text
    for place in (*range(7), 9):
        table.cell(0, place).merge(table.cell(1, place)).text = HEADER[place]
    table.cell(0, 7).merge(table.cell(0, 8)).text = HEADER[7]
    note = table.add_row()
    note.cells[0].merge(note.cells[9]).text = "注：名单实行动态管理，排名不分先后。"
    for line in below:
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


LETTER = (
    "山东省住房和城乡建设厅文件",
    "鲁建外函〔2021〕2号",
    "关于公布第一批联络服务重点单位的通知",
    "各市住房城乡建设局：",
    "现将名单公布如下。",
)
SIGNED = ("山东省住房和城乡建设厅", "2021年3月8日")


def test_the_annex_is_read_as_it_is(home: Path) -> None:
    prepared = prepare(annex(), "附件3.docx", home, said={"生效日期": "2021-03-08"})
    assert not prepared.errors
    assert column(prepared, "station_province_code") == list(CODES)
    assert set(column(prepared, "batch")) == {1}
    assert set(column(prepared, "event")) == {"designated"}
    assert {str(day) for day in column(prepared, "effective_date")} == {"2021-03-08"}
    assert column(prepared, "staff") == [number + 7 for number in range(1, 11)]
    assert column(prepared, "contact") == [f"联系{number}" for number in range(1, 11)]
    assert column(prepared, "phone")[0] == "0531-00000001"
    assert column(prepared, "has_office") == [True] * 10
    reach = column(prepared, "reach_codes")
    assert list(reach[5]) == ["360000", "430000"]
    assert reach[0] is None
    accept(prepared, home)
    units = ask(warehouse.open_release(home), "key_units", as_of="2021-03-08").frame
    assert sorted(units["province_code"]) == sorted(CODES)
    assert set(units["batch"]) == {1}


def test_the_day_is_that_of_the_notice_around_it(home: Path) -> None:
    prepared = prepare(annex(before=(*LETTER, *SIGNED)), "通知.docx", home)
    assert not prepared.errors
    assert {str(day) for day in column(prepared, "effective_date")} == {"2021-03-08"}
    assert set(column(prepared, "document")) == {"鲁建外函〔2021〕2号"}
    assert {problem.field for problem in prepared.problems if problem.rule == "said_by_title"} == {
        "batch", "event", "effective_date", "document",
    }  # fmt: skip


def test_a_date_below_the_table_is_the_documents(home: Path) -> None:
    prepared = prepare(annex(below=SIGNED), "通知.docx", home)
    assert {str(day) for day in column(prepared, "effective_date")} == {"2021-03-08"}


def test_a_date_of_another_matter_is_not_taken(home: Path) -> None:
    before = ("请于2021年4月1日前报送联络员名单。", "另见 2020 年 12 月 1 日通知。")
    assert "said_nowhere" in rules(prepare(annex(before=before), "通知.docx", home))


def test_what_stands_nowhere_is_asked_for_and_can_be_said(home: Path) -> None:
    prepared = prepare(annex(title=("附件3",)), "附件3.docx", home)
    asked = [problem for problem in prepared.errors if problem.rule == "said_nowhere"]
    assert [problem.field for problem in asked] == ["batch", "event", "effective_date"]
    assert "--set 生效日期=" in asked[2].message("zh")
    said = {"批次": "第一批", "event": "确定", "生效日期": "2021年3月8日"}
    again = prepare(annex(title=("附件3",)), "附件3.docx", home, said=said)
    assert not again.errors
    assert set(column(again, "batch")) == {1}
    given = {problem.field: problem.rule for problem in again.problems if problem.rule.startswith("said")}
    assert given == dict.fromkeys(("batch", "event", "effective_date"), "said_by_reader")


def test_a_title_that_says_two_things_is_not_guessed(home: Path) -> None:
    title = ("附件3", "调整后的第一批、第二批联络服务重点单位名单")
    asked = prepare(annex(title=title), "附件3.docx", home).errors
    assert {problem.field for problem in asked} == {"batch", "event", "effective_date"}


def test_a_list_of_those_who_leave_says_so(home: Path) -> None:
    accept(prepare(annex(below=SIGNED), "附件3.docx", home), home)
    title = ("附件", "第一批联络服务重点单位退出情况")
    prepared = prepare(annex(title=title), "退出.docx", home, said={"effective_date": "2024-06-30"})
    assert not prepared.errors
    assert set(column(prepared, "event")) == {"withdrawn"}
    accept(prepared, home)
    assert ask(warehouse.open_release(home), "key_units", as_of="2024-06-30").frame.empty


@pytest.mark.parametrize(
    ("said", "rule"),
    [({"生效日期": "某日"}, "said_unreadable"), ({"天气": "晴"}, "unknown_column")],
)
def test_what_is_said_must_mean_something(home: Path, said: dict[str, str], rule: str) -> None:
    with pytest.raises(Refused) as refused:
        prepare(annex(), "附件3.docx", home, said=said)
    assert refused.value.rule == rule


def test_a_column_of_the_table_goes_before_what_is_said(home: Path) -> None:
    prepared = prepare(annex(), "附件3.docx", home, said={"生效日期": "2021-03-08", "驻地省份": "新疆"})
    assert column(prepared, "station_province_code") == list(CODES)


def test_on_the_command_line(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "附件3.docx"
    path.write_bytes(annex())
    assert main(["check", str(path), "--home", str(home)]) == 1
    assert "--set 生效日期=" in capsys.readouterr().out
    assert main(["import", str(path), "--home", str(home), "--set", "生效日期"]) == 1
    assert main(["import", str(path), "--home", str(home), "--set", "生效日期=2021-03-08"]) == 0
    assert len(ask(warehouse.open_release(home), "key_units", as_of="2021-03-08").frame) == 10
