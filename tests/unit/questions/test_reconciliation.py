"""Our sum beside the reported total, against loops over the rows; and the words for what lies between."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.questions import ask
from tests.unit.questions.naive import HOME
from tests.unit.questions.slow_records import Receipts, Step, state
from tests.unit.questions.test_submissions import CITY_OF, FIRST_DAY, PACE, histories
from tests.unit.warehouse.books import Books, enterprise, output


@st.composite
def published(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Totals of the province and of a city, in two calibers, two units and all bases."""
    keys = st.tuples(
        st.sampled_from([HOME, "370100", "440000"]), st.sampled_from([(2025, None), (2025, 3), (2026, 1)]),
        st.sampled_from(["housing", "statistics"]), st.sampled_from(["", "2026-05"]),
    )  # fmt: skip
    rows = []
    for region, (year, quarter), caliber, vintage in draw(st.lists(keys, max_size=6, unique=True)):
        basis = "annual" if quarter is None else draw(st.sampled_from(["ytd", "quarter"]))
        rows.append(
            {
                "region_code": region, "year": year, "quarter": quarter, "basis": basis, "scope": "",
                "vintage": vintage, "indicator": "在外省完成的产值", "caliber": caliber, "nature": "flow",
                "value": Decimal(draw(st.integers(0, 500))) / 100,
                "unit": draw(st.sampled_from(["元", "万元"])),
            }
        )  # fmt: skip
    return rows


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(), published())
def test_ours_is_the_sum_of_the_rows_and_the_rest_is_what_the_definitions_say(
    steps: list[Step], rows: list[dict[str, Any]]
) -> None:
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "home", FIRST_DAY, PACE)
        books.replay(steps)
        if rows:
            books.submit(benchmark=rows)
        frame = ask(books.release(), "reconciliation").frame
    known = state(steps, len(steps))
    told = {
        (r["region_code"], r["year"], r["quarter"], r["basis"], r["caliber"], r["vintage"]): r
        for r in frame.to_dict("records")
    }
    expected = [row for row in rows if row["region_code"] != "440000"]
    assert len(told) == len(frame) == len(expected)
    moments = [FIRST_DAY + PACE * number for number in range(1, len(steps) + 1)]
    receipts = Receipts(steps, moments, 20)
    for row in expected:
        year, quarter = row["year"], row["quarter"] or 4
        found = told[row["region_code"], year, quarter, row["basis"], row["caliber"], row["vintage"]]
        city = None if row["region_code"] == HOME else row["region_code"]
        ours = total(known, year, quarter, city, single=row["basis"] == "quarter")
        reported = int(row["value"] * (10_000 if row["unit"] == "万元" else 1) + Decimal("0.5"))
        assert same(found["ours_yuan"], ours)
        assert found["reported_yuan"] == reported
        assert same(found["difference_yuan"], None if ours is None else ours - reported)
        if ours is not None and reported:
            assert abs(found["difference_share"] - (ours - reported) / reported) < 1e-12
        number = year * 4 + quarter - 1
        silent = {
            code
            for code in receipts.expected(number)
            if (code, number) not in receipts.first and (city is None or CITY_OF.get(code) == city)
        }
        if any(reported == number for _, reported in receipts.first) or silent:
            assert found["missing"] == len(silent)


def total(known: dict, year: int, quarter: int, city: str | None, *, single: bool) -> int | None:
    """Output in other provinces of a quarter, to date or in it alone; None where there is no row."""
    added = []
    for (code, row_year, row_quarter, province), row in known.items():
        if (row_year, row_quarter) != (year, quarter) or province == HOME:
            continue
        if city is not None and CITY_OF.get(code) != city:
            continue
        earlier = [q for q in range(1, quarter) if (code, year, q, province) in known]
        before = known[code, year, max(earlier), province]["output_ytd_yuan"] if single and earlier else 0
        added.append(row["output_ytd_yuan"] - before)
    return sum(added) if added else None


def same(value: object, expected: int | None) -> bool:
    return bool(pd.isna(value)) if expected is None else value == expected


def figure(value: str, **more: Any) -> dict[str, Any]:
    return {
        "region_code": HOME, "year": 2025, "quarter": 3, "basis": "ytd", "scope": "", "vintage": "",
        "indicator": "在外省完成的产值", "caliber": "housing", "nature": "flow", "value": Decimal(value),
        "unit": "亿元", **more,
    }  # fmt: skip


def explained(books: Books, *figures: dict[str, Any]) -> list[str]:
    books.submit(benchmark=list(figures))
    return books.ask("reconciliation", language="en").frame["explanation"].tolist()


def test_a_difference_within_the_last_decimal_is_none(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100")], output=[output("A", 2025, 3, "440000", 1_234_499_999)]
    )
    (words,) = explained(books, figure("12.34"))
    assert words.startswith("Within the rounding")


def test_what_could_explain_a_difference_is_named_with_its_amount(books: Books) -> None:
    books.submit(
        enterprise=[enterprise("A", "370100"), enterprise("B", "370100")],
        output=[
            output("A", 2025, 3, "440000", 10**9), output("B", 2025, 2, "440000", 3 * 10**8),
            output("C", 2025, 3, "440000", 2 * 10**8),
        ],
    )  # fmt: skip
    books.submit(output=[output("A", 2025, 3, "440000", 9 * 10**8)])
    province, city, part, far = explained(
        books, figure("20"), figure("15", region_code="370100"),
        figure("5", scope="国有及国有控股", caliber="statistics", vintage="a"),
        figure("30", caliber="statistics", vintage="b"),
    )  # fmt: skip
    texts = {province, city, part, far}
    assert any(
        "1 enterprises have not reported; their last figures add up to CNY 300 m" in words for words in texts
    )
    assert any("CNY 200 m are of enterprises whose home city is not known" in w for w in texts)
    assert sum("revised by CNY -100 m" in words for words in texts) == 4
    assert sum("of 国有及国有控股 only" in words for words in texts) == 1
    assert sum("look for another reason" in words for words in texts) == 1


def test_calibers_are_two_rows_and_can_be_asked_for_one_by_one(books: Books) -> None:
    books.submit(enterprise=[enterprise("A", "370100")], output=[output("A", 2025, 3, "440000", 10**9)])
    words = explained(books, figure("10.5"), figure("10.2", caliber="statistics"))
    assert words[0].startswith("Nothing we know of explains it")
    assert words[1].startswith("Two calibers: the statistics bureau's")
    assert books.ask("reconciliation", caliber="statistics").frame["reported_yuan"].tolist() == [
        1_020_000_000
    ]
    assert books.ask("reconciliation", year=2024).frame.empty
