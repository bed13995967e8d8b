"""Which class of a scale each province falls in, for the map and the tile grid; pure functions over answers.

They return all 34 province-level units, the home province in a class of its own, and nothing reported in
another: it is never zero.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis import formatting, glossary, reference
from analysis.formatting import HUNDRED_MILLION
from pages.components.frame import Frame
from pages.components.map import Scale, Shade

Picture = tuple[tuple[Shade, ...], Scale]
Row = Mapping[Any, Any]

# Light theme, dark theme
_NOTHING = ("#c3c7cb", "#4b535b")
_HOME = ("#eadfc8", "#5c5440")
_ZERO = ("#f4f6f8", "#20272e")
_AMOUNTS = (
    ("#d7e6f4", "#a8cbe7", "#62a3d4", "#2472b4", "#0a3f70"),
    ("#223c55", "#2b5a86", "#3d83bf", "#79b4e6", "#cfe5fa"),
)
_REDS = (("#f3c1b8", "#d8695c", "#a3231b"), ("#5a2f2c", "#a34a41", "#ef8b80"))
_GREENS = (("#bfe0c4", "#63ac74", "#1d6b35"), ("#26432d", "#3c7a4d", "#7fd296"))
_STEADY = ("#f4f1ea", "#33383d")
_COVERAGE = {
    "stationed": ("#0b6b5d", "#48c4ae"),
    "reached": ("#8fd0c4", "#22685c"),
    "gap": ("#d9730d", "#f0983c"),
    "idle": ("#e3e8ec", "#2b333b"),
}
_HELD = {
    "responsible": ("#8fd0c4", "#22685c"),
    "overlapping": ("#c9b458", "#8f7c1f"),
    "vacant": ("#d9730d", "#f0983c"),
}
_SEATED = ("#7a3fb0", "#b98ae6")
STEP = 0.1  # growth beyond ten per cent is a class of its own


def of_output(provinces: pd.DataFrame, colour: str, here: Frame) -> Picture:
    """Classes by amount or by growth, as the reader chose. Takes `output_by_province`."""
    return _by_growth(provinces, here) if colour == "growth" else _by_amount(provinces, here)


def _by_amount(provinces: pd.DataFrame, here: Frame) -> Picture:
    # Cut at the thresholds of the settings, the amounts this department looks for.
    _, column = here.translate, "output_ytd_yuan"
    first, second = here.settings.output_thresholds_yuan
    edges = [first // 10, first // 2, first, second]
    unit = formatting.shown_unit(HUNDRED_MILLION, here.language)
    in_words = [f"{edge / formatting.YUAN_IN[unit]:g}" for edge in edges]
    lowest, highest = (
        formatting.yuan(edge, language=here.language, decimals=0) for edge in (edges[0], edges[-1])
    )
    names = [
        _("below {amount}").format(amount=lowest),
        *(f"{low}–{high}" for low, high in pairwise(in_words)),
        _("{amount} and more").format(amount=highest),
    ]

    def shade(row: Row) -> int:
        value = int(row[column])
        return 0 if value <= 0 else 1 + sum(value >= edge for edge in edges)

    return _shaded(
        provinces,
        here,
        names=["0", *names],
        colours=[_of_theme(_ZERO, here), *_AMOUNTS[here.dark]],
        value=column,
        shade=shade,
        label=lambda row: formatting.short_amount(row[column], language=here.language),
        words=lambda row: formatting.yuan(row[column], language=here.language),
    )


def _by_growth(provinces: pd.DataFrame, here: Frame) -> Picture:
    _ = here.translate
    up, down = (_REDS, _GREENS) if here.settings.rise_is_red else (_GREENS, _REDS)
    names = [
        _("▼ by more than 10%"),
        _("▼ up to 10%"),
        _("unchanged"),
        _("▲ up to 10%"),
        _("▲ by more than 10%"),
    ]

    def shade(row: Row) -> int:
        growth = float(row["yoy"])
        if abs(growth) < 0.0005:  # reads 0.0%
            return 2
        return (3 if growth <= STEP else 4) if growth > 0 else (1 if growth >= -STEP else 0)

    return _shaded(
        provinces,
        here,
        names=names,
        colours=[
            down[here.dark][2],
            down[here.dark][1],
            _of_theme(_STEADY, here),
            up[here.dark][1],
            up[here.dark][2],
        ],
        value="yoy",
        shade=shade,
        label=lambda row: formatting.yoy(row["yoy"]),
        words=lambda row: " · ".join(
            [
                formatting.yoy(row["yoy"]),
                formatting.yuan(row["output_ytd_yuan"], language=here.language),
            ]
        ),
        nothing=_("not comparable"),
    )


def by_coverage(coverage: pd.DataFrame, here: Frame) -> Picture:
    """Classes by coverage: stationed, reached, gap, idle. Takes `coverage`."""
    statuses = list(_COVERAGE)
    return _shaded(
        coverage,
        here,
        names=[glossary.enum_label("coverage", status, here.language) for status in statuses],
        colours=[_of_theme(_COVERAGE[status], here) for status in statuses],
        value="status",
        shade=lambda row: statuses.index(row["status"]),
        label=lambda row: formatting.short_amount(row["demand_yuan"], language=here.language),
        words=lambda row: " · ".join(
            [
                glossary.enum_label("coverage", row["status"], here.language),
                formatting.yuan(row["demand_yuan"], language=here.language),
            ]
        ),
    )


def by_officer(provinces: pd.DataFrame, here: Frame) -> Picture:
    """Classes by who is responsible: one officer, several, nobody. Takes `liaison.provinces`."""
    _ = here.translate
    names = {
        "responsible": _("one officer"),
        "overlapping": _("several officers"),
        "vacant": _("vacant"),
    }
    return _shaded(
        provinces,
        here,
        names=[names[held] for held in _HELD],
        colours=[_of_theme(pair, here) for pair in _HELD.values()],
        value="held",
        shade=lambda row: list(_HELD).index(row["held"]),
        label=lambda row: row["officers"][0] if row["officers"] else "",
        words=lambda row: _(", ").join(row["officers"]) or names["vacant"],
    )


def coverage_colours(here: Frame) -> dict[str, str]:
    """The colour of each status of coverage, in the order of the legend."""
    return {status: _of_theme(pair, here) for status, pair in _COVERAGE.items()}


def of_batch(coverage: pd.DataFrame, here: Frame) -> Picture:
    """Classes by coverage once a batch sits, its own seats apart. Takes `next_batch_coverage`."""
    classes = ["seated", *_COVERAGE]
    kind = coverage["status"].where(coverage["seats"] == 0, "seated")
    names = {"seated": here.translate("Seat of the batch")} | {
        status: glossary.enum_label("coverage", status, here.language) for status in _COVERAGE
    }
    return _shaded(
        coverage.assign(kind=kind),
        here,
        names=[names[name] for name in classes],
        colours=[_of_theme({"seated": _SEATED, **_COVERAGE}[name], here) for name in classes],
        value="kind",
        shade=lambda row: classes.index(row["kind"]),
        label=lambda row: formatting.short_amount(row["demand_yuan"], language=here.language),
        words=lambda row: " · ".join(
            [names[row["kind"]], formatting.yuan(row["demand_yuan"], language=here.language)]
        ),
    )


def _shaded(
    provinces: pd.DataFrame,
    here: Frame,
    *,
    names: list[str],
    colours: list[str],
    value: str,
    shade: Callable[[Row], int],
    label: Callable[[Row], str],
    words: Callable[[Row], str],
    nothing: str | None = None,
) -> Picture:
    _ = here.translate
    nothing = nothing or _("nothing reported")
    missing_shade, home_shade = len(names), len(names) + 1
    known = {row["province_code"]: row for row in provinces.to_dict("records")}
    rows = []
    for code in reference.provinces()["province_code"]:
        name = reference.province_name(code, here.language)
        row = known.get(code)
        if code == here.settings.home_province:
            rows.append(Shade(code, home_shade, "", f"{name}: {_('home province')}"))
        elif row is None or formatting.is_missing(row[value]):
            rows.append(Shade(code, missing_shade, formatting.MISSING, f"{name}: {nothing}"))
        else:
            rows.append(Shade(code, shade(row), label(row), f"{name}: {words(row)}"))
    scale = Scale(
        (*names, nothing, _("home province")),
        (*colours, _of_theme(_NOTHING, here), _of_theme(_HOME, here)),
    )
    return tuple(rows), scale


def _of_theme(pair: tuple[str, str], here: Frame) -> str:
    return pair[here.dark]
