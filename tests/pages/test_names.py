"""Names come from files: a page shows them as they are, whatever a browser could make of them."""

from pathlib import Path

import pytest
from stdnum.cn import uscc

from analysis import warehouse
from analysis.intake.submit import accept, prepare
from pages.components.text import literal
from tests.pages.conftest import Visit
from tests.unit.intake.conftest import OUTPUT_HEADER, csv_bytes

NAMES = (
    "[点我](javascript:alert(1))有限公司", ":red[红]:material/home: 有限公司", "$x$ **粗** `码` 有限公司",
    "<img src=x onerror=alert(1)>有限公司", "https://example.com www.example.com 有限公司", "[见](https://example.com)集团",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_are_no_markup(tmp_path: Path, visit: Visit, name: str) -> None:
    code = "91370100990000001" + uscc.calc_check_digit("91370100990000001")
    warehouse.init_home(tmp_path)
    rows = [(code, name, year, 4, province, 900) for year in (2023, 2024) for province in ("江苏", "山东")]
    accept(prepare(csv_bytes([OUTPUT_HEADER, *rows]), "a.csv", tmp_path), tmp_path)
    page = visit(tmp_path, "enterprise", enterprise=code)
    assert not page.exception
    assert page.header[0].value == literal(name)
    for shown in (page, visit(tmp_path, "province", province="320000"), visit(tmp_path, "coverage")):
        assert not [element.value for element in (*shown.header, *shown.markdown) if name in element.value]


def test_what_was_asked_for_is_no_markup(tmp_path: Path, visit: Visit) -> None:
    warehouse.init_home(tmp_path)
    accept(
        prepare(
            csv_bytes([OUTPUT_HEADER, ("91370100MA3C00001H", "某公司", 2024, 4, "江苏", 9)]),
            "a.csv",
            tmp_path,
        ),
        tmp_path,
    )
    page = visit(tmp_path, "enterprise", enterprise="[here](https://example.com)")
    assert "\\[here\\]" in page.error[0].value
