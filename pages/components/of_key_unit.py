"""One key unit in numbers and lists: what it does where it serves, what speaks for it, its past."""

from datetime import date

import pandas as pd

from analysis.formatting import HUNDRED_MILLION, count, percent, yuan
from pages.components import links, sentences, text
from pages.components.frame import Frame
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline


def numbers(here: Frame, seat: pd.Series, output: pd.DataFrame) -> list[Headline]:
    """Its own output and share at the station, provinces reached, staff.

    Takes `unit_profile` and `unit_output`, of which the station stands first.
    """
    _ = here.translate
    station, reached = output.iloc[0], output.iloc[1:]
    return [
        text.money(
            here,
            _("Own output at the station, four quarters"),
            station["output_four_quarters_yuan"],
            station["growth"],
            _("against the four before"),
        ),
        Headline(
            _("Share of our output there"),
            percent(station["own_share"]),
            against=_("of {amount}").format(amount=yuan(station["demand_yuan"], language=here.language)),
        ),
        Headline(
            _("Provinces reached"),
            count(len(reached)),
            against=_("declared") if seat["reach_declared"] else _("the station's neighbours"),
        ),
        Headline(
            _("Resident staff"),
            count(seat["staff"]),
            against=sentences.of_office(here, seat),
        ),
    ]


def lists(here: Frame, unit: str, seat: pd.Series, as_of: date) -> dict[str, List]:
    """What there is to list of a key unit as of a date, by code.

    Takes the id asked for, which may be of an earlier seat, and `unit_profile`, which has that of the date.
    """
    _ = here.translate
    return {
        "criteria": List(
            _("What speaks for it"),
            "unit_criteria",
            ["criterion", "points", "evidence"],
            {"unit": unit, "as_of": as_of},
        ),
        "output": List(
            _("Where it serves"),
            "unit_output",
            ["province", "service", "demand_yuan", "rank", "output_four_quarters_yuan", "growth", "own_share",
             "first_year", "project_count"],
            {"unit": unit, "as_of": as_of},
            unit=HUNDRED_MILLION,
            opens=links.open_province(here),
        ),
        "requests": List(
            _("Requests it hosts"),
            "service_requests",
            ["request_id", "enterprise", "province", "category", "received_at", "state", "working_days",
             "overdue", "owner", "host_coverage"],
            {"unit": seat["unit_id"], "as_of": as_of, "limit": LISTED},
        ),
        "engagements": List(
            _("Engagements, hosted or joined"),
            "engagements",
            ["date", "form", "province", "city", "host", "theme", "participant_count", "problem_count",
             "follow_up_count"],
            {"enterprise": seat["enterprise_code"], "to": as_of, "limit": LISTED},
        ),
        "history": List(
            _("History"),
            "unit_history",
            ["date", "step", "province", "from_province", "batch", "reason", "document", "reach_before_codes",
             "reach_after_codes", "staff", "file", "sheet", "source_row", "submission_id"],
            {"unit": unit},
        ),
        "source": List(
            _("All rows ever sent"),
            "provenance",
            ["file", "sheet", "source_row", "submission_id", "received_at", "by", "superseded",
             "superseded_by", "record"],
            {"kind": "key_unit", "enterprise": seat["enterprise_code"], "limit": LISTED},
        ),
    }  # fmt: skip
