"""What a report is before it is a file: sections of paragraphs, tables and a picture."""

from dataclasses import dataclass

from analysis.glossary import term
from analysis.questions import Answer
from analysis.reports.coverage_report.answers import Answers


@dataclass(frozen=True)
class Figure:
    """A cell of an answer as it is written, or something of the answer itself where `row` is None.

    Of an answer itself: `as_of`, `release_id`, `rows` (how many there are) or the name of a parameter.
    """

    text: str
    answer: Answer
    row: int | None
    column: str


Run = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; `lead` is what a list names first, such as the province a reason is of."""

    runs: tuple[Run, ...]
    lead: Figure | None = None

    @property
    def text(self) -> str:
        """The words as they are read, without the lead."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class Numbered:
    """A list whose paragraphs are numbered from 1."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """Some columns and rows of an answer, in its order; `widths` are the columns' parts of the whole."""

    title: str
    answer: Answer
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The form of each column's values."""
        return tuple(term(name, self.answer.question.name).form for name in self.columns)


@dataclass(frozen=True)
class Definitions:
    """Terms and what they mean, in the glossary's words: constants of this software, not figures."""

    terms: tuple[tuple[str, str], ...]
    general: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """The provinces by coverage, as a map and as a tile grid. `caption` holds what must be said of a map."""

    coverage: Answer
    home_province: str
    title: str
    grid_title: str
    caption: str


Block = Paragraph | Numbered | Table | Definitions | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, if need be on a new page; level 1 is the highest."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Report:
    """A report in one language. `annexes` hold wide tables: they stand on turned pages of their own."""

    title: Paragraph
    dated: Paragraph
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    language: str
    answers: Answers

    @property
    def figures(self) -> list[Figure]:
        """Every figure in the order in which it is read."""
        paragraphs = [self.title, self.dated]
        found = [run for one in paragraphs for run in one.runs if isinstance(run, Figure)]
        for section in (*self.sections, *self.annexes):
            for block in section.blocks:
                found += _figures(block)
        return found


def _figures(block: Block) -> list[Figure]:
    match block:
        case Paragraph():
            leading = [block.lead] if block.lead else []
            return leading + [run for run in block.runs if isinstance(run, Figure)]
        case Numbered():
            return [figure for item in block.items for figure in _figures(item)]
        case Table():
            return [figure for row in block.rows for figure in row]
    return []
