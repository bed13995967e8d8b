"""The benchmark from facts to page: prints ratios as they come and writes docs/performance.md."""

import os
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from analysis import reference
from analysis.bench import batch
from analysis.bench.baseline import load_and_sort, sum_up
from analysis.bench.facts import write_facts
from analysis.bench.homes import fill_home, first_unit, registry
from analysis.bench.importing import bare_read, import_seconds, write_workbook
from analysis.bench.measure import Compared, PageCost, compare_questions, page_costs, seconds
from analysis.bench.pages import asked_by_pages
from analysis.bench.pandas_peer import PandasFromFile, PandasPeer
from analysis.bench.peers import Peers
from analysis.bench.polars_peer import PolarsPeer
from analysis.bench.rerun import rerun_cpu_ms
from analysis.settings import Settings, today
from analysis.warehouse import Release, build_release, open_release
from analysis.warehouse.build import CUBES

SMALL, LARGE, WORKBOOK_ROWS = 1_000_000, 10_000_000, 100_000
_BUILDS, _IMPORTS = 3, 3
_ENTERPRISE = 77
_PROVINCE = "440000"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Ratio:
    """Ours beside a named peer's, in seconds, and how many times the peer's ours may be, if promised."""

    what: str
    ours: float
    peer: float
    bound: float | None

    @property
    def times(self) -> float:
        """Ours as a multiple of the peer's."""
        return self.ours / self.peer


@dataclass(frozen=True)
class Results:
    """Everything one run measured."""

    rows: tuple[int, int]
    questions: list[Compared]
    pages: list[PageCost]
    loading_seconds: tuple[float, float]
    ratios: list[Ratio]
    rerun_ms: tuple[float, float]
    batches: list[batch.Solved]


def run(tell: Tell) -> Results:
    """Make the homes in a temporary directory, measure, and throw them away; about five minutes."""
    with tempfile.TemporaryDirectory(prefix="dashboard-bench-") as name:
        work = Path(name)
        facts = {size: work / f"facts-{size}.parquet" for size in (SMALL, LARGE)}
        homes = {size: work / f"home-{size}" for size in (SMALL, LARGE)}
        rows = []
        for size in (SMALL, LARGE):
            rows.append(write_facts(facts[size], size, reference.REFERENCE / "provinces.csv"))
            tell(f"{rows[-1]:,} rows of output")
            fill_home(homes[size], facts[size])
        build_release(homes[SMALL])
        ratios = [*_building(work, homes[LARGE], facts[LARGE]), _importing(work, facts[SMALL])]
        for ratio in ratios:
            tell(f"{ratio.what}: {ratio.ours:.2f} s, peer {ratio.peer:.2f} s, {ratio.times:.2f}×")
        small, large = open_release(homes[SMALL]), open_release(homes[LARGE])
        enterprise = str(registry(facts[SMALL]).enterprise_code.iloc[_ENTERPRISE])
        assert large.meta.latest_year is not None
        assert large.meta.latest_quarter is not None
        pages = page_costs(
            small,
            large,
            asked_by_pages(
                _PROVINCE,
                enterprise,
                first_unit(registry(facts[SMALL])),
                large.meta.submission_id,
                large.meta.latest_year,
                large.meta.latest_quarter,
            ),
        )
        for page in pages:
            tell(f"page {page.page}: {page.small_ms:.1f} ms, {page.large_ms:.1f} ms, {page.growth:.2f}×")
        questions, loading = _questions(facts[LARGE], small, large, enterprise)
        for question in questions:
            tell(
                f"{question.question}: {question.large_ms:.1f} ms, "
                f"pandas {question.faster_than_pandas:.1f}×, in memory {question.faster_than_memory:.1f}×, "
                f"polars {question.polars_ms / question.large_ms:.1f}×"
            )
        rerun = rerun_cpu_ms(homes[LARGE], work / "server.log")
        tell(f"overview rerun: {rerun[0]:.0f} ms CPU, with a new quarter {rerun[1]:.0f} ms")
        batches = batch.solve_all(tell)
        return Results((rows[0], rows[1]), questions, pages, loading, ratios, rerun, batches)


def _building(work: Path, home: Path, facts: Path) -> list[Ratio]:
    """Build and bare load in turn, the best of each: whoever was disturbed least."""
    enterprises = registry(facts)
    home_no = int(Settings().home_province[:2])
    ours, cubes, sorting, summing = [], [], [], []
    for number in range(_BUILDS):
        target = work / f"bare-{number}.duckdb"
        sorting.append(seconds(lambda target=target: load_and_sort(target, facts, enterprises)))  # type: ignore[misc]
        summing.append(seconds(lambda target=target: sum_up(target, home_no)))  # type: ignore[misc]
        target.unlink()
        whole, of_cubes = _timed_build(home)
        ours.append(whole)
        cubes.append(of_cubes)
    return [
        Ratio(
            "building 10 million rows / bare DuckDB load and sort, plus the release's own cubes",
            min(ours),
            min(sorting) + min(cubes),
            1.5,
        ),
        Ratio(
            "the same / bare DuckDB load and sort, plus the plainest sums that know no corrections",
            min(ours),
            min(sorting) + min(summing),
            None,
        ),
    ]


def _timed_build(home: Path) -> tuple[float, float]:
    """How long a build from the ledger takes, and how much of it the cubes."""
    for release in (home / "releases").glob("*.duckdb"):
        release.unlink()
    steps: list[tuple[str, float]] = []
    whole = seconds(lambda: build_release(home, lambda step, _: steps.append((step, perf_counter()))))
    ends = [begun for _, begun in steps[1:]]
    return whole, sum(end - begun for (step, begun), end in zip(steps, ends, strict=False) if step in CUBES)


def _importing(work: Path, facts: Path) -> Ratio:
    workbook = work / "output.xlsx"
    write_workbook(workbook, facts, WORKBOOK_ROWS)
    assert bare_read(workbook) == WORKBOOK_ROWS + 1
    ours, bare = [], []
    for number in range(_IMPORTS):
        bare.append(seconds(lambda: bare_read(workbook)))
        taken, arrived = import_seconds(workbook, work / f"import-{number}")
        assert arrived == WORKBOOK_ROWS, f"only {arrived} rows arrived"
        ours.append(taken)
    return Ratio("importing 100,000 rows of xlsx / calamine's bare read", min(ours), min(bare), 4)


def _questions(
    facts: Path, small: Release, large: Release, enterprise: str
) -> tuple[list[Compared], tuple[float, float]]:
    cities, home = registry(facts), Settings().home_province
    begun = perf_counter()
    pandas = PandasPeer.in_memory(facts, cities, home)
    between = perf_counter()
    polars = PolarsPeer.in_memory(facts, cities, home)
    loading = between - begun, perf_counter() - between
    peers = Peers(pandas, PandasFromFile(facts, cities, home), polars)
    return compare_questions(small, large, peers, enterprise), loading


def as_markdown(results: Results) -> str:
    """docs/performance.md: what was measured, against whom, and which bounds hold."""
    small, large = results.rows
    pandas_load, polars_load = results.loading_seconds
    lines = [
        "# Performance",
        "",
        "Written by `python -m analysis bench`; times are of one machine in one run, so read the ratios.",
        "",
        f"Measured on {today():%Y-%m-%d}: {os.cpu_count()} processors, Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "polars", "streamlit"))
        + f". The ledgers hold {small:,} and {large:,} rows of output: every enterprise in every"
        " province in 31 quarters.",
        "",
        "## Pages",
        "",
        "All questions a page asks when it opens, one after the other, nothing cached; those that the solver"
        " answers (the next batch, below) are left out. Bounds: 60 ms, and 1.3 times from the smaller to the"
        " larger ledger.",
        "",
        "| page | questions | 1 million, ms | 10 million, ms | ratio | holds |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {page.page} | {page.questions} | {page.small_ms:.1f} | {page.large_ms:.1f} | "
            f"{page.growth:.2f} | {_holds(max(page.small_ms, page.large_ms) < 60 and page.growth <= 1.3)} |"
            for page in results.pages
        ),
        "",
        f"A rerun of the overview costs the server {results.rerun_ms[0]:.0f} ms of processor time when the"
        f" map's colour is changed and {results.rerun_ms[1]:.0f} ms when a quarter is chosen that was not"
        " asked for before (10 million rows, a real browser, drawing and sending included). Bound: 60 ms.",
        "",
        "## Questions",
        "",
        "The same answers from the same facts: every figure a peer gives is compared with ours before it is"
        " timed, and it gives all of ours that follow from output. pandas answers twice: from the file the"
        " facts were written to, reading what it needs by pushed-down filters, and with all of them ready in"
        " memory, the home city joined, codes as categories. Reading them into memory took pandas"
        f" {pandas_load:.1f} s and polars {polars_load:.1f} s, which they pay at every start and we at the"
        " build; it is not counted. Everybody is timed alone. Bound: ten times faster than pandas on the same"
        " file.",
        "",
        "| question | ours, 1 million, ms | ours, 10 million, ms | pandas, file, ms | ÷ ours | holds |"
        " pandas, memory, ms | ÷ ours | polars, memory, ms | ÷ ours |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {q.question} | {q.small_ms:.1f} | {q.large_ms:.1f} | {q.from_file_ms:.1f} | "
            f"{q.faster_than_pandas:.1f} | {_holds(q.faster_than_pandas >= 10)} | {q.pandas_ms:.1f} | "
            f"{q.faster_than_memory:.1f} | {q.polars_ms:.1f} | {q.polars_ms / q.large_ms:.1f} |"
            for q in results.questions
        ),
        "",
        "## Building and importing",
        "",
        "| what | ours, s | peer, s | ratio | bound | holds |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {r.what} | {r.ours:.2f} | {r.peer:.2f} | {r.times:.2f} | {_bound(r)} |"
            for r in results.ratios
        ),
        "",
        *batches_as_markdown(results.batches),
    ]
    return "\n".join(lines)


def batches_as_markdown(batches: list[batch.Solved]) -> list[str]:
    """How long the next batch takes, beside HiGHS alone."""
    return [
        "## The next batch",
        "",
        f"{batch.SEATS} seats, 33 provinces, {batch.ENTERPRISES} enterprises each of which can sit anywhere:"
        f" {batches[0].seats_possible:,} possible seats. Ours: the slowest of {batch.SEEDS} seeds, each the"
        " best of three runs; it finds the best coverage, then the best suitability, proves both in whole"
        " numbers and lists up to 20 ties with who else could sit. The peer is `scipy.optimize.milp` (HiGHS)"
        " on the integer programme as it is read, on the first seed, for the best coverage alone, stopped"
        f" after {batch.PATIENCE_SECONDS:g} s; where it ends it covers the same. Bound:"
        f" {batch.LIMIT_SECONDS:g} s.",
        "",
        "| instances | plans, at most | sets equal in coverage, at most | ours, slowest seed, s | holds |"
        " first seed: ours, HiGHS, HiGHS ÷ ours |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {b.kind} | {b.ties} | {b.sets if b.sets <= 20 else 'over 20'} | {b.ours:.2f} |"
            f" {_holds(b.ours < batch.LIMIT_SECONDS)} | {b.beside} |"
            for b in batches
        ),
        "",
    ]


def _bound(ratio: Ratio) -> str:
    return "– | –" if ratio.bound is None else f"{ratio.bound:g} | {_holds(ratio.times <= ratio.bound)}"


def _holds(condition: bool) -> str:
    return "yes" if condition else "no"
