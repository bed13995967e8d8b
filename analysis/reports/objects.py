"""JSON: an answer for programs, one object with everything needed to ask again."""

import json
from datetime import date, datetime
from typing import Any

from analysis.glossary import term
from analysis.questions import Answer
from analysis.reports.presentation import plain_values


def to_json(answer: Answer) -> str:
    """One object: question, parameters, release, as_of, demo and rows (a list of objects, one a line).

    Code names, yuan, ratios 0–1, ISO dates; missing is null. Ends with a line feed.
    """
    question = answer.question.name
    columns = {
        str(name): plain_values(answer.frame[name], term(str(name), question).form) for name in answer.frame
    }
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    head = {
        "question": question,
        "parameters": answer.parameters,
        "release": answer.release_id,
        "as_of": answer.as_of,
        "demo": answer.demo,
    }
    lines = ",\n".join(map(_json, rows))
    return f'{_json(head)[:-1]}, "rows": [{lines}]}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
