"""A further kind is a description and two SQL files, no code: it comes in, supersedes, is told of, traced."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]

DESCRIPTION = """
name = "visit"
sheet = "走访"
key = ["visit_date", "theme"]

[[column]]
name = "visit_date"
header = "走访日期"
type = "date"
required = true

[[column]]
name = "theme"
header = "走访主题"
type = "text"
required = true

[[column]]
name = "cost_yuan"
header = "走访费用(元)"
type = "money"
unit = "元"
"""
TABLE = """
CREATE TABLE IF NOT EXISTS visit (
    submission_id INTEGER NOT NULL, sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL,
    visit_date DATE NOT NULL, theme VARCHAR NOT NULL, cost_yuan BIGINT
);
"""
VIEW = """
CREATE TEMP TABLE ranked_visit AS
SELECT *, row_number() OVER (PARTITION BY visit_date, theme ORDER BY submission_id DESC,
    source_row DESC) AS recency
FROM ledger.visit SEMI JOIN active_submission USING (submission_id);
CREATE TABLE visit AS SELECT * EXCLUDE (recency) FROM ranked_visit WHERE recency = 1;
CREATE TABLE visit_superseded AS SELECT * EXCLUDE (recency) FROM ranked_visit WHERE recency > 1;
"""


@pytest.fixture
def software(tmp_path: Path) -> Path:
    """A copy of the software that knows one kind more."""
    for part in ("analysis", "data/reference"):
        shutil.copytree(PROJECT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "data/reference/kinds/visit.toml").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "analysis/sql/tables/visit.sql").write_text(TABLE, encoding="utf-8")
    (tmp_path / "analysis/sql/views/visit.sql").write_text(VIEW, encoding="utf-8")
    return tmp_path


def test_a_new_kind_needs_no_code(software: Path) -> None:
    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", *words, "--home", str(software / "home"), "--lang", "en"],
            cwd=software, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init")
    header = "走访日期,走访主题,走访费用(元)\n"
    first, second = software / "first.csv", software / "second.csv"
    first.write_text(header + "2026-09-01,圆桌,1200\n2026-09-02,帮包,\n", encoding="utf-8")
    second.write_text(header + "2026-09-01,圆桌,1300\n", encoding="utf-8")
    assert "2 added" in run("import", str(first))
    assert "1 revised" in run("import", str(second))
    rows = json.loads(run("ask", "provenance", "--kind", "visit", "--format", "json"))["rows"]
    told = {
        (row["file"], row["source_row"]): (row["superseded"], json.loads(row["row"])["cost_yuan"])
        for row in rows
    }
    assert told == {
        ("second.csv", 2): (False, 1300),
        ("first.csv", 2): (True, 1200),
        ("first.csv", 3): (False, None),
    }
