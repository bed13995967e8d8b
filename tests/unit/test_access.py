import pandas as pd
import pytest

from analysis.access import for_viewer, masked_phone


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800000000", "138****0000"),
        ("138 0000 0000", "138****0000"),
        ("+8613800000000", "861****0000"),
        ("0531-00000000", "053****0000"),
        ("00000012", "****12"),
        ("0000", "****"),
        ("13800000000、000-0000-0001", "138****0000、000****0001"),
        ("王 13800000000（手机）", "王 138****0000（手机）"),
        ("无", "无"),
    ],
)
def test_a_number_is_recognised_and_cannot_be_called(text: str, shown: str) -> None:
    assert masked_phone(text) == shown


def test_records_written_out_are_masked_too() -> None:
    frame = pd.DataFrame({"row": ['{"officer":"王","phone":"13800000000","n":13800000000}'], "phone": [None]})
    seen = for_viewer(frame)
    assert seen["row"].tolist() == ['{"officer":"王","phone":"138****0000","n":13800000000}']
    assert seen["phone"].isna().all()
    assert "13800000000" in frame["row"].iloc[0], "the answer itself is not changed"
