"""Taking times: several runs, the median, and the peers in between so that a busy machine is busy for all."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.bench.peers import PandasPeer, PolarsPeer
from analysis.questions import Answer, ask
from analysis.warehouse import Release

Parameters = dict[str, Any]

_RUNS = 7


@dataclass(frozen=True)
class Compared:
    """One question: medians in milliseconds, ours at both sizes, the peers' at the larger, held in memory."""

    question: str
    small_ms: float
    large_ms: float
    pandas_ms: float
    polars_ms: float

    @property
    def faster_than_pandas(self) -> float:
        """How many times as long pandas takes."""
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


def compare_questions(
    small: Release, large: Release, pandas: PandasPeer, polars: PolarsPeer, enterprise: str
) -> list[Compared]:
    """The questions that read output, ours and the peers', checked to give the same figures first.

    Raises AssertionError when a peer's answer differs from ours: a fast wrong answer is not compared.
    """
    assert large.meta.latest_year is not None
    assert large.meta.latest_quarter is not None
    year, quarter = large.meta.latest_year, large.meta.latest_quarter
    period: Parameters = {"year": year, "quarter": quarter}
    cases: list[tuple[str, Parameters, tuple[object, ...], Callable[[Answer], object]]] = [
        ("overview", period, (year, quarter), _totals),
        ("output_by_province", period, (year, quarter), _by("province_code", "output_ytd_yuan")),
        ("output_by_city", period, (year, quarter), _by("city_code", "output_ytd_yuan")),
        (
            "output_by_enterprise",
            period | {"limit": 50},
            (year, quarter, 50),
            _by("enterprise_code", "output_ytd_yuan"),
        ),
        ("output_trend", {"province": "440000"}, ("440000",), _by_quarter),
        (
            "output_of_enterprise",
            period | {"enterprise": enterprise},
            (enterprise, year, quarter),
            _by("province_code", "output_ytd_yuan"),
        ),
        ("completeness", period, (year, quarter), _by("city_code", "reported")),
        ("coverage", {}, (year, quarter), _by("province_code", "demand_yuan")),
    ]
    compared = []
    for name, parameters, peer_arguments, figures in cases:
        ours = figures(ask(large, name, **parameters))
        for peer in (pandas, polars):
            theirs = getattr(peer, name)(*peer_arguments)
            assert ours == theirs, f"{name}: {type(peer).__name__} answers otherwise"
        times = median_ms(
            lambda name=name, p=parameters: ask(small, name, **p),  # type: ignore[misc]
            lambda name=name, p=parameters: ask(large, name, **p),  # type: ignore[misc]
            lambda name=name, a=peer_arguments: getattr(pandas, name)(*a),  # type: ignore[misc]
            lambda name=name, a=peer_arguments: getattr(polars, name)(*a),  # type: ignore[misc]
        )
        compared.append(Compared(name, *times))
    return compared


def page_costs(
    small: Release, large: Release, pages: Mapping[str, list[tuple[str, Parameters]]]
) -> list[PageCost]:
    """What each page waits for: all it asks, asked anew, without any cache."""

    def all_of(release: Release, questions: list[tuple[str, Parameters]]) -> Callable[[], None]:
        def run() -> None:
            for name, parameters in questions:
                ask(release, name, **parameters)

        return run

    return [
        PageCost(
            page, len(questions), *median_ms(all_of(small, questions), all_of(large, questions), runs=15)
        )
        for page, questions in pages.items()
    ]


def _by(key: str, figure: str) -> Callable[[Answer], object]:
    def figures(answer: Answer) -> object:
        rows = answer.frame[answer.frame[figure].notna()]
        return {str(k): int(v) for k, v in zip(rows[key], rows[figure], strict=True)}

    return figures


def _by_quarter(answer: Answer) -> object:
    frame = answer.frame[answer.frame.output_ytd_yuan.notna()]
    return {
        (int(year), int(quarter)): int(value)
        for year, quarter, value in zip(frame.year, frame.quarter, frame.output_ytd_yuan, strict=True)
    }


def _totals(answer: Answer) -> object:
    row = answer.frame.iloc[0]
    return (int(row.out_of_province_ytd_yuan), int(row.prior_ytd_yuan), int(row.gross_output_ytd_yuan))
