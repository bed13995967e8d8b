"""One enterprise in numbers and lists: what it does outside the home province, and what is told of it."""

import pandas as pd

from analysis.formatting import TEN_THOUSAND, count, percent, yuan
from pages.components import links, text
from pages.components.frame import Frame
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline


def numbers(here: Frame, profile: pd.Series) -> list[Headline]:
    """Output elsewhere with its growth, outward ratio, rank and provinces. Takes `enterprise_profile`."""
    _ = here.translate
    return [
        text.money(
            here,
            _("Output elsewhere, {months}").format(
                months=text.period(profile["year"], profile["quarter"], here)
            ),
            profile["output_ytd_yuan"],
            profile["yoy"],
            _("year on year"),
            unit=TEN_THOUSAND,
            decimals=0,
        ),
        Headline(
            _("Outward ratio"),
            percent(profile["outward_ratio"]),
            against=_("of gross output, year to date"),
            help=yuan(profile["gross_output_ytd_yuan"], TEN_THOUSAND, here.language, 0),
        ),
        Headline(
            _("Rank among the enterprises"),
            count(profile["rank"]),
            against=_("by output outside the home province"),
        ),
        Headline(
            _("Provinces"),
            count(profile["province_count"]),
            against=_("{count} projects under way").format(count=count(profile["project_count"])),
        ),
    ]


def lists(here: Frame, profile: pd.Series) -> dict[str, List]:
    """What there is to list of an enterprise, by code. Takes `enterprise_profile`."""
    _ = here.translate
    return {
        "destinations": List(
            _("Destination provinces"),
            "output_of_enterprise",
            ["province", "output_ytd_yuan", "output_yuan", "spans_quarters", "prior_ytd_yuan", "yoy",
             "share"],
            {},
            opens=links.open_province(here),
        ),
        "projects": List(
            _("Projects"),
            "projects",
            ["project", "province", "category", "contract_yuan", "own_share_yuan", "signed_date", "status"],
            {"limit": LISTED},
        ),
        "requests": List(
            _("Service requests"),
            "service_requests",
            ["request_id", "province", "category", "received_at", "state", "working_days", "days_left",
             "overdue", "owner", "host", "satisfaction"],
            {"limit": LISTED},
            opens=links.open_request(here),
        ),
        "contacts": List(
            _("Engagements"),
            "engagements",
            ["date", "form", "province", "city", "host", "theme", "participant_count", "problem_count",
             "follow_up_ids"],
            {"limit": LISTED},
        ),
        "quarters": List(
            _("Quarters"),
            "output_trend",
            ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy", "outward_ratio"],
            {},
        ),
        "source": List(
            _("Where the figures come from"),
            "provenance",
            ["file", "sheet", "source_row", "submission_id", "received_at", "by", "superseded",
             "superseded_by", "record"],
            {"kind": "output", "year": profile["year"], "quarter": profile["quarter"], "limit": LISTED},
            opens=links.open_submission(here),
        ),
    }  # fmt: skip
