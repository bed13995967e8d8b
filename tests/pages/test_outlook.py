"""The outlook page: a forecast is called one, says how far off it has been, and has ground to stand on."""

import pytest


def words(page) -> str:
    return "\n".join([*(h.value for h in page.header), *(m.value for m in page.markdown)])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, ["预计2026年全年完成", "余下每季尚需", "平均误差", "本季未报"]),
        ({"lang": "en"}, ["2026 is foretold to land at", "a quarter", "off by", "have not reported"]),
        ({"period": "2025Q4"}, ["2025年全年完成"]),
        ({"period": "2020Q1"}, ["历史不足，不作预计"]),
    ],
)
def test_the_page_says_what_is_foretold_and_how_sure(visit, demo_home, address, expected):
    page = visit(demo_home, "outlook", **address)
    assert not page.exception
    told = words(page)
    assert [phrase for phrase in expected if phrase not in told] == []


def test_amounts_in_english_are_in_one_unit(visit, demo_home):
    page = visit(demo_home, "outlook", lang="en")
    told = [words(page), *(str(part) for metric in page.metric for part in (metric.value, metric.delta))]
    assert any("bn" in part for part in told)
    assert not [part for part in told if "100 million" in part]


def test_without_ground_no_figure_is_foretold(visit, demo_home):
    page = visit(demo_home, "outlook", period="2020Q1")
    foretold, interval, *_ = page.metric
    assert (foretold.value, interval.value) == ("—", "—")
