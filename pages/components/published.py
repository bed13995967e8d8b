"""What a page about published figures lets choose, and its headline numbers."""

import pandas as pd

from analysis import anomalies, glossary, reference
from analysis.formatting import MISSING, count, yoy
from analysis.glossary import INDICATORS, NATION_CODE
from pages.components import choosing
from pages.components.frame import Frame
from pages.components.table import LISTED
from pages.components.text import Headline


def choices(here: Frame) -> tuple[str, str, str]:
    """Region by code, indicator as the source writes it, and caliber: never two calibers at once."""
    _ = here.translate
    region = choosing.one_of(
        here,
        "region",
        _("Area"),
        [NATION_CODE, *reference.provinces()["province_code"]],
        show=lambda code: _region(here, code),
    )
    measure = choosing.one_of(
        here,
        "indicator",
        _("Indicator"),
        list(INDICATORS),
        show=lambda name: glossary.label(name, here.language),
    )
    caliber = choosing.switch(
        here,
        "caliber",
        _("Caliber"),
        list(glossary.ENUMS["caliber"]),
        show=lambda code: glossary.enum_label("caliber", code, here.language),
    )
    return region, INDICATORS[measure], caliber


def anomaly(here: Frame) -> str:
    """One kind of disagreement, or choosing.ALL."""
    return choosing.one_of(
        here,
        "anomaly",
        glossary.label("anomaly", here.language),
        [choosing.ALL, *glossary.ENUMS["anomaly"]],
        show=lambda code: (
            glossary.enum_label("anomaly", code, here.language)
            if code
            else here.translate("All kinds of disagreement")
        ),
    )


def headlines(here: Frame, line: pd.DataFrame, found: pd.DataFrame, changed: int) -> list[Headline]:
    """The latest figure of a line, its growth as published and derived, and how much disagrees."""
    _ = here.translate
    last = line.iloc[-1] if len(line) else None
    more = "+" if len(found) == LISTED else ""
    return [
        Headline(
            _("Latest published"),
            MISSING if last is None else anomalies.figure(last["value"], last["unit"], here.language),
            against="" if last is None else str(last["period"]),
        ),
        Headline(_("Growth as published"), MISSING if last is None else yoy(last["published_yoy"])),
        Headline(_("Growth derived"), MISSING if last is None else yoy(last["derived_yoy"])),
        Headline(
            _("Figures that disagree"),
            count(len(found)) + more,
            against=_("{count} revised of this indicator").format(count=count(changed)),
        ),
    ]


def _region(here: Frame, code: str) -> str:
    if code == NATION_CODE:
        return glossary.NATION[here.language == "en"]
    return reference.province_name(code, here.language)
