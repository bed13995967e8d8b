"""Taking times: several runs and the median, each program by itself so that none is in another's way."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from analysis.bench.peers import Peers
from analysis.questions import QUESTIONS, ask
from analysis.warehouse import Release

Parameters = dict[str, Any]

_RUNS = 7


@dataclass(frozen=True)
class Compared:
    """One question: medians in milliseconds, ours at both sizes, the peers' at the larger.

    pandas and polars hold all facts in memory; `from_file_ms` is pandas reading what it needs of the file.
    """

    question: str
    small_ms: float
    large_ms: float
    pandas_ms: float
    from_file_ms: float
    polars_ms: float

    @property
    def faster_than_pandas(self) -> float:
        """How many times as long pandas takes from the file."""
        return self.from_file_ms / self.large_ms

    @property
    def faster_than_memory(self) -> float:
        """How many times as long pandas takes with everything in memory."""
        return self.pandas_ms / self.large_ms


@dataclass(frozen=True)
class PageCost:
    """All questions of one page together, in milliseconds, at both sizes."""

    page: str
    questions: int
    small_ms: float
    large_ms: float

    @property
    def growth(self) -> float:
        """How the cost grows from the smaller to the larger size."""
        return self.large_ms / self.small_ms


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def median_ms(*actions: Callable[[], object], runs: int = _RUNS) -> list[float]:
    """The median of several calls of each action, in milliseconds, after one call that does not count."""
    for action in actions:
        action()
    taken = [[seconds(action) for action in actions] for _ in range(runs)]
    return [statistics.median(times) * 1000 for times in zip(*taken, strict=True)]


def compare_questions(small: Release, large: Release, peers: Peers, enterprise: str) -> list[Compared]:
    """The questions that read output, ours and the peers', checked to give the same figures first.

    Raises AssertionError when a peer's answer differs from ours: a fast wrong answer is not compared.
    """
    assert large.meta.latest_year is not None
    assert large.meta.latest_quarter is not None
    year, quarter = large.meta.latest_year, large.meta.latest_quarter
    period: Parameters = {"year": year, "quarter": quarter}
    at = (year, quarter)
    cases: list[tuple[str, Parameters, tuple[object, ...]]] = [
        ("overview", period, at),
        ("output_by_province", period, at),
        ("output_by_city", period, at),
        ("output_by_enterprise", period | {"limit": 50}, (*at, 50)),
        ("output_trend", {"province": "440000"}, ("440000",)),
        ("output_of_enterprise", period | {"enterprise": enterprise}, (enterprise, *at)),
        ("completeness", period, at),
        ("coverage", {}, at),
    ]
    compared = []
    for name, parameters, arguments in cases:
        ours = ask(large, name, **parameters).frame
        theirs = [
            partial(getattr(peer, name), *arguments) for peer in (peers.pandas, peers.from_file, peers.polars)
        ]
        for answer in theirs:
            assert_same(ours, answer(), name)
        compared.append(
            Compared(
                name,
                *median_ms(*(partial(ask, release, name, **parameters) for release in (small, large))),
                *(median_ms(answer)[0] for answer in theirs),
            )
        )
    return compared


def assert_same(ours: pd.DataFrame, theirs: pd.DataFrame, question: str) -> None:
    """Every figure a peer gives is the one we give, in every row it has; AssertionError otherwise."""
    keys = [name for name in theirs.index.names if name is not None]
    answer = ours.set_index(keys).loc[theirs.index] if keys else ours
    for name in theirs.columns.intersection(answer.columns):
        mine, others = (
            frame[name].astype("float64").to_numpy(dtype="float64", na_value=float("nan"))
            for frame in (answer, theirs)
        )
        same = np.isclose(mine, others, rtol=1e-12, atol=0, equal_nan=True)
        assert same.all(), f"{question}: {name} is {mine[~same][0]} with us, {others[~same][0]} with a peer"


def page_costs(
    small: Release, large: Release, pages: Mapping[str, list[tuple[str, Parameters]]]
) -> list[PageCost]:
    """What each page waits for: all it asks, asked anew, without any cache, but what the solver answers."""

    def all_of(release: Release, questions: list[tuple[str, Parameters]]) -> Callable[[], None]:
        def run() -> None:
            for name, parameters in questions:
                ask(release, name, **parameters)

        return run

    return [
        PageCost(
            page, len(questions), *median_ms(all_of(small, questions), all_of(large, questions), runs=15)
        )
        for page, questions in (
            (page, [asked for asked in all_asked if not QUESTIONS[asked[0]].solves])
            for page, all_asked in pages.items()
        )
    ]
