"""A record as it was handed in, in words: the columns of its kind with their values, and what changed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analysis import glossary
from analysis.access import PHONE_COLUMNS, PROSE_COLUMNS, masked_in_prose, masked_phone
from analysis.formatting import MISSING, TEN_THOUSAND, is_missing, number, percent, place_name, yuan
from analysis.kinds import KINDS, Column, Kind
from analysis.language import N_, translator

_PLACES = frozenset({"province", "region", "home_city", "each_province", "each_home_city"})
_AS_PRINTED = 6  # decimals a published figure is kept with at most


def told(kind: str, record: str | None, language: str, *, phones: bool) -> str:
    """What a record (a JSON object of its kind's fields) says, as "header value" one after the other.

    What its key does not hold comes first, for whoever asks knows the key; "" for no record. Telephone
    numbers are whole only if `phones`.
    """
    values = json.loads(record) if record else {}
    known = {*KINDS[kind].key, "enterprise"}
    return _listed(
        [
            f"{_header(column, field, language)} {_in_words(column, field, values[field], language, phones)}"
            for column, field in sorted(_fields(KINDS[kind]), key=lambda pair: pair[1] in known)
            if not is_missing(values.get(field))
        ],
        language,
    )


def changed(kind: str, before: str | None, after: str | None, language: str, *, phones: bool) -> str:
    """The fields in which two records of one key differ, as "header old → new" with commas between."""
    old, new = (json.loads(record) if record else {} for record in (before, after))
    return _listed(
        [
            f"{_header(column, field, language)} "
            f"{_in_words(column, field, old.get(field), language, phones)} → "
            f"{_in_words(column, field, new.get(field), language, phones)}"
            for column, field in _fields(KINDS[kind])
            if old.get(field) != new.get(field)
        ],
        language,
    )


def money_of(kind: str) -> str:
    """The field of a kind that holds the amount a reader asks for first; "" where it has no money."""
    stored = [column for column in KINDS[kind].columns if column.type == "money" and column.stored]
    return stored[0].name if stored else ""


def amount_in(kind: str, record: str | None) -> int | None:
    """That amount of a record, in yuan; None where there is none."""
    values: Mapping[str, Any] = json.loads(record) if record else {}
    found = values.get(money_of(kind))
    return None if found is None else int(found)


def _fields(kind: Kind) -> Iterable[tuple[Column, str]]:
    """Columns with the fields that say what they hold; a place is said as it was written."""
    return (
        (column, field)
        for column in kind.columns
        for field in column.fields
        if column.type != "place" or field == "province_text"
    )


def _header(column: Column, field: str, language: str) -> str:
    name = field if column.type == "period" else column.name
    if name in glossary.TERMS and (language == "en" or name != column.name):
        return glossary.label(name, language)
    return column.bare_header


def _in_words(column: Column, field: str, value: Any, language: str, phones: bool) -> str:
    if is_missing(value):
        return MISSING
    if field in PHONE_COLUMNS and not phones:
        return masked_phone(str(value))
    if field in PROSE_COLUMNS and not phones and isinstance(value, str):
        return masked_in_prose(value)
    if isinstance(value, bool):
        return translator(language)(N_("yes")) if value else translator(language)(N_("no"))
    if isinstance(value, list):
        return _joined([_in_words(column, field, item, language, phones) for item in value], language)
    if column.type == "money":
        return yuan(int(value), TEN_THOUSAND, language)
    if column.type == "percent":
        return percent(value)
    if column.type in ("decimal", "integer"):
        return number(value, _AS_PRINTED).rstrip("0").rstrip(".") if "." in str(value) else f"{int(value):,}"
    if column.type in (*_PLACES, "provinces") or field == "province_code":
        return place_name(str(value), language)
    return glossary.enum_label("project_status" if field == "status" else field, str(value), language)


def _listed(parts: list[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(parts)


def _joined(parts: list[str], language: str) -> str:
    return translator(language)(N_(", ")).join(parts)
