"""One province in numbers and lists: what we do there, and who serves whom."""

from collections.abc import Mapping

import pandas as pd

from analysis.formatting import change, count, percent
from analysis.glossary import enum_label
from pages.components import links, text
from pages.components.frame import Frame
from pages.components.lists import List
from pages.components.table import LISTED
from pages.components.text import Headline


def numbers(here: Frame, figures: pd.Series, coverage: pd.Series, period: str) -> list[Headline]:
    """Output in a period with its growth, rank, enterprises and coverage.

    Takes a row of `output_by_province` and one of `coverage`.
    """
    _ = here.translate
    return [
        text.money(
            here,
            _("Output, {months}").format(months=period),
            figures["output_ytd_yuan"],
            figures["yoy"],
            _("year on year"),
        ),
        Headline(
            _("Rank among the provinces"),
            count(figures["rank"]),
            change(figures["rank_change"]),
            figures["rank_change"],
            _("places on a year before"),
        ),
        Headline(
            _("Enterprises at work"),
            count(figures["enterprise_count"]),
            against=_("{count} projects under way").format(count=count(figures["project_count"])),
        ),
        Headline(
            _("Coverage"),
            enum_label("coverage", coverage["status"], here.language),
            against=_("{share} of four-quarter output").format(share=percent(coverage["demand_share"])),
        ),
    ]


def lists(here: Frame, asked: Mapping[str, object]) -> dict[str, List]:
    """What there is to list of a province, by code; `asked` is the quarter that enterprises are ranked by."""
    _ = here.translate
    opens = links.open_enterprise(here)
    return {
        "enterprises": List(
            _("Enterprises"),
            "output_by_enterprise",
            ["enterprise", "city", "output_ytd_yuan", "prior_ytd_yuan", "yoy", "share", "rank"],
            {**asked, "limit": LISTED},
            opens=opens,
        ),
        "projects": List(
            _("Projects"),
            "projects",
            ["project", "enterprise", "category", "contract_yuan", "own_share_yuan", "signed_date", "status"],
            {"limit": LISTED},
            opens=opens,
        ),
        "key_units": List(
            _("Key units"),
            "key_units",
            ["enterprise", "office", "city", "batch", "since", "staff", "has_office", "own_demand_yuan"],
            {},
            opens=opens,
        ),
        "coverage": List(
            _("Coverage by quarter"),
            "coverage_of_province",
            ["date", "status", "demand_yuan", "demand_share", "rank", "stationed_by", "reached_by"],
            {},
        ),
        "people": List(
            _("Liaison officers"),
            "liaison_directory",
            ["officer", "post", "phone", "since", "until", "liaison_region", "local_authority", "overlapping",
             "vacant_since"],
            {},
        ),
        "requests": List(
            _("Service requests"),
            "service_requests",
            ["request_id", "enterprise", "category", "received_at", "state", "working_days", "days_left",
             "overdue", "owner", "host"],
            {"limit": LISTED},
            opens=links.open_request(here),
        ),
        "agreements": List(
            _("Agreements"),
            "agreements",
            ["mechanism", "agreement_state", "document", "signed_date", "expires_date", "days_left",
             "local_authority"],
            {},
        ),
        "quarters": List(
            _("Quarters"),
            "output_trend",
            ["year", "quarter", "output_ytd_yuan", "output_yuan", "spans_quarters", "yoy"],
            {},
        ),
    }  # fmt: skip
