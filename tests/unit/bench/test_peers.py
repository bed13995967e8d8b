"""Whoever is measured answers the same: pandas and polars from the same facts, figure by figure."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis import reference
from analysis.bench.facts import write_facts
from analysis.bench.homes import fill_home, registry
from analysis.bench.measure import assert_same, compare_questions
from analysis.bench.pandas_peer import PandasFromFile, PandasPeer
from analysis.bench.peers import Peers
from analysis.bench.polars_peer import PolarsPeer
from analysis.questions import ask
from analysis.settings import Settings
from analysis.warehouse import Release, build_release, open_release

HOME = Settings().home_province


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("facts") / "facts.parquet"
    write_facts(path, 25_000, reference.REFERENCE / "provinces.csv")
    return path


@pytest.fixture(scope="module")
def release(facts: Path) -> Release:
    home = facts.parent / "home"
    fill_home(home, facts)
    build_release(home)
    return open_release(home)


@pytest.fixture(scope="module")
def peers(facts: Path) -> Peers:
    cities = registry(facts)
    return Peers(
        PandasPeer.in_memory(facts, cities, HOME),
        PandasFromFile(facts, cities, HOME),
        PolarsPeer.in_memory(facts, cities, HOME),
    )


def test_every_peer_gives_our_figures(facts: Path, release: Release, peers: Peers) -> None:
    enterprise = str(registry(facts).enterprise_code.iloc[7])
    compared = compare_questions(release, release, peers, enterprise)
    assert [question.question for question in compared][:2] == ["overview", "output_by_province"]
    assert all(question.large_ms > 0 for question in compared)


def test_another_figure_is_not_compared(release: Release, peers: Peers) -> None:
    facts = peers.pandas.facts
    wrong = replace(peers, pandas=PandasPeer(facts.assign(output_ytd_yuan=facts.output_ytd_yuan + 1), HOME))
    year, quarter = release.meta.latest_year, release.meta.latest_quarter
    assert year is not None
    assert quarter is not None
    ours = ask(release, "output_by_city", year=year, quarter=quarter).frame
    with pytest.raises(AssertionError, match="output_by_city"):
        assert_same(ours, wrong.pandas.output_by_city(year, quarter), "output_by_city")
