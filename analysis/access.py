"""What a viewer may see of persons. Until viewers have rights, nobody sees a whole telephone number."""

import re

import pandas as pd

PHONE_COLUMNS = ("phone",)
RECORD_COLUMNS = ("row", "row_before", "row_after")  # records written out whole, as JSON objects
_NUMBER = re.compile(r"\+?\d[\d\s()（）-]*\d|\d")
_IN_RECORD = re.compile(r'("(?:phone)"\s*:\s*")((?:[^"\\]|\\.)*)(")')
# Enough of a mobile number to recognise whose it is, too little to call it.
_SHOWN_FIRST, _SHOWN_LAST, _LONG = 3, 4, 11


def masked_phone(text: str) -> str:
    """The telephone numbers of a text without their middle, as in 138****0000; short ones keep two digits."""
    return _NUMBER.sub(lambda number: _masked(re.sub(r"\D", "", number.group())), text)


def _masked(digits: str) -> str:
    if len(digits) >= _LONG:
        return f"{digits[:_SHOWN_FIRST]}****{digits[-_SHOWN_LAST:]}"
    return f"****{digits[-2:]}" if len(digits) > _SHOWN_LAST else "****"


def for_viewer(frame: pd.DataFrame) -> pd.DataFrame:
    """An answer as the viewer may see it: telephone numbers masked, also within records written out whole.

    Whoever asks gets this: pages, files and the command line, raw or not.
    """
    columns = {
        name: [masked_phone(value) if isinstance(value, str) else value for value in frame[name]]
        for name in PHONE_COLUMNS
        if name in frame
    }
    for name in RECORD_COLUMNS:
        if name in frame:
            columns[name] = [_record(value) if isinstance(value, str) else value for value in frame[name]]
    return frame.assign(**columns) if columns else frame


def _record(text: str) -> str:
    return _IN_RECORD.sub(lambda found: found[1] + masked_phone(found[2]) + found[3], text)
