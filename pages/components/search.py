"""Finding an enterprise by name, code, city or destination."""

from analysis.formatting import TEN_THOUSAND
from pages.components import choosing, filters, links, sentences, text
from pages.components.frame import Frame
from pages.components.table import LISTED, table


def enterprises(here: Frame) -> None:
    """A search box with filters, and what it found, largest output first; a click opens the enterprise."""
    _ = here.translate
    with filters.row():
        searched = choosing.words(here, "q", _("Search"), placeholder=_("Part of the name or code"))
        city = filters.city(here)
        province = filters.destination(here)
    found = here.ask("enterprises", q=searched, city=city, province=province, limit=LISTED)
    title = sentences.of_search(here, len(found.frame))
    text.finding(title)
    table(
        here,
        found,
        [
            "enterprise",
            "city",
            "output_ytd_yuan",
            "province_count",
            "grade",
            "qualification",
            "enterprise_code",
        ],
        title=title,
        unit=TEN_THOUSAND,
        opens=links.open_enterprise(here),
    )
