"""The house rules that a reader relies on and a reviewer would otherwise have to remember."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
ANALYSIS = sorted((PROJECT / "analysis").rglob("*.py"))
COMPONENTS = sorted((PROJECT / "pages" / "components").glob("*.py"))
PAGES = sorted((PROJECT / "pages").glob("[!_]*.py"))
FRAME = PROJECT / "dashboard.py"
CODE = [FRAME, *PAGES, *COMPONENTS, *ANALYSIS]

CHINESE = re.compile(r"[\u4e00-\u9fff]")
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "services", "manager", "managers"}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The text constants that are not docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def relative(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def test_imports_go_one_way():
    contracts = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(
        [*contracts, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_imports_the_frame():
    assert not [relative(path) for path in CODE if "dashboard" in imports(path)]


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_asks_and_draws_and_keeps_nothing(path):
    source = path.read_text(encoding="utf-8")
    for word, instead in {
        "session_state": "a component keeps state",
        "unsafe_allow_html": "the theme is in .streamlit/config.toml",
        "SELECT ": "a question in analysis/questions asks",
        "cache_data": "pages/components/cache.py caches, by release and question",
    }.items():
        assert word not in source, f"{relative(path)} says {word!r}: {instead}"
    assert ast.get_docstring(ast.parse(source)), f"{relative(path)} does not say which question it answers"


def test_no_name_says_nothing():
    assert not [
        relative(path) for path in CODE if EMPTY_NAMES & set(path.relative_to(PROJECT).with_suffix("").parts)
    ]


def test_no_code_names_a_home_province():
    """Any province can run it: which one is a setting, and the demo's."""
    home = re.compile(r"Shandong|山东|鲁建|\b37[0-9]{4}\b")
    allowed = {"analysis/settings.py"}
    named = [
        f"{relative(path)}:{number}"
        for path in CODE
        if relative(path) not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if home.search(line)
    ]
    assert not named


def test_pages_say_for_whom_they_ask_and_change():
    """Whoever calls from Python owns the machine; a page that forgets its viewer would give that away."""
    acts = {"ask", "accept", "withdraw", "roll_back"}
    by_here = {"here.ask", "upload.roll_back"}  # these pass on the viewer of the frame
    silent = []
    for path in [*PAGES, *COMPONENTS]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            named = {keyword.arg for keyword in node.keywords}
            if called.rpartition(".")[2] in acts and called not in by_here and "viewer" not in named:
                silent.append(f"{relative(path)}:{node.lineno}: {called}")
    assert not silent


def test_words_on_screen_are_in_the_glossary_or_a_catalogue():
    """Chinese in code is what the intake recognises, a name's mark, units of money and the glossary."""
    allowed = ("analysis/glossary.py", "analysis/intake/", "analysis/warehouse/identity.py")
    units = re.compile(r"亿元|万元|元|百分点")
    chinese = [
        f"{relative(path)}:{line}: {text}"
        for path in CODE
        if not relative(path).startswith(allowed)
        for line, text in texts(path)
        if CHINESE.search(units.sub("", text))
    ]
    assert not chinese


def test_the_product_needs_nothing_that_only_tests_have():
    """Records outside the repository are for tests; whoever runs the dashboard does not have them."""
    told = [
        FRAME,
        *PAGES,
        *COMPONENTS,
        *ANALYSIS,
        *(PROJECT / "data").rglob("*.py"),
        *(PROJECT / "docs").glob("*.md"),
    ]
    told += [PROJECT / "README.md", PROJECT / "Makefile"]
    assert not [relative(path) for path in told if "../shared" in path.read_text(encoding="utf-8")]
