"""Small ledgers written through the real ledger: rows of kinds, submissions day by day."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import warehouse
from analysis.problems import Problem
from analysis.questions import Answer, ask
from analysis.warehouse import Release
from analysis.warehouse.ledger import Ledger

FIRST_DAY = datetime(2026, 10, 1, 9, 0)
Row = Mapping[str, Any]


class Books:
    """A home with a ledger to write to and a release to ask."""

    def __init__(
        self, home: Path, first_day: datetime = FIRST_DAY, pace: timedelta = timedelta(days=1)
    ) -> None:
        self.home, self.first_day, self.pace = home, first_day, pace
        self.count = 0
        warehouse.init_home(home)

    def submit(self, problems: Iterable[Problem] = (), **tables: list[Row]) -> int:
        """Append one submission with rows of kinds; its number."""
        with warehouse.ledger(self.home) as ledger:
            return self._append(ledger, tables, problems)

    def submit_each(self, *submissions: Mapping[str, list[Row]], withdrawn: Iterable[int] = ()) -> None:
        """Append one submission after the other, then withdraw some of them by their numbers."""
        with warehouse.ledger(self.home) as ledger:
            for tables in submissions:
                self._append(ledger, tables)
            for number in withdrawn:
                self._withdraw(ledger, number)

    def replay(self, steps: Iterable[Mapping[str, list[Row]] | int]) -> None:
        """Append submissions and withdraw them by their numbers, in the order given."""
        with warehouse.ledger(self.home) as ledger:
            for step in steps:
                if isinstance(step, int):
                    self._withdraw(ledger, step)
                else:
                    self._append(ledger, step)

    def _append(
        self, ledger: Ledger, tables: Mapping[str, list[Row]], problems: Iterable[Problem] = ()
    ) -> int:
        # The bytes kept are the rows as JSON.
        self.count += 1
        content = json.dumps([self.count, tables], default=str, sort_keys=True).encode()
        frames = []
        for kind, rows in tables.items():
            frame = pd.DataFrame([dict(row) for row in rows])
            frame["sheet"] = kind
            frame["source_row"] = range(2, len(frame) + 2)
            frames.append((kind, frame))
        return ledger.append(
            file_name=f"{self.count}.xlsx",
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            tables=frames,
            problems=problems,
            received_at=self.first_day + self.pace * self.count,
            by="tester",
        )

    def withdraw(self, submission_id: int) -> int:
        with warehouse.ledger(self.home) as ledger:
            return self._withdraw(ledger, submission_id)

    def _withdraw(self, ledger: Ledger, submission_id: int) -> int:
        self.count += 1
        return ledger.withdraw(
            submission_id, received_at=self.first_day + self.pace * self.count, by="tester"
        )

    def release(self) -> Release:
        warehouse.build_release(self.home)
        return warehouse.open_release(self.home)

    def ask(self, question: str, **parameters: object) -> Answer:
        return ask(self.release(), question, **parameters)


def output(
    enterprise: str, year: int, quarter: int, province: str, ytd: int, contract: int | None = None
) -> Row:
    return {
        "enterprise_code": enterprise,
        "enterprise": f"Enterprise {enterprise}",
        "year": year,
        "quarter": quarter,
        "province_code": province,
        "output_ytd_yuan": ytd,
        "contract_ytd_yuan": contract,
    }


def enterprise(code: str, city: str | None = None, name: str | None = None) -> Row:
    return {"enterprise_code": code, "enterprise": name or f"Enterprise {code}", "city_code": city}


def project(code: str, enterprise: str, province: str | None = "440000", **more: Any) -> Row:
    return {
        "project_code": code,
        "project": f"Project {code}",
        "enterprise_code": enterprise,
        "enterprise": f"Enterprise {enterprise}",
        "place": "one" if province else "unknown",
        "province_code": province,
        "stage": "under_way",
        "status": "under_way",
        "signed_date": date(2024, 1, 1),
        **more,
    }


def event(enterprise: str, province: str, kind: str, day: date, **more: Any) -> Row:
    return {
        "enterprise_code": enterprise,
        "enterprise": f"Enterprise {enterprise}",
        "station_province_code": province,
        "event": kind,
        "effective_date": day,
        "batch": 1,
        **more,
    }


def request(number: str, enterprise: str, province: str = "440000", **more: Any) -> Row:
    return {
        "request_id": number,
        "enterprise_code": enterprise,
        "enterprise": f"Enterprise {enterprise}",
        "province_code": province,
        "category": "政策咨询",
        "received_at": datetime(2026, 1, 5, 9, 30),
        **more,
    }


def whole(release: Release) -> dict[str, list[tuple]]:
    """Everything a release holds, table by table, in the order it holds it."""
    tables = release.ask("SELECT table_name FROM duckdb_tables() WHERE database_name = 'release' ORDER BY 1")
    return {
        name: release._connection.cursor().execute(f'SELECT * FROM release."{name}"').fetchall()
        for name in tables["table_name"]
    }


def agreement(province: str, **more: Any) -> Row:
    return {
        "province_code": province,
        "mechanism": "cooperation",
        "signed_date": date(2024, 1, 1),
        **more,
    }
