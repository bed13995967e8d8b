"""Several tables about one thing, one of them shown; the others cost nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import formatting
from pages.components import choosing
from pages.components.frame import Frame
from pages.components.table import Opens, table


@dataclass(frozen=True)
class List:
    """A table by its question; `parameters` are those the others do not have."""

    title: str
    question: str
    columns: Sequence[str]
    parameters: Mapping[str, object]
    unit: str = formatting.TEN_THOUSAND
    opens: Opens | None = None


def show(here: Frame, name: str, lists: Mapping[str, List], about: str = "", **parameters: object) -> str:
    """A switch between the lists, and the chosen one; its code. `about` is whom they concern."""
    chosen = choose(here, name, {code: listed.title for code, listed in lists.items()})
    table_of(here, lists[chosen], about, **parameters)
    return chosen


def choose(here: Frame, name: str, titles: Mapping[str, str]) -> str:
    """A switch between lists by their titles; the chosen one's code, which is in the address."""
    return choosing.switch(here, name, here.translate("Show"), titles)


def table_of(here: Frame, listed: List, about: str = "", **parameters: object) -> None:
    """The table of one list."""
    table(
        here,
        here.ask(listed.question, **parameters, **listed.parameters),
        listed.columns,
        title=f"{about}: {listed.title}" if about else listed.title,
        unit=listed.unit,
        opens=listed.opens,
    )
