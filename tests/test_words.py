"""Both languages are complete: each message id in the code has its Chinese, each Chinese text its message."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from analysis.language import CATALOGUES

PROJECT = Path(__file__).parents[1]
CODE = [PROJECT / "dashboard.py", *(PROJECT / "analysis").rglob("*.py"), *(PROJECT / "pages").rglob("*.py")]
CODE += [*(PROJECT / "data" / "demo").rglob("*.py")]
MARKS = {"_", "N_", "translate"}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
# Between Chinese characters or signs stands no space; beside a number, a code or a Latin word one may.
HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
NAME = r"\{(?:province|enterprise|enterprises|names|region|city|kind|place|there|events|column)\}"
STRAY = re.compile(rf"{HAN} +{HAN}|{HAN} {NAME}|{NAME} {HAN}")
CHINESE = re.compile(r"(?!万|亿|元)[\u4e00-\u9fff]")  # a unit of money has no other name


def marked(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        message = node.args[0]
        if name in MARKS and isinstance(message, ast.Constant) and isinstance(message.value, str):
            yield message.value
        if name in MARKS and isinstance(message, ast.JoinedStr):
            pytest.fail(
                f"{path}:{node.lineno}: an f-string cannot be translated; mark the text and format it"
            )


@pytest.fixture(scope="module")
def messages() -> dict[str, str]:
    return {message: path.name for path in CODE for message in marked(path)}


@pytest.fixture(scope="module")
def translated() -> dict[str, set[str]]:
    chinese = defaultdict(set)
    for path in CATALOGUES.glob("*.po"):
        with path.open("rb") as catalogue:
            for message in read_po(catalogue, locale="zh"):
                if message.id:
                    chinese[str(message.id)].add(str(message.string))
    return chinese


def test_every_message_has_its_chinese(messages, translated):
    missing = {message: place for message, place in messages.items() if not any(translated.get(message, ()))}
    assert not missing


def test_no_translation_is_left_over(messages, translated):
    assert not set(translated) - set(messages)


def test_one_message_has_one_translation(translated):
    assert not {message: chinese for message, chinese in translated.items() if len(chinese) > 1}


def test_a_translation_fills_in_what_the_message_fills_in(translated):
    wrong = {
        message: chinese
        for message, texts in translated.items()
        for chinese in texts
        if set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(chinese))
    }
    assert not wrong


def test_messages_are_english_and_translations_chinese(messages, translated):
    assert not [message for message in messages if CHINESE.search(message)]
    untouched = [
        message
        for message, texts in translated.items()
        if not any(map(CHINESE.search, texts)) and message in texts
    ]
    assert untouched == []


def test_chinese_has_no_stray_spaces(translated):
    texts = {text for chinese in translated.values() for text in chinese if "%(prog)s" not in text}
    assert not [text for text in texts if STRAY.search(text)]
