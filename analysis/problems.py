"""What can be wrong with what a user gave us, in words the user can act on.

A `Problem` is about one place in a submitted file; `Refused` stops an action with its reason. Both carry the
rule's code and its parameters, never finished text: the words are chosen in the reader's language.
"""

import dataclasses  # whole: a problem has a field named "field"
from collections.abc import Mapping

from analysis.language import paragraph, translator
from analysis.rules import RULES

ERROR, QUESTION, NOTE = "error", "question", "note"


@dataclasses.dataclass(frozen=True)
class Problem:
    """One broken rule at one place of a file; `source_row` is the row number a spreadsheet program shows."""

    rule: str
    file: str = ""
    sheet: str = ""
    source_row: int | None = None
    field: str = ""
    header: str = ""
    value: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    severity: str = ""

    def __post_init__(self) -> None:
        if not self.severity:
            object.__setattr__(self, "severity", RULES[self.rule].severity)

    def message(self, language: str) -> str:
        """What is wrong and what to do, as one text in the reader's language."""
        return rule_text(self.rule, {"value": self.value, "header": self.header, **self.details}, language)


class Refused(Exception):
    """An action that was not carried out, with the reason; nothing has been changed."""

    def __init__(self, rule: str, problems: tuple[Problem, ...] = (), **details: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.problems = problems
        self.details = {name: str(value) for name, value in details.items()}

    def message(self, language: str) -> str:
        """The reason and the remedy in the reader's language."""
        return rule_text(self.rule, self.details, language)

    def __str__(self) -> str:
        return self.message("en")


def rule_text(code: str, details: Mapping[str, str], language: str) -> str:
    """The rule's statement and remedy with the details filled in; a detail that is missing shows as "?"."""
    translate = translator(language)
    rule = RULES[code]
    known = _Details(details)
    statement = translate(rule.statement).format_map(known)
    remedy = translate(rule.remedy).format_map(known) if rule.remedy else ""
    return paragraph((statement, remedy), language)


class _Details(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
