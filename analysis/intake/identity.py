"""Codes for rows that name an enterprise or a project without one: known by exact name, else provisional."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.intake.staging import Staging
from analysis.warehouse.identity import matching_name, provisional_code

NAMES_OF_CODES = {"enterprise_code": "enterprise", "project_code": "project"}


def complete_codes(staging: Staging, known: Mapping[str, str]) -> None:
    """Fill empty codes; `known` maps matching names of enterprises to the one code each has.

    A name that this file or the register gives a code is that enterprise, with a note; any other name gets a
    provisional code, with a question. Cells that could not be read as a code stay empty: they were reported.
    """
    for code, name in NAMES_OF_CODES.items():
        if code not in staging.kind.fields or name not in staging.values:
            continue
        if code not in staging.values:
            staging.values[code] = pd.Series([None] * len(staging.data), dtype="str")
            staging.filled[code] = np.zeros(len(staging.data), dtype=bool)
        names = staging.values[name]
        empty = staging.missing(code) & ~staging.filled[code] & ~staging.missing(name)
        if not empty.any():
            continue
        found = _codes_of_names(staging, code, names) if code == "enterprise_code" else {}
        registered = {**known, **found} if code == "enterprise_code" else {}
        distinct = {text: matching_name(text) for text in names[empty].unique()}
        from_name = names.map({text: registered.get(match) for text, match in distinct.items()})
        matched = empty & from_name.notna().to_numpy(dtype=bool)
        provisional = names.map({text: provisional_code(text) for text in distinct})
        filled = staging.values[code].where(~empty, provisional).where(~matched, from_name)
        staging.values[code] = filled.astype("str")
        if not staging.kind.column(code).in_template:
            continue  # nobody was asked for a code; a check says which names are not known
        _say(staging, "code_from_name", code, names, matched)
        rule = "enterprise_code_missing" if code == "enterprise_code" else "project_code_missing"
        _say(staging, rule, code, names, empty & ~matched)


def _say(staging: Staging, rule: str, code: str, names: pd.Series, mask: np.ndarray) -> None:
    """One problem a name, at its first row that can be taken."""
    mask = mask & ~staging.failed
    first = mask & ~names.where(mask).duplicated().to_numpy(dtype=bool)
    staging.report(rule, first, code, texts=list(names[first]))


def _codes_of_names(staging: Staging, code: str, names: pd.Series) -> dict[str, str]:
    """Names that stand beside exactly one code in this file."""
    given = pd.DataFrame({"name": names, "code": staging.values[code]}).dropna().drop_duplicates()
    given["name"] = [matching_name(text) for text in given["name"]]
    given = given.drop_duplicates()
    once = given[~given["name"].duplicated(keep=False)]
    return dict(zip(once["name"], once["code"], strict=True))
