"""What could lie between our sum and the figure reported, in words: plain functions over `reconciliation`."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analysis.formatting import count, is_missing, yuan
from analysis.glossary import WHOLE_INDUSTRY
from analysis.language import N_, paragraph, translator

Row = Mapping[Any, Any]
_Translate = Callable[[str], str]
# As far apart as the two calibers of one province are known to be.
CALIBERS_APART = 0.1


def explanations(rows: pd.DataFrame, language: str) -> list[str]:
    """A text a row: what could explain its difference, the surest first, or that nothing known does."""
    return [explanation(row, language) for row in rows.to_dict("records")]


def explanation(row: Row, language: str) -> str:
    """What could explain the difference of one figure, in the reader's language."""
    translate = translator(language)
    if is_missing(row["ours_yuan"]):
        return translate(N_("None of our enterprises reported this quarter: there is nothing to compare."))
    if abs(row["difference_yuan"]) <= row["rounding_yuan"]:
        return translate(N_("Within the rounding of the published figure: the two agree."))
    return paragraph(_causes(row, translate, language), language) or translate(
        N_("Nothing we know of explains it: compare the lists of enterprises on both sides.")
    )


def _causes(row: Row, translate: _Translate, language: str) -> list[str]:
    below = row["difference_yuan"] < 0
    return [
        _scope(row, translate),
        _span(row, translate),
        _missing(row, translate, language) if below else "",
        _unknown_city(row, translate, language) if below else "",
        _revised(row, translate, language),
        _caliber(row, translate),
    ]


def _scope(row: Row, translate: _Translate) -> str:
    if not _of_a_part(row):
        return ""
    return translate(N_("The published figure is of {scope} only, ours of all that report.")).format(
        scope=row["scope"]
    )


def _of_a_part(row: Row) -> bool:
    return not is_missing(row["scope"]) and row["scope"] not in ("", WHOLE_INDUSTRY)


def _span(row: Row, translate: _Translate) -> str:
    if is_missing(row["spans_quarters"]) or row["spans_quarters"] <= 1:
        return ""
    return translate(N_("Ours spans {count} quarters, for reports before it are missing.")).format(
        count=count(row["spans_quarters"])
    )


def _missing(row: Row, translate: _Translate, language: str) -> str:
    if not row["missing"]:
        return ""
    return translate(
        N_("{count} enterprises have not reported; their last figures add up to {amount}.")
    ).format(count=count(row["missing"]), amount=yuan(row["missing_yuan"], language=language))


def _unknown_city(row: Row, translate: _Translate, language: str) -> str:
    if is_missing(row["unknown_city_yuan"]) or not row["unknown_city_yuan"]:
        return ""
    return translate(N_("{amount} are of enterprises whose home city is not known.")).format(
        amount=yuan(row["unknown_city_yuan"], language=language)
    )


def _revised(row: Row, translate: _Translate, language: str) -> str:
    if is_missing(row["revised_yuan"]):
        return ""
    words = (
        N_("Our figures were revised by {amount} since they first came; the published one may be older.")
        if row["basis"] != "quarter"
        else N_("Our year to date was revised by {amount} since it first came.")
    )
    return translate(words).format(amount=yuan(row["revised_yuan"], language=language))


def _caliber(row: Row, translate: _Translate) -> str:
    if row["caliber"] != "statistics" or _of_a_part(row):
        return ""
    if not is_missing(row["difference_share"]) and abs(row["difference_share"]) <= CALIBERS_APART:
        return translate(
            N_("Two calibers: the statistics bureau's and the department's are up to a tenth apart.")
        )
    return translate(
        N_("Two calibers, though a tenth is as far as they are known to be apart: look for another reason.")
    )
