import json

import pytest

from analysis.reports.download import FORMATS, download

COLUMNS = ("province_code", "province", "output_ytd_yuan", "yoy", "rank")


def test_json_is_one_object_with_what_is_needed_to_ask_again(by_province):
    assert json.loads(download(by_province, "json").content) == {
        "question": "output_by_province",
        "parameters": {"year": 2026, "quarter": 3, "city": "370200"},
        "release": "0012-abcd1234",
        "as_of": "2026-09-30",
        "demo": False,
        "rows": [
            dict(zip(COLUMNS, values, strict=True))
            for values in (
                ("440000", "广东", 123456789012, 0.12345, 1),
                ("110000", "北京", 20000, -0.5, 2),
                ("650000", "新疆", None, None, None),
            )
        ],
    }


def test_json_keeps_lists_dates_and_truth(key_units, submissions, empty):
    unit = json.loads(download(key_units, "json").content)["rows"][0]
    assert (unit["since"], unit["reach_codes"], unit["reach_declared"], unit["has_office"]) == (
        "2021-03-08", ["450000", "460000"], True, None,
    )  # fmt: skip
    row = json.loads(download(submissions, "json").content)["rows"][0]
    assert (row["received_at"], row["file"], row["note"]) == ("2026-10-09T08:30:00", "=2+5.xlsx", "\t-1")
    assert json.loads(download(empty, "json").content)["rows"] == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_name_says_what_where_when_and_from_which_release(by_province, on_demo, format):
    assert download(by_province, format, language="en").file_name.endswith(f"0012-abcd1234.{format}")
    assert "2026-09-30" in download(by_province, format).file_name
    assert ("demo" if format == "json" else "示例数据") in download(on_demo, format).file_name


def test_the_name_holds_nothing_a_file_system_refuses(by_province, submissions):
    for language in ("zh", "en"):
        name = download(by_province, language=language).file_name
        assert not set(name) & set('\\/:*?"<>| \t')
    assert download(by_province).file_name.split("_")[1] == "青岛"
    assert download(by_province, raw=True).file_name == (
        "output_by_province_2026_3_370200_2026-09-30_0012-abcd1234.csv"
    )
