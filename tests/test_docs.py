"""What exists is in the documents: commands, questions with their columns, kinds with theirs, settings."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from analysis.cli import COMMANDS
from analysis.kinds import KINDS
from analysis.questions import QUESTIONS
from analysis.settings import Settings

PROJECT = Path(__file__).parents[1]
GUIDE = (PROJECT / "docs" / "data-guide.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^###? {re.escape(title)}.*?(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/data-guide.md has no section {title!r}"
    return found.group()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_guide_has_every_kind_with_its_columns(kind):
    told = section(f"{kind.sheet} (`{kind.name}`)")
    assert not [column.header for column in kind.columns if column.stored and column.header not in told]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_the_guide_has_every_question_with_its_parameters_and_columns(question):
    row = next(line for line in section("What can be asked").splitlines() if f"| `{question.name}` |" in line)
    _, _, parameters, columns, _ = (cell.strip() for cell in row.split("|"))
    assert parameters == (", ".join(question.parameters) or "–")
    assert columns == ", ".join(question.columns)


def test_the_guide_has_every_setting_with_its_default():
    settings = section("Settings")
    assert not [field.name for field in fields(Settings) if f"| `{field.name}` |" not in settings]


def test_the_guide_has_every_command():
    told = section("Commands")
    assert not [command for command in COMMANDS if not re.search(rf"`{command}\b", told)]


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md"))]
)
def test_links_and_pictures_lead_somewhere(document):
    path = PROJECT / document
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (path.parent / target).exists()]
