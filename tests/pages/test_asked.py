"""The benchmark measures what the pages really ask."""

from pathlib import Path
from typing import Any

import pytest

from analysis.access import Viewer
from analysis.bench.pages import asked_by_pages
from analysis.questions import Answer, ask
from analysis.warehouse import Release, open_release
from pages.components import cache
from tests.pages.conftest import PAGES, Visit

Asked = set[tuple[str, frozenset[str]]]
PROVINCE = "440000"


def test_every_page_is_measured() -> None:
    assert set(asked_by_pages(PROVINCE, "", "", 1, 2026, 3)) == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_the_benchmark_asks_what_the_page_asks(
    page: str, visit: Visit, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = open_release(demo_home)
    enterprise = str(ask(release, "enterprises", limit=1).frame["enterprise_code"].iloc[0])
    unit = str(ask(release, "key_units").frame["unit_id"].iloc[0])
    chosen = {
        "province": {"province": PROVINCE},
        "enterprise": {"enterprise": enterprise},
        "key_unit": {"unit": unit},
    }.get(page, {})
    shown = visit(demo_home, page, **chosen)
    recorded: Asked = set()
    answer = cache.answer

    def record(
        asked: Release, name: str, viewer: Viewer, language: str, parameters: dict[str, Any]
    ) -> Answer:
        given = (key for key, value in parameters.items() if value not in (None, ""))
        recorded.add((name, frozenset(given)))
        return answer(asked, name, viewer, language, parameters)

    monkeypatch.setattr(cache, "answer", record)
    shown.run()
    meta = release.meta
    assert meta.latest_year is not None
    assert meta.latest_quarter is not None
    measured = asked_by_pages(
        PROVINCE, enterprise, unit, meta.submission_id, meta.latest_year, meta.latest_quarter
    )[page]
    assert {(name, frozenset(parameters)) for name, parameters in measured} == recorded
