"""Every number in a report is the answer to a question: read from the file, written by a second hand."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from analysis.language import translator
from analysis.questions import Answer
from analysis.reference import neighbours
from analysis.reports.coverage_report.model import (
    Block,
    Definitions,
    Figure,
    Numbered,
    Paragraph,
    Report,
    Table,
)
from analysis.reports.coverage_report.writer import Writer
from analysis.reports.definitions import DEFINITIONS, GENERAL
from tests.unit.reports.coverage_report.conftest import opened, texts
from tests.unit.reports.coverage_report.second import Second, english_yuan, grouped, growth

DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d{4}-\d\d-\d\d|(?:[▲▼] [+-])?\d+(?:,\d{3})*(?:\.\d+)?%?")


def expected(report: Report, second: Second) -> list[str]:
    """Each paragraph and cell that must hold a number, as the second hand writes it."""
    said = [spoken(report.title, second), spoken(report.dated, second)]
    for section in (*report.sections, *report.annexes):
        for block in section.blocks:
            said += expected_of(block, second)
    return [text for text in said if DIGIT.search(text)]


def expected_of(block: Block, second: Second) -> Iterator[str]:
    match block:
        case Paragraph():
            yield spoken(block, second)
        case Numbered():
            for number, item in enumerate(block.items, start=1):
                colon = "：" if second.language == "zh" else ": "
                lead = second_text(item.lead, second.words) + colon if item.lead else ""
                yield f"{number}. {lead}{spoken(item, second)}"
        case Table():
            yield from (second.heading(block.answer.question.name, name) for name in block.columns)
            for row in block.rows:
                for figure in row:
                    yield second_text(figure, second.cell)
        case Definitions():
            # Constants of this software: a number in them is part of a definition.
            told = set(map(translator(second.language), (*DEFINITIONS.values(), *GENERAL)))
            assert {meaning for _term, meaning in block.terms} <= told
            assert {text for text in block.general if DIGIT.search(text)} <= told
            colon = "：" if second.language == "zh" else ": "
            yield from (f"{term}{colon}{meaning}" for term, meaning in block.terms)
            yield from block.general


def spoken(paragraph: Paragraph, second: Second) -> str:
    words = []
    for run in paragraph.runs:
        if isinstance(run, Figure):
            words.append(second_text(run, second.words))
        else:
            assert not DIGIT.search(run)
            words.append(run)
    return "".join(words)


def second_text(figure: Figure, write) -> str:
    return write(figure.answer.question.name, figure.answer.parameters, figure.row, figure.column)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_in_the_document_answers_a_question(language, release, made, documents):
    found = [text for text in texts(opened(documents[language])) if DIGIT.search(text)]
    assert found == expected(made[language], Second(release, language))
    assert len(found) > 100


def test_a_number_that_no_question_answered_is_found(release, made, documents):
    document = opened(documents["zh"])
    spoilt = next(p for p in document.paragraphs if "驻点覆盖1个" in p.text)
    spoilt.runs[0].text = spoilt.runs[0].text.replace("驻点覆盖1个", "驻点覆盖2个")
    found = [text for text in texts(document) if DIGIT.search(text)]
    assert found != expected(made["zh"], Second(release, "zh"))


def test_a_sentence_takes_no_number_of_its_own(made):
    write = Writer("en")
    with pytest.raises(ValueError, match="no question answered"):
        write.paragraph("There are 3 gaps.")
    with pytest.raises(ValueError, match="no question answered"):
        write.paragraph("There are {gaps} gaps.", gaps="3")
    assert write.paragraph("There are {gaps} gaps.", gaps="no").text == "There are no gaps."


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_numbers_in_a_gaps_reason_are_those_of_its_row(language, made):
    coverage = made[language].answers.coverage
    gaps = coverage.frame[coverage.frame["status"] == "gap"]
    assert len(gaps) >= 2
    for row in gaps.to_dict("records"):
        known = {
            *NUMBER.findall(demand(row["demand_yuan"], language)),
            str(row["rank"]),
            str(row["enterprise_count"]),
            str(row["project_count"]),
            str(row["uncovered_since"])[:10],
            *map(str, borders_to_units(row["province_code"], made[language].answers.units)),
        }
        if row["yoy"] == row["yoy"]:
            known.add(growth(Decimal(str(row["yoy"])) * 100))
        assert set(NUMBER.findall(row["why"])) <= known
        assert demand(row["demand_yuan"], language) in row["why"]


def demand(value: int, language: str) -> str:
    return f"{grouped(Decimal(int(value)) / 10**8, 2)} 亿元" if language == "zh" else english_yuan(int(value))


def borders_to_units(province: str, units: Answer) -> set[int]:
    """How many borders lie between a province and each unit's: step by step outwards."""
    stations, steps, reached, edge = set(units.frame["province_code"]), 0, {province}, {province}
    found = set()
    while edge:
        found |= {steps} if edge & stations else set()
        edge = {near for code in edge for near in neighbours(code)} - reached
        reached |= edge
        steps += 1
    return found


def test_the_report_is_of_the_days_it_says(made):
    report = made["en"]
    assert report.dated.text == "(as of 2026-09-30)"
    assert report.answers.before.as_of == date(2026, 3, 31)
    assert (report.answers.summary.parameters["as_of"]) == date(2026, 9, 30)
