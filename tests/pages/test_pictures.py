"""The figures as functions: missing is not zero, a click finds its province, colours follow the setting."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import reference
from analysis.access import ANYBODY
from analysis.settings import Settings
from pages.components import charts, foretelling, map, quality_charts, shades, text, trend_charts
from pages.components.frame import Frame
from tests.conftest import PROJECT

HUNDRED_MILLION = 10**8
HERE = Frame(ANYBODY, "zh", False, Path("home"), Settings(home_province="370000"), None)
ENGLISH = replace(HERE, language="en")


def output(**amounts: int | None) -> pd.DataFrame:
    rows = [(code[1:], amount, 0.1) for code, amount in amounts.items()]
    frame = pd.DataFrame(rows, columns=["province_code", "output_ytd_yuan", "yoy"])
    return frame.astype({"output_ytd_yuan": "Int64", "yoy": "Float64"})


def shade_names(provinces: pd.DataFrame, colour: str = "amount", here: Frame = HERE) -> dict[str, str]:
    rows, scale = shades.of_output(provinces, colour, here)
    return {row.province_code: scale.names[row.shade] for row in rows}


def test_amounts_fall_in_classes_cut_at_the_thresholds_of_the_settings():
    names = shade_names(
        output(
            _110000=0,
            _120000=HUNDRED_MILLION,
            _130000=99 * HUNDRED_MILLION,
            _140000=100 * HUNDRED_MILLION,
            _150000=300 * HUNDRED_MILLION,
        )
    )
    assert [names[code] for code in ("110000", "120000", "130000", "140000", "150000")] == [
        "0",
        "不足10 亿元",
        "50–100",
        "100–300",
        "300 亿元及以上",
    ]


def test_nothing_reported_is_not_zero_and_home_is_neither():
    names = shade_names(output(_110000=0, _120000=None))
    assert names["110000"] == "0"
    assert names["120000"] == names["650000"] == "未报送"
    assert names["370000"] == "本省"


def test_every_class_of_a_scale_has_a_colour_of_its_own():
    for here in (HERE, replace(HERE, dark=True)):
        for picture in (
            shades.of_output(output(), "amount", here),
            shades.of_output(output(), "growth", here),
            shades.by_coverage(pd.DataFrame({"province_code": []}), here),
        ):
            scale = picture[1]
            assert len(set(scale.colours)) == len(scale.colours) == len(scale.names)


@pytest.mark.parametrize(
    ("growth", "name"),
    [(-0.2, "▼ 超过10%"), (-0.1, "▼ 10%以内"), (0.0, "持平"), (0.1, "▲ 10%以内"), (0.11, "▲ 超过10%")],
)
def test_growth_falls_in_classes(growth, name):
    provinces = output(_110000=5).assign(yoy=growth)
    assert shade_names(provinces, "growth")["110000"] == name


def test_a_rise_is_red_only_where_the_reader_expects_it():
    provinces = output(_110000=5)
    green_rises = replace(HERE, settings=replace(HERE.settings, rise_is_red=False))
    red = shades.of_output(provinces, "growth", HERE)[1].colours
    green = shades.of_output(provinces, "growth", green_rises)[1].colours
    assert red[0] == green[4]
    assert red[4] == green[0]
    assert text.colour_of_change(0.1, rise_is_red=True) == "red"
    assert text.colour_of_change(0.1, rise_is_red=False) == "green"
    assert text.colour_of_change(-0.1, rise_is_red=True) == "green"
    assert text.colour_of_change(0, rise_is_red=True) == "gray"
    assert text.colour_of_change(float("nan"), rise_is_red=True) == "gray"


def test_the_map_shows_34_units_twice_and_fetches_its_shape_from_us():
    rows, scale = shades.of_output(output(_110000=5), "amount", HERE)
    figure = map.china(rows, scale, "zh", False)
    main, inset = (trace for trace in figure.data if trace.type == "choropleth")
    assert set(main.locations) == set(inset.locations) == set(reference.provinces()["province_code"])
    assert main.geojson == "app/static/china_provinces.geojson"
    assert (PROJECT / "static" / "china_provinces.geojson").is_file()
    assert map.OFFLINE["topojsonURL"].startswith("data:")
    assert figure.layout.dragmode == "orbit"
    assert main.unselected.marker.opacity == 1


def test_the_map_draws_the_ten_dash_line_in_both_parts():
    rows, scale = shades.of_output(output(), "amount", HERE)
    lines = [trace for trace in map.china(rows, scale, "zh", False).data if trace.type == "scattergeo"]
    lines = [line for line in lines if line.mode == "lines"]
    assert {line.geo for line in lines} == {"geo", "geo2"}
    assert all(list(line.lon).count(None) == 10 for line in lines)


def test_the_tile_grid_has_a_square_a_unit_under_its_marker():
    rows, scale = shades.of_output(output(_110000=5 * HUNDRED_MILLION), "amount", ENGLISH)
    figure = map.tile_grid(rows, scale, "en", True)
    (tiles,) = figure.data
    middles = {}
    for shape in figure.layout.shapes:
        for square in filter(None, shape.path.split(" Z")):
            corners = [corner.split(",") for corner in re.findall(r"[\d.-]+,[\d.-]+", square)]
            middle = np.array(corners, dtype=float).mean(axis=0).round(6)
            middles[tuple(middle)] = shape.fillcolor
    assert len(middles) == len(tiles.x) == 34
    for province, x, y in zip(rows, tiles.x, tiles.y, strict=True):
        assert middles[x, y] == scale.colours[province.shade]
    beijing = [code[0] for code in tiles.customdata].index("110000")
    assert tiles.text[beijing] == "<b>Beijing</b><br>0.50"


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([{"location": "110000", "customdata": None}], "110000"),
        ([{"location": None, "customdata": ["440000"]}], "440000"),
        ([{"x": 1, "y": 2}], None),
        ([], None),
    ],
)
def test_a_click_finds_its_province(points, code):
    assert map.clicked_province(points) == code


def test_a_missing_quarter_is_a_gap_and_a_bar_over_several_is_hatched():
    trend = pd.DataFrame(
        {
            "year": [2026, 2026, 2026],
            "quarter": [3, 1, 2],
            "output_yuan": pd.array([6 * HUNDRED_MILLION, HUNDRED_MILLION, None], dtype="Int64"),
            "spans_quarters": pd.array([2, 1, None], dtype="Int64"),
            "yoy": pd.array([0.5, None, None], dtype="Float64"),
        }
    )
    bars, line = trend_charts.quarters(trend, HERE).data
    assert list(bars.x) == ["2026Q1", "2026Q2", "2026Q3"]
    assert bars.y[0] == 1
    assert np.isnan(bars.y[1])
    assert bars.y[2] == 6
    assert list(bars.marker.pattern.shape) == ["", "", "/"]
    assert np.isnan(line.y[0])
    assert line.y[2] == 50


def test_changes_are_coloured_and_signed():
    moved = pd.DataFrame({"change_yuan": [2 * HUNDRED_MILLION, -HUNDRED_MILLION], "yoy": [0.2, -0.1]})
    (bars,) = trend_charts.changes(moved, ["A", "B"], HERE).data
    assert list(bars.text) == ["+2.0 · ▲ +20.0%", "-1.0 · ▼ -10.0%"]
    assert bars.marker.color[0] != bars.marker.color[1]


@pytest.mark.parametrize("figure", [trend_charts.changes, charts.ranked])
def test_bars_without_a_row_are_an_empty_chart(figure):
    empty = pd.DataFrame({"change_yuan": [], "yoy": []})
    rows = empty if figure is trend_charts.changes else empty["change_yuan"]
    first, second = (rows, []) if figure is trend_charts.changes else ([], rows)
    assert not len(figure(first, second, HERE).data[0].x)


def foretold(**said: object) -> pd.Series:
    row = {
        "year": 2026, "output_ytd_yuan": 30 * HUNDRED_MILLION, "landing_yuan": 50 * HUNDRED_MILLION,
        "low_yuan": 45 * HUNDRED_MILLION, "high_yuan": 56 * HUNDRED_MILLION,
        "target_yuan": 60 * HUNDRED_MILLION,
    }  # fmt: skip
    return pd.Series(row | said, dtype=object)


def trend_of_years() -> pd.DataFrame:
    rows = [(2024, 3, 20), (2024, 4, 40), (2025, 3, None), (2025, 4, 44), (2026, 3, 30), (2026, 4, 99)]
    frame = pd.DataFrame(rows, columns=["year", "quarter", "output_ytd_yuan"])
    return frame.assign(output_ytd_yuan=(frame["output_ytd_yuan"] * HUNDRED_MILLION).astype("Int64"))


def test_a_forecast_is_hatched_above_what_is_reported_and_bounded():
    years = foretelling.years(trend_of_years(), 3, 2026)
    figure = trend_charts.landing(years, foretold(), HERE)
    part, rest, hatched, target = figure.data
    np.testing.assert_array_equal(part.y, [20, np.nan, 30])
    np.testing.assert_array_equal(
        rest.y, [20, np.nan, np.nan]
    )  # what came after the quarter is not known at it
    assert [trace.marker.pattern.shape for trace in (part, rest, hatched)] == [None, None, "/"]
    assert (hatched.base[0], hatched.y[0]) == (30, 20)
    assert (hatched.error_y.array[0], hatched.error_y.arrayminus[0]) == (6, 5)
    assert "预计" in hatched.name
    assert list(target.y) == [60]


def test_without_a_forecast_only_facts_are_drawn():
    years = foretelling.years(trend_of_years(), 3, 2026)
    figure = trend_charts.landing(years, foretold(landing_yuan=None, low_yuan=None, high_yuan=None), HERE)
    assert [trace.type for trace in figure.data] == ["bar", "bar", "scatter"]
    figure = trend_charts.landing(years, foretold(landing_yuan=None, target_yuan=None), HERE)
    assert [trace.type for trace in figure.data] == ["bar", "bar"]


def test_the_marks_below_ratios_are_whole_years_each_once():
    def marks(last: int) -> list[int]:
        quarters = pd.DataFrame(
            [(year, quarter, 0.2) for year in range(2023, last + 1) for quarter in (2, 4)]
        )
        figure = trend_charts.ratios({"ours": quarters.set_axis(["year", "quarter", "ratio"], axis=1)}, HERE)
        return list(figure.layout.xaxis.tickvals)

    assert marks(2024) == [2023, 2024, 2025]
    assert marks(2045) == list(range(2023, 2047, 3))
    assert trend_charts.ratios({}, HERE).layout.xaxis.tickvals is None


def test_a_city_s_quarter_of_history_is_empty_and_nobody_in_time_is_zero():
    rows = [(2025, 4, "370100", None), (2026, 1, "370100", 0.0), (2026, 1, None, 0.5)]
    cities = pd.DataFrame(rows, columns=["year", "quarter", "city_code", "on_time_rate"])
    field = quality_charts.cities_in_time(cities, HERE).data[0]
    assert list(field.x) == ["2025Q4", "2026Q1"]
    assert list(field.y) == ["—", "济南"]
    assert field.text.tolist() == [["—", "50"], ["—", "0"]]


def test_missing_late_and_revised_reports_are_told_apart_without_colour():
    trend = pd.DataFrame({"year": [2026], "quarter": [3], "missing": [2], "late_count": [1], "revised": [0]})
    bars = quality_charts.reports(trend, HERE).data
    assert [bar.name for bar in bars] == ["未报", "迟报", "已修订"]
    assert [bar.y.tolist() for bar in bars] == [[2], [1], [0]]
    assert len({bar.marker.pattern.shape for bar in bars}) == 3


def test_a_total_held_against_ours_names_its_caliber():
    held = pd.DataFrame(
        {
            "year": [2026, 2025], "quarter": [1, 3], "region_code": ["370000", "370100"],
            "caliber": ["statistics", "housing"], "scope": ["国有及国有控股", ""], "vintage": ["", "2026-05"],
            "ours_yuan": [HUNDRED_MILLION, None], "reported_yuan": [HUNDRED_MILLION, HUNDRED_MILLION],
        }
    ).astype({"ours_yuan": "Int64"})  # fmt: skip
    ours, reported = quality_charts.reconciled(held, HERE).data
    assert list(ours.x) == ["2025Q3 · 济南 · 住建部门 · 2026-05", "2026Q1 · 山东 · 统计局 · 国有及国有控股"]
    assert np.isnan(ours.y[0])
    assert reported.y.tolist() == [1, 1]


def test_a_course_marks_what_is_missing_and_hatches_what_spans_quarters():
    series = pd.DataFrame(
        {
            "year": [2026, 2026, 2026],
            "quarter": [1, 2, 3],
            "amount_yuan": pd.array([HUNDRED_MILLION, None, 6 * HUNDRED_MILLION], dtype="Int64"),
            "spans_quarters": pd.array([1, None, 2], dtype="Int64"),
            "yoy": pd.array([None, None, 0.5], dtype="Float64"),
        }
    )
    bars, gaps, line = trend_charts.course(series, HERE, "2026Q3", single=True).data
    assert list(gaps.x) == ["2026Q2"]
    assert np.isnan(bars.y[1])
    assert list(bars.marker.pattern.shape) == ["", "", "/"]
    assert list(bars.marker.line.width) == [0, 0, 2.5]
    assert line.y[2] == 50
    plain = trend_charts.course(series, HERE).data[0]
    assert set(plain.marker.pattern.shape) == {""}


def test_contributions_are_in_points_and_coloured_by_their_sign():
    (bars,) = trend_charts.contributions(pd.Series([0.012, -0.004]), ["A", "B"], HERE).data
    assert list(bars.text) == ["+1.20", "-0.40"]
    assert bars.marker.color[0] != bars.marker.color[1]


def test_thresholds_and_concentration_leave_missing_quarters_out():
    quarters = {"year": [2026, 2026], "quarter": [1, 2]}
    above = pd.DataFrame(
        {
            **quarters,
            "provinces_with_output": pd.array([30, None], dtype="Int64"),
            "provinces_above_first": pd.array([12, None], dtype="Int64"),
            "provinces_above_second": pd.array([2, None], dtype="Int64"),
        }
    )
    assert [bars.y[0] for bars in trend_charts.above_thresholds(above, HERE).data] == [30, 12, 2]
    assert all(np.isnan(bars.y[1]) for bars in trend_charts.above_thresholds(above, HERE).data)
    held = pd.DataFrame({**quarters, "top_five_share": [0.4, None], "hhi": [500.0, None]})
    bars, line = trend_charts.concentration(held, HERE).data
    assert (bars.y[0], line.y[0]) == (40, 500)
    assert np.isnan(line.y[1])
