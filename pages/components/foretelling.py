"""What a page says of a year that has not ended: foretold figures are never worded like reported ones."""

import pandas as pd

from analysis import attention, formatting, glossary, outlook
from analysis.formatting import percent
from pages.components import text
from pages.components.frame import Frame
from pages.components.text import Headline


def headlines(here: Frame, said: pd.Series) -> list[Headline]:
    """The year as foretold (or as it came), the interval, the target, and what it still needs a quarter."""
    _ = here.translate
    return [_of_year(here, said), _of_interval(here, said), _of_target(here, said), _of_need(here, said)]


def finding(here: Frame, who: str, said: pd.Series) -> str:
    """Where the year will land, and what its target needs; or why nothing is foretold."""
    _ = here.translate
    year = int(said["year"])
    if said["state"] == "nothing_reported":
        return _("{who} has no report for this period").format(who=who)
    if said["state"] == "landed":
        return _("{who}: {year:d} has landed at {amount}").format(
            who=who, year=year, amount=_short(here, said["output_ytd_yuan"])
        )
    if said["state"] == "too_little_history":
        words = _(
            "{who}: no forecast, for the methods can be tried on {count} earlier years and it takes {least}"
        )
        return words.format(who=who, count=formatting.count(said["origins"]), least=outlook.MIN_ORIGINS)
    parts = [
        _("{who}: {year:d} is foretold to land at {amount}").format(
            who=who, year=year, amount=_short(here, said["landing_yuan"])
        )
    ]
    if not formatting.is_missing(said["target_yuan"]):
        parts.append(_of_course(here, said))
    return _("; ").join(parts)


def because(here: Frame, said: pd.Series) -> list[str]:
    """Paragraphs: the method with its past error beside the naive ones', and who has not reported."""
    _ = here.translate
    told = []
    if said["state"] == "forecast":
        words = _(
            "Foretold by: {method}. Tried on {origins} earlier years with what was known then, what would"
            " have been chosen was off by {error} on average; last year's share of the year by {share}, last"
            " year's growth of the remaining quarters by {rest}. The interval is made to hold {level} of"
            " outcomes."
        )
        told.append(
            words.format(
                method=glossary.enum_label("method", said["method"], here.language),
                origins=formatting.count(said["origins"]),
                error=percent(said["past_error"]),
                share=percent(said["naive_share_error"]),
                rest=percent(said["naive_rest_error"]),
                level=percent(said["level"], 0),
            )
        )
    missing = attention.missing_reports(said)
    if missing:
        words = _(
            "{missing} of {expected} enterprises have not reported this quarter. Figure and forecast hold"
            " only those that have."
        )
        told.append(
            words.format(
                missing=formatting.count(missing), expected=formatting.count(said["expected_enterprises"])
            )
        )
    return told


def years(trend: pd.DataFrame, quarter: int, until: int) -> pd.DataFrame:
    """Each year up to one: year, part_yuan (to date at the quarter), rest_yuan (what came after it).

    Takes `output_trend`. The last year has no rest here: whatever came later was not known at its quarter.
    """
    figures = trend[trend["year"] <= until]
    part = figures[figures["quarter"] == quarter].set_index("year")["output_ytd_yuan"]
    whole = figures[figures["quarter"] == outlook.LAST].set_index("year")["output_ytd_yuan"]
    found = pd.DataFrame({"part_yuan": part, "rest_yuan": whole - part}).reset_index()
    found.loc[found["year"] == until, "rest_yuan"] = pd.NA
    return found


def _of_year(here: Frame, said: pd.Series) -> Headline:
    _ = here.translate
    if said["state"] == "landed":
        label = _("Output of {year:d}").format(year=int(said["year"]))
        return Headline(label, _short(here, said["output_ytd_yuan"]), against=_("reported, the whole year"))
    return text.money(
        here,
        _("Foretold for {year:d}").format(year=int(said["year"])),
        said["landing_yuan"],
        said["landing_yoy"],
        _("on last year; a forecast"),
    )


def _of_interval(here: Frame, said: pd.Series) -> Headline:
    _ = here.translate
    label = _("Interval of the forecast")
    if formatting.is_missing(said["low_yuan"]):
        return Headline(label, formatting.MISSING)
    low, high = (
        formatting.short_amount(said[name], language=here.language, decimals=0)
        for name in ("low_yuan", "high_yuan")
    )
    shown = formatting.shown_unit(formatting.HUNDRED_MILLION, here.language)
    unit = formatting.unit_name(shown, here.language)
    return Headline(
        label,
        f"{low}–{high}",
        against=_("{unit}; made to hold {level} of outcomes").format(
            unit=unit, level=percent(said["level"], 0)
        ),
    )


def _of_target(here: Frame, said: pd.Series) -> Headline:
    _ = here.translate
    label, target = _("Target for the year"), said["target_yuan"]
    if formatting.is_missing(target):
        return Headline(label, formatting.MISSING, against=_("none was set"))
    if formatting.is_missing(said["low_yuan"]):
        against = _("{share} reached").format(share=percent(said["output_ytd_yuan"] / target))
    elif said["low_yuan"] >= target:
        against = _("below the whole interval")
    elif said["high_yuan"] < target:
        against = _("above the whole interval")
    else:
        against = _("within the interval")
    return Headline(label, _short(here, target), against=against)


def _of_need(here: Frame, said: pd.Series) -> Headline:
    _ = here.translate
    label = _("Needed a quarter for the target")
    if formatting.is_missing(said["needed_per_quarter_yuan"]):
        return Headline(label, formatting.MISSING)
    against = ""
    if not formatting.is_missing(said["prior_rest_yuan"]):
        before = round(said["prior_rest_yuan"] / said["quarters_left"])
        against = _("last year: {amount}").format(amount=_short(here, before))
    return Headline(label, _short(here, said["needed_per_quarter_yuan"]), against=against)


def _of_course(here: Frame, said: pd.Series) -> str:
    _ = here.translate
    if not said["needed_yuan"]:
        return _("the target of {target} is reached").format(target=_short(here, said["target_yuan"]))
    return _("the target of {target} needs {amount} a quarter").format(
        target=_short(here, said["target_yuan"]), amount=_short(here, said["needed_per_quarter_yuan"])
    )


def _short(here: Frame, amount: object) -> str:
    return formatting.yuan(amount, language=here.language)
