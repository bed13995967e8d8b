"""The rules a file, a row or a request can break: code, severity, statement and remedy.

Statements and remedies are message ids; `{value}`, `{header}` and named details are filled in by `problems`.
Severities: *error* (the row cannot be taken), *question* (taken, listed for the reporter), *note*.
"""

from dataclasses import dataclass

from analysis.language import N_


@dataclass(frozen=True)
class Rule:
    """`statement` says what is wrong, `remedy` what to do about it."""

    severity: str
    statement: str
    remedy: str = ""


RULES: dict[str, Rule] = {
    # What a request can break
    "unknown_province": Rule(
        "error", N_("“{value}” is not a province-level unit of China."), N_("Use its name or six-digit code.")
    ),
    "settings_unreadable": Rule("error", N_("{file} cannot be read: {reason}."), N_("Correct the file.")),
    "setting_unknown": Rule(
        "error",
        N_("{file}: “{name} = {value}” is not a setting of this name and type."),
        N_("See docs/data-guide.md for the settings."),
    ),
    "sheet_full": Rule(
        "error",
        N_("A worksheet holds {limit} rows; this table needs {rows}."),
        N_("Take it as CSV, or narrow the filters."),
    ),
}
