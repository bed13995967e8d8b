"""Who asks, and what they may: viewers with their rights, and answers as a viewer may see them.

A viewer comes from how a request came in and from the settings; nothing here knows what serves the pages.
"""

import hmac
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.glossary import TELEPHONE_WORDS
from analysis.problems import Refused
from analysis.settings import Viewers

LEADER, LIAISON, READER = "leader", "liaison", "reader"
_SEE_PHONES, _EDIT = frozenset({LEADER, LIAISON}), frozenset({LIAISON})
# The gateway proves itself by this header. A peer's address would prove nothing: the server takes it from
# X-Forwarded-For where the connection comes from this machine, as that of a gateway often does.
SECRET_HEADER, SECRET_VARIABLE = "x-dashboard-gateway", "DASHBOARD_GATEWAY_SECRET"
_SHORTEST_SECRET = 16
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_LOOPBACK_ORIGIN = re.compile(rf"https?://{_LOOPBACK.pattern}", re.IGNORECASE)
_OF_A_GATEWAY = ("forwarded", "x-forwarded-", "x-real-ip", "via", SECRET_HEADER)

PHONE_COLUMNS = ("phone",)
RECORD_COLUMNS = ("row", "row_before", "row_after")  # records written out whole, as JSON objects
# What people write by hand: a number may stand there beside a name or in a sentence.
PROSE_COLUMNS = (
    "officer", "post", "contact", "owner", "office", "local_authority", "content", "result", "theme",
    "minutes", "host", "participants", "document", "answer", "answered_by", "note", "file", "group_code",
    "group_name",
)  # fmt: skip
_NUMBER = re.compile(r"\+?\d[\d\s()（）-]*\d|\d")
_IN_RECORD = re.compile(
    rf'("({"|".join((*PHONE_COLUMNS, *PROSE_COLUMNS))})"\s*:\s*)("(?:[^"\\]|\\.)*"|\[[^\]]*\])'
)
# A mobile number, one with an area code, or what is said to be one; no part of a longer code.
_D = "[0-9０-９]"
_DIGITS = re.compile(f"{_D}{{3}}")
_TELEPHONE = re.compile(
    rf"(?<![0-9０-９A-Za-z])(?:\+?86[\s-]?)?[1１][3-9３-９]{_D}(?:[\s-]?{_D}{{4}}){{2}}(?![0-9０-９A-Za-z]|\.\d|万元|亿元|元)"
    rf"|(?<![0-9０-９A-Za-z])[(（]?[0０]{_D}{{2,3}}[)）]?[\s－—–-]?{_D}{{7,8}}(?![0-9０-９A-Za-z])"
    rf"|(?:{'|'.join(f'(?<={word})' for word in TELEPHONE_WORDS)})[:：\s]*{_D}{{6,}}"
)
# Enough of a mobile number to recognise whose it is, too little to call it.
_SHOWN_FIRST, _SHOWN_LAST, _LONG = 3, 4, 11
_LONGEST = 13  # digits, with the country's


@dataclass(frozen=True)
class Viewer:
    """Someone who asks: their name, "" where nobody said one, and their role."""

    name: str = ""
    role: str = READER

    @property
    def sees_phones(self) -> bool:
        """Whether telephone numbers are shown whole."""
        return self.role in _SEE_PHONES

    @property
    def edits(self) -> bool:
        """Whether they may submit, withdraw, answer and choose the release on show."""
        return self.role in _EDIT

    def hold_to_rights(self) -> None:
        """Refused unless they may edit."""
        if not self.edits:
            raise Refused("may_not_edit")


ANYBODY = Viewer()
OWNER = Viewer(role=LIAISON)  # of the machine: whoever works on it has the files themselves


@dataclass(frozen=True)
class Request:
    """How somebody came: headers by name in lower case, all values of each; what a login says of them.

    `from_loopback`: whoever serves the pages takes the connection to come from this machine.
    """

    headers: Mapping[str, Sequence[str]]
    from_loopback: bool
    login: Mapping[str, object] = field(default_factory=dict)


def viewer_of(request: Request, viewers: Viewers) -> Viewer | None:
    """Who asks; None for somebody who has to be identified and is not.

    Whoever comes to a loopback host without a gateway between owns the machine. Refused where a header
    shall say who it is and the gateway has no secret to prove itself by.
    """
    if _is_local(request, viewers):
        return OWNER
    if viewers.identity == "none":
        return ANYBODY
    name = (
        _named_by_gateway(request, viewers)
        if viewers.identity == "header"
        else _named_by_login(request, viewers)
    )
    return Viewer(name, viewers.names.get(name, READER)) if name else None


def _is_local(request: Request, viewers: Viewers) -> bool:
    hosts = request.headers.get("host", ())
    return (
        request.from_loopback
        and len(hosts) == 1
        and _LOOPBACK.fullmatch(hosts[0]) is not None
        # A browser says which address it is at: a gateway that says nothing of itself may hide that, too.
        and all(_LOOPBACK_ORIGIN.fullmatch(origin) for origin in request.headers.get("origin", ()))
        and not any(name.startswith((*_OF_A_GATEWAY, viewers.header.lower())) for name in request.headers)
    )


def _named_by_gateway(request: Request, viewers: Viewers) -> str:
    secret = os.environ.get(SECRET_VARIABLE, "")
    if len(secret) < _SHORTEST_SECRET:
        raise Refused("gateway_secret_missing", name=SECRET_VARIABLE, length=_SHORTEST_SECRET)
    proof = _only(request.headers.get(SECRET_HEADER, ()))
    if not hmac.compare_digest(proof.encode(), secret.encode()):
        return ""
    return _only(request.headers.get(viewers.header.lower(), ()))


def _named_by_login(request: Request, viewers: Viewers) -> str:
    if request.login.get("is_logged_in") is not True or request.login.get("email_verified") is False:
        return ""
    name = request.login.get(viewers.claim)
    return name.strip() if isinstance(name, str) else ""


def _only(values: Sequence[str]) -> str:
    # Of two, one was not set by the gateway.
    return values[0].strip() if len(values) == 1 else ""


def masked_phone(text: str) -> str:
    """The telephone numbers of a text without their middle, as in 138****0000; short ones keep two digits."""
    return _NUMBER.sub(lambda number: _masked(re.sub(r"\D", "", number.group())), text)


def masked_in_prose(text: str) -> str:
    """A text in which what looks like a telephone number is masked; other numbers stand as they are."""
    code = text.isascii() and text.isalnum() and not (text.isdigit() and len(text) <= _LONGEST)
    if code or not _DIGITS.search(text):
        return text  # as most codes and names are, of which there may be ten thousand
    return _TELEPHONE.sub(lambda found: masked_phone(found.group()), text)


def _masked(digits: str) -> str:
    if len(digits) >= _LONG:
        return f"{digits[:_SHOWN_FIRST]}****{digits[-_SHOWN_LAST:]}"
    return f"****{digits[-2:]}" if len(digits) > _SHOWN_LAST else "****"


def for_viewer(frame: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """An answer as the viewer may see it: telephone numbers masked, also in prose and in whole records.

    Whoever asks gets this: pages, files and the command line, raw or not. What an answer says of numbers in
    sentences is written for the viewer by the question itself.
    """
    if viewer.sees_phones:
        return frame
    masks = {
        **dict.fromkeys(PHONE_COLUMNS, masked_phone),
        **dict.fromkeys(PROSE_COLUMNS, masked_in_prose),
        **dict.fromkeys(RECORD_COLUMNS, _record),
    }
    columns = {
        name: pd.Series([_seen(value, mask) for value in frame[name]], frame.index, frame[name].dtype)
        for name, mask in masks.items()
        if name in frame
    }
    return frame.assign(**columns)


def _seen(value: object, mask: Callable[[str], str]) -> object:
    """A cell's value masked where it is a text, or a list of texts."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list | np.ndarray):
        return [_seen(item, mask) for item in value]
    return value


def _record(text: str) -> str:
    return _IN_RECORD.sub(
        lambda found: found[1] + (masked_phone if found[2] in PHONE_COLUMNS else masked_in_prose)(found[3]),
        text,
    )
