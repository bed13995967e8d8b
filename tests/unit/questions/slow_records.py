"""What submissions did and when reports came, once more: the ledger replayed step by step, in dictionaries.

Written from the definitions alone, to be compared with what the releases say.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

Step = Mapping[str, list[Mapping[str, Any]]] | int
Key = tuple[Any, ...]
State = dict[Key, dict[str, Any]]
OUTPUT_KEY = ("enterprise_code", "year", "quarter", "province_code")


def state(steps: list[Step], number: int) -> State:
    """The rows of output that count after so many steps: a field a file does not have stays as it was."""
    withdrawn = {step for step in steps[:number] if isinstance(step, int)}
    known: State = {}
    for position, step in enumerate(steps[:number], 1):
        if isinstance(step, int) or position in withdrawn:
            continue
        for row in step.get("output", []):
            key = tuple(row[name] for name in OUTPUT_KEY)
            known[key] = {**known.get(key, {}), **row}
    return known


def changes(steps: list[Step], number: int) -> dict[Key, tuple[str, int | None, int | None]]:
    """What a step did to each row of output it touched: what was done, the amount before and after."""
    step = steps[number - 1]
    touched = steps[step - 1] if isinstance(step, int) else step
    assert not isinstance(touched, int)
    before, after = state(steps, number - 1), state(steps, number)
    done = {}
    for row in touched.get("output", []):
        key = tuple(row[name] for name in OUTPUT_KEY)
        old, new = before.get(key), after.get(key)
        amounts = (old and old["output_ytd_yuan"], new and new["output_ytd_yuan"])
        if _told(old) == _told(new):
            done[key] = ("unchanged", *amounts)
        else:
            done[key] = ("added" if old is None else "removed" if new is None else "revised", *amounts)
    return done


def _told(row: dict[str, Any] | None) -> list[Any] | None:
    if row is None:
        return None
    return [row.get(name) for name in ("enterprise", "output_ytd_yuan", "contract_ytd_yuan", "employees")]


class Receipts:
    """When each report came and what became of it, of the submissions that count."""

    def __init__(self, steps: list[Step], received_at: list[datetime], due_days: int) -> None:
        withdrawn = {step for step in steps if isinstance(step, int)}
        self.due_days = due_days
        self.first: dict[tuple[str, int], datetime] = {}
        self.revised: set[tuple[str, int]] = set()
        versions: dict[Key, list[int]] = {}
        for position, step in enumerate(steps, 1):
            if isinstance(step, int) or position in withdrawn:
                continue
            for row in step.get("output", []):
                report = (row["enterprise_code"], row["year"] * 4 + row["quarter"] - 1)
                self.first.setdefault(report, received_at[position - 1])
                key = tuple(row[name] for name in OUTPUT_KEY)
                versions.setdefault(key, []).append(row["output_ytd_yuan"])
        for (code, year, quarter, _), amounts in versions.items():
            if any(amount != amounts[-1] for amount in amounts[:-1]):
                self.revised.add((code, year * 4 + quarter - 1))

    def expected(self, number: int) -> set[str]:
        return {code for code, reported in self.first if number - 4 <= reported <= number}

    def due(self, number: int) -> date:
        return quarter_end(number) + timedelta(days=self.due_days)

    def loaded(self, number: int) -> bool:
        came = [moment for (_, reported), moment in self.first.items() if reported == number]
        if not came:
            return False
        nobody_in_time = min(came).date() > quarter_end(number + 1)
        return nobody_in_time or min(self.first.values()).date() > self.due(number)

    def state(self, code: str, number: int) -> str:
        moment = self.first.get((code, number))
        if moment is None:
            return "missing"
        if (code, number) in self.revised:
            return "revised"
        if self.loaded(number):
            return "loaded"
        return "late" if moment.date() > self.due(number) else "on_time"

    def first_was_on_time(self, code: str, number: int) -> bool | None:
        moment = self.first.get((code, number))
        return None if moment is None or self.loaded(number) else moment.date() <= self.due(number)


def quarter_end(number: int) -> date:
    year, quarter = number // 4, number % 4 + 1
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)
