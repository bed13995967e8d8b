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
    # What a home, its ledger and its releases can refuse
    "home_missing": Rule(
        "error", N_("There is no data in {home}."), N_("Make it with “init”, or name another with --home.")
    ),
    "home_not_writable": Rule(
        "error", N_("{home} cannot be written: {reason}."), N_("Check the directory's owner and rights.")
    ),
    "ledger_busy": Rule(
        "error", N_("Another import is writing to {home}."), N_("Try again when it has finished.")
    ),
    "unknown_submission": Rule(
        "error", N_("There is no submission {value}."), N_("“ask submissions” lists them.")
    ),
    "withdrawal_stands": Rule(
        "error",
        N_("Submission {value} is itself a withdrawal."),
        N_("To take one back, import the withdrawn file again."),
    ),
    "already_withdrawn": Rule("error", N_("Submission {value} was already withdrawn by submission {by}.")),
    "unknown_release": Rule("error", N_("There is no release {value}."), N_("“releases” lists them.")),
    "release_of_other_version": Rule(
        "error",
        N_("Release {value} was built by another version of this software."),
        N_("Build a new one from the ledger: import anything, or restore the version."),
    ),
    "release_check_failed": Rule(
        "error",
        N_("The new release was not put in place: its check “{check}” found {example}."),
        N_("The previous release is still shown. Please report this with the file."),
    ),
    # What a question can refuse
    "question_too_slow": Rule(
        "error", N_("The question took longer than {seconds} seconds."), N_("Narrow the filters.")
    ),
    "unknown_question": Rule("error", N_("There is no question “{value}”."), N_("“questions” lists them.")),
    "unknown_parameter": Rule(
        "error", N_("The question “{question}” has no parameter “{value}”."), N_("It has: {known}.")
    ),
    "unknown_city": Rule(
        "error", N_("“{value}” is not a city enterprises are registered in."), N_("Known are: {known}.")
    ),
    "unknown_enterprise": Rule(
        "error",
        N_("No enterprise has the code or exact name “{value}”."),
        N_("“ask enterprises --q” finds them."),
    ),
    "unknown_region": Rule(
        "error", N_("“{value}” is not a region figures are known for."), N_("Known are: {known}.")
    ),
    "unknown_choice": Rule("error", N_("“{value}” is not a choice for {name}."), N_("Choose from: {known}.")),
    "unknown_period": Rule(
        "error", N_("Nothing was reported for {value}."), N_("Reported quarters: {known}.")
    ),
    "malformed_number": Rule(
        "error", N_("“{value}” is not a number for {name}."), N_("Give a whole number.")
    ),
    "malformed_date": Rule("error", N_("“{value}” is not a date for {name}."), N_("Write it as 2026-09-30.")),
    "nothing_reported": Rule(
        "error", N_("No output has been reported yet."), N_("Import a workbook with the sheet 产值.")
    ),
}
