"""The command line as a user meets it: exit codes, reasons, never a traceback."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from analysis.cli import COMMANDS, main
from analysis.questions import QUESTIONS
from analysis.reports.download import download
from analysis.warehouse import current_release_id, open_release

PROJECT = Path(__file__).parents[3]
HEADER = "统一社会信用代码,企业名称,年份,季度,施工省份,累计产值(万元)\n"
CODE = "91370100163412345A"
SYSTEM_WORDS = re.compile(r"No such file|Is a directory|No space left|QUESTION|FILE")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(
        HEADER + f"{CODE},甲公司,2026,1,广东,120.5\n{CODE},甲公司,2026,1,山东,30\n", encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `init` leaves it; only for reading."""
    home = tmp_path_factory.mktemp("new") / "home"
    assert main(["init", "--home", str(home)]) == 0
    return home


@pytest.fixture
def home(new_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(new_home, tmp_path / "home"))


class Asked:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]):
    def command(*words: object, lang: str = "en") -> Asked:
        code = main([*map(str, words), "--home", str(home), "--lang", lang])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Asked(code, told.out, told.err)

    return command


def test_a_file_goes_in_and_figures_come_out(run, report: Path) -> None:
    done = run("import", report)
    assert done.code == 0
    assert "2026Q1: 2 rows" in done.out
    assert "Guangdong 1" in done.out
    assert "2 added" in done.out
    answered = run("ask", "output_by_province", "--raw")
    first = answered.out.splitlines()[1].split(",")
    assert first[:3] == ["440000", "广东", "1205000"]


def test_the_same_file_again_changes_nothing_and_says_so(run, report: Path, home: Path) -> None:
    run("import", report)
    shown = current_release_id(home)
    again = run("import", report)
    assert again.code == 0
    assert "already in as submission 1" in again.out
    assert current_release_id(home) == shown


def test_check_lists_problems_and_changes_nothing(run, report: Path, home: Path) -> None:
    before = sorted(path.name for path in home.rglob("*"))
    report.write_text(
        report.read_text(encoding="utf-8") + f"{CODE},甲公司,2026,1,火星,-5\n", encoding="utf-8"
    )
    done = run("check", report)
    assert done.code == 1
    assert "火星" in done.out
    assert sorted(path.name for path in home.rglob("*")) == before
    refused = run("import", report)
    assert refused.code == 1
    assert "火星" in refused.err
    assert run("import", report, "--accept-valid").code == 0
    assert run("ask", "problems", "--severity", "error", "--raw").out.count("火星") >= 1


def test_later_files_wait_when_one_is_refused(run, report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("nothing,of,ours\n1,2,3\n", encoding="utf-8")
    done = run("import", broken, report)
    assert done.code == 1
    assert "Not tried" in done.err
    assert "report.csv" in done.err
    assert run("ask", "submissions", "--format", "json").out.count("submission_id") == 0


def test_withdraw_and_rollback_say_what_changed(run, report: Path) -> None:
    run("import", report)
    withdrawn = run("withdraw", 1, "--note", "wrong quarter")
    assert withdrawn.code == 0
    assert "2 removed" in withdrawn.out
    assert run("withdraw", 1).code == 1
    assert run("withdraw", 9).code == 1
    listed = run("releases").out.splitlines()
    assert [line[0] for line in listed] == ["*", " ", " "]
    rolled = run("rollback", listed[1].split()[0])
    assert rolled.code == 0
    assert "the next import builds from all of it" in rolled.out
    assert "2 added" in rolled.out
    assert run("rollback", "0009-deadbeef").code == 1


def test_every_question_is_listed_and_can_be_asked(run, report: Path) -> None:
    run("import", report)
    listed = [line.split()[0] for line in run("questions").out.splitlines() if not line.startswith(" ")]
    assert set(listed) == set(QUESTIONS)
    for name in listed:
        words = ["--enterprise", CODE] if name in ("enterprise_profile", "output_of_enterprise") else []
        for form in ("csv", "json"):
            assert run("ask", name, *words, "--format", form).code == 0


def test_json_says_what_it_answers(run, report: Path, home: Path) -> None:
    run("import", report)
    told = json.loads(run("ask", "output_by_province", "--year=2026", "--quarter", 1, "--format", "json").out)
    assert list(told) == ["question", "parameters", "release", "as_of", "demo", "rows"]
    assert told["parameters"] == {"year": 2026, "quarter": 1, "city": None}
    assert (told["release"], told["as_of"], told["demo"]) == (current_release_id(home), "2026-03-31", False)
    assert told["rows"][0]["output_ytd_yuan"] == 1_205_000
    assert told["rows"][1]["output_ytd_yuan"] is None


def test_a_file_is_the_page_s_download_byte_for_byte(run, report: Path, home: Path, tmp_path: Path) -> None:
    from analysis.questions import ask

    run("import", report)
    answer = ask(open_release(home), "output_by_province")
    for form in ("csv", "xlsx", "json"):
        target = tmp_path / f"answer.{form}"
        assert run("ask", "output_by_province", "--format", form, "-o", target, lang="zh").code == 0
        assert target.read_bytes() == download(answer, form).content
    assert openpyxl.load_workbook(io.BytesIO((tmp_path / "answer.xlsx").read_bytes()))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ask", "nonsense"], 2),
        (["ask", "output_trend", "--colour", "red"], 2),
        (["ask", "output_trend", "--province"], 2),
        (["ask", "output_trend", "stray"], 2),
        (["ask"], 2),
        (["frobnicate"], 2),
        (["withdraw", "one"], 2),
        (["import"], 2),
        ([], 2),
        (["ask", "output_trend", "--province", "nowhere"], 1),
        (["ask", "coverage", "--as-of", "yesterday"], 1),
        (["ask", "overview", "--release", "0001-00000000"], 1),
        (["check", "/nonexistent.xlsx"], 1),
        (["import", "/"], 1),
        (["ask", "overview", "-o", "/nonexistent/x.csv"], 1),
        (["template", "-o", "/nonexistent/x.xlsx"], 1),
        (["ask", "periods", "-o", "/dev/full"], 1),
    ],
)
def test_wrong_words_and_refusals_have_their_codes(run, words: list[str], code: int) -> None:
    for lang in ("zh", "en"):
        done = run(*words, lang=lang)
        assert done.code == code
        assert lang == "en" or not SYSTEM_WORDS.search(done.err)
        assert done.err.strip()
        assert done.out == "" or words[0] == "check"


def test_a_home_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    for words in (
        ["ask", "overview"],
        ["releases"],
        ["rollback", "1"],
        ["withdraw", "1"],
        ["import", "x.csv"],
    ):
        assert main([*words, "--home", str(tmp_path / "nowhere")]) == 1
    assert main(["init", "--home", str(tmp_path / "file")]) == 1
    assert main(["init", "--home", str(tmp_path / "file" / "deeper")]) == 1
    assert not (tmp_path / "nowhere").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_a_damaged_file_of_the_home_is_a_reason_not_a_traceback(run, report: Path, home: Path) -> None:
    run("import", report)
    (release,) = (home / "releases").glob(f"{current_release_id(home)}.duckdb")
    release.chmod(0o644)
    release.write_bytes(b"this is no database" * 1000)
    assert run("ask", "overview").code == 0  # built anew from the ledger
    (home / "ledger.duckdb").write_bytes(b"nor is this" * 1000)
    assert run("import", report).code == 1


def test_init_leaves_a_home_as_it_is(run, report: Path, home: Path) -> None:
    run("import", report)
    shown = current_release_id(home)
    assert run("init").code == 0
    assert current_release_id(home) == shown
    assert run("init", "--demo").code == 1


def test_the_home_is_named_by_the_environment(home: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("DASHBOARD_HOME", str(home))
    assert main(["releases"]) == 0
    assert "0000-" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_the_reader_s_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help", "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert chinese.startswith("用法：")
    for words in ("options", "show this help", "usage"):
        assert words not in chinese
    assert main([command, "--help", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("usage: ")


def test_a_reader_who_has_seen_enough_is_no_error(home: Path) -> None:
    asked = f"{sys.executable} -m analysis questions --home {home} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_no_room_for_what_is_kept_changes_nothing(run, report: Path, home: Path) -> None:
    # A limit on file size stands for a full disk: the write fails in the middle.
    import resource

    run("import", report)
    shown = current_release_id(home)
    report.write_text(report.read_text(encoding="utf-8").replace("120.5", "130"), encoding="utf-8")
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000));"
        "from analysis.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    assert resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", limited, "import", str(report), "--home", str(home)],
        cwd=PROJECT, capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert current_release_id(home) == shown
    assert run("ask", "output_by_province", "--raw").out.splitlines()[1].split(",")[2] == "1205000"
    assert run("import", report).code == 0


def test_no_word_at_all_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "用法" in capsys.readouterr().err


def test_a_pointer_that_is_no_text_is_a_release_that_is_not_there(run, home: Path) -> None:
    (home / "CURRENT").write_bytes(b"\xff\xfe")
    asked = run("ask", "periods")
    assert (asked.code, asked.out) == (1, "")
    assert "There is no release" in asked.err
