"""Several tables about one thing, one of them shown; the others cost nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import formatting
from pages.components import filters
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


def show(here: Frame, name: str, lists: Mapping[str, List], about: str = "", **parameters: object) -> None:
    """A switch between the lists, and the chosen one; `about` is whom they concern."""
    chosen = filters.switch(
        here, name, here.translate("Show"), list(lists), show=lambda code: lists[code].title
    )
    listed = lists[chosen]
    table(
        here,
        here.ask(listed.question, **parameters, **listed.parameters),
        listed.columns,
        title=f"{about}: {listed.title}" if about else listed.title,
        unit=listed.unit,
        opens=listed.opens,
    )
