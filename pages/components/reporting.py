"""How reports come in: the headline numbers, lines and lists of a page about their quality."""

import pandas as pd

from analysis.formatting import count, is_missing, percent, points
from pages.components import links, text
from pages.components.frame import Frame
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline

QUARTERS_SHOWN = 8
_DOUBT = ["enterprise", "message", "city", "year", "quarter", "province", "file", "sheet", "source_row"]


def of_quarter(
    trend: pd.DataFrame, year: int | None, quarter: int | None
) -> tuple[pd.Series, pd.Series | None]:
    """The row of a quarter and that of the quarter before it, where there is one."""
    at = trend.index[(trend["year"] == year) & (trend["quarter"] == quarter)]
    position = int(at[0]) if len(at) else len(trend) - 1
    return trend.iloc[position], trend.iloc[position - 1] if position else None


def headlines(here: Frame, now: pd.Series, before: pd.Series | None) -> list[Headline]:
    """How complete, how timely, how many questions, how many revised; each beside the quarter before."""
    _ = here.translate
    return [
        Headline(
            _("Reported"),
            percent(now["reported_rate"]),
            *_change(here, now, before, "reported_rate"),
            _("on the quarter before"),
            help=text.of(now["reported"], now["expected"]),
        ),
        Headline(
            _("In time"),
            percent(now["on_time_rate"]),
            *_change(here, now, before, "on_time_rate"),
            _("on the quarter before"),
            help=_("{late} late, {missing} missing").format(
                late=count(now["late_count"]), missing=count(now["missing"])
            ),
        ),
        Headline(
            _("Open questions of the quarter"),
            count(now["open_problem_count"]),
            against=_("of {count} raised").format(count=count(now["problem_count"])),
        ),
        Headline(_("Reports revised later"), count(now["revised"]), against=_("of those that came")),
    ]


def _change(here: Frame, now: pd.Series, before: pd.Series | None, rate: str) -> tuple[str, float | None]:
    if before is None or is_missing(now[rate]) or is_missing(before[rate]):
        return "", None
    # More reports are better whatever the reader's colours of rise and fall: told in grey.
    return points(now[rate] - before[rate], here.language), None


def finding(here: Frame, now: pd.Series) -> str:
    """What the lines show: who is missing, who came late, and what is open."""
    _ = here.translate
    months = text.single_quarter(now["year"], now["quarter"], here)
    if now["loaded_count"]:
        return _("{quarter}: {reported} of {expected} enterprises, loaded as history").format(
            quarter=months, reported=count(now["reported"]), expected=count(now["expected"])
        )
    return _("{quarter}: {missing} of {expected} enterprises are missing, {late} came late").format(
        quarter=months,
        missing=count(now["missing"]),
        expected=count(now["expected"]),
        late=count(now["late_count"]),
    )


def lately(cities: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last quarters of an answer by quarter."""
    number = cities["year"] * 4 + cities["quarter"]
    return cities[number > number.max() - QUARTERS_SHOWN]


def agreement(here: Frame, held: pd.DataFrame) -> str:
    """How many published totals our sums agree with, to the rounding."""
    agree = (held["difference_yuan"].abs() <= held["rounding_yuan"]).sum()
    return here.translate("Our sum agrees with {count} of {all} totals reported").format(
        count=count(agree), all=count(len(held))
    )


def work(here: Frame, shown: str, year: int | None, quarter: int | None, city: str) -> List:
    """A list to work from: the open questions of all quarters, those closed, the reports, the gaps."""
    _ = here.translate
    opens = links.narrow("problem", "problem_id")
    limited = {"city": city, "limit": LISTED}
    if shown == "reports":
        return List(
            _("Who reported, late, missing, revised"),
            "timeliness",
            ["enterprise", "city", "state", "received_at", "due_date", "days_late", "revised_at",
             "submission_id", "file"],
            {"year": year, "quarter": quarter, **limited},
            opens=links.open_enterprise(here),
        )  # fmt: skip
    if shown == "gaps":
        return List(
            _("Quarters left out"),
            "quality_problems",
            ["enterprise", "message", "city", "year", "quarter"],
            {"severity": "note", **limited},
            opens=links.open_enterprise(here),
        )
    if shown == "answered":
        return List(
            _("Answered or corrected"),
            "quality_problems",
            ["enterprise", "problem_state", "message", "answer", "answered_by", "answered_at", "file",
             "sheet", "source_row"],
            {"severity": "question", "problem_state": "closed", **limited},
            opens=opens,
        )  # fmt: skip
    return List(
        _("Questions about the records"),
        "quality_problems",
        _DOUBT,
        {"severity": "question", "problem_state": "open", **limited},
        opens=opens,
    )
