import csv
from io import BytesIO, StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reports.delimited import to_csv
from tests.unit.reports.conftest import answer_to

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_people_get_chinese_headings_with_unit_and_the_notes_in_every_row(by_province):
    content = to_csv(by_province)
    assert content.startswith(BYTE_ORDER_MARK)
    assert content.decode("utf-8-sig") == (
        "省份代码,省份,累计产值（万元）,同比（%）,位次,数据截至,数据版本,筛选条件,备注\r\n"
        "440000,广东,12345678.9012,12.35,1,2026-09-30,0012-abcd1234,年份=2026；季度=3；注册市=青岛,\r\n"
        "110000,北京,2,-50.00,2,2026-09-30,0012-abcd1234,年份=2026；季度=3；注册市=青岛,\r\n"
        "650000,新疆,,,,2026-09-30,0012-abcd1234,年份=2026；季度=3；注册市=青岛,\r\n"
    )


def test_scripts_get_code_names_yuan_and_nothing_else(by_province):
    assert to_csv(by_province, raw=True) == (
        b"province_code,province,output_ytd_yuan,yoy,rank\r\n"
        b"440000,\xe5\xb9\xbf\xe4\xb8\x9c,123456789012,0.12345,1\r\n"
        b"110000,\xe5\x8c\x97\xe4\xba\xac,20000,-0.5,2\r\n"
        b"650000,\xe6\x96\xb0\xe7\x96\x86,,,\r\n"
    )


def test_english_has_english_headings_names_and_notes(by_province):
    header, first, *_ = read(to_csv(by_province, language="en", unit="亿元"))
    assert header[:4] == [
        "Province code",
        "Province",
        "Output, year to date (CNY 100 million)",
        "Year on year (%)",
    ]
    assert first[:3] == ["440000", "Guangdong", "1234.56789012"]
    assert "Home city=Qingdao" in first[7]


def test_any_parser_reads_numbers_as_numbers_and_codes_as_they_are(by_province):
    frame = pd.read_csv(BytesIO(to_csv(by_province)), dtype={"省份代码": str})
    assert frame["省份代码"].tolist() == ["440000", "110000", "650000"]
    assert frame["累计产值（万元）"].tolist()[:2] == [12345678.9012, 2.0]
    assert frame["累计产值（万元）"].isna().tolist() == [False, False, True]


def test_demo_data_says_so_in_every_row(on_demo):
    _, *rows = read(to_csv(on_demo))
    assert all("示例数据" in row[-1] for row in rows)


def test_an_empty_answer_still_says_what_was_asked(empty):
    assert read(to_csv(empty))[1:] == [
        ["", "", "", "", "", "2026-09-30", "0012-abcd1234", "年份=2026；季度=3", "没有符合筛选条件的记录。"]
    ]
    assert to_csv(empty, raw=True).count(b"\r\n") == 1


def test_codes_of_enumerations_lists_and_yes_or_no_are_words_for_people_and_codes_for_scripts(key_units):
    assert read(to_csv(key_units))[1][:6] == [
        "913700000000000000",
        "示例建工",
        "2021-03-08",
        "广西、海南",
        "是",
        "",
    ]
    assert read(to_csv(key_units, language="en"))[1][3] == "Guangxi, Hainan"
    assert read(to_csv(key_units, raw=True))[1][3:] == ["450000;460000", "true", ""]


@pytest.mark.parametrize("raw", [True, False])
def test_text_that_looks_like_a_formula_is_escaped(submissions, raw):
    row = read(to_csv(submissions, raw=raw))[1]
    assert row[1] == "2026-10-09 08:30:00"
    assert (row[2], row[3], row[5]) == ("'@SUM(A1)", "'=2+5.xlsx", "'\t-1")
    assert row[4] == ("output;project" if raw else "产值、项目")


def test_negative_numbers_are_not_escaped():
    frame = pd.DataFrame({"output_ytd_yuan": [-12_345_678], "yoy": [-0.1]})
    answer = answer_to("output_by_province", frame)
    assert read(to_csv(answer))[1][:2] == ["-1234.5678", "-10.00"]
    assert read(to_csv(answer, raw=True))[1] == ["-12345678", "-0.1"]


@given(st.lists(st.text(), min_size=1), st.booleans())
def test_no_text_becomes_a_formula_and_none_is_lost(texts, raw):
    texts = [text.replace("\x00", "") for text in texts]
    answer = answer_to("enterprises", pd.DataFrame({"enterprise": texts}))
    rows = read(to_csv(answer, raw=raw))[1:]
    assert [row[0].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1), st.sampled_from(["万元", "亿元"]))
def test_money_keeps_every_yuan_in_any_unit(amounts, unit):
    answer = answer_to("enterprises", pd.DataFrame({"output_ytd_yuan": amounts}))
    digits = {"万元": 4, "亿元": 8}[unit]
    for row, amount in zip(read(to_csv(answer, unit=unit))[1:], amounts, strict=True):
        whole, _, decimals = row[0].partition(".")
        assert int(whole + decimals.ljust(digits, "0")) == amount
