"""What a rerun of the overview costs the server: processor time, with a real browser at the filters."""

import os
import statistics
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from analysis.bench.serving import SETTLED, launch, served

Action = Callable[[Page], None]

_RERUNS = 20
_TICKS = os.sysconf("SC_CLK_TCK")


def rerun_cpu_ms(home: Path, log: Path) -> tuple[float, float]:
    """Processor milliseconds of the server per rerun of the overview, the mean of twenty.

    First with another colour of the map, the answers known; then with a quarter not asked for before.
    """
    with served(home, log) as server, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{server.address}/?lang=en")
        _settle(page)
        known = _per_rerun(page, server.process, [_colour("Growth"), _colour("Output")])
        fresh = _per_rerun(page, server.process, [_earlier_quarter])
        browser.close()
    return known, fresh


def _per_rerun(page: Page, process: int, actions: list[Action]) -> float:
    for action in actions:  # what is drawn for the first time is not a rerun
        action(page)
        _settle(page)
    costs = []
    for number in range(_RERUNS):
        before = _cpu_ms(process)
        actions[number % len(actions)](page)
        _settle(page)
        costs.append(_cpu_ms(process) - before)
    return statistics.mean(costs)


def _colour(name: str) -> Action:
    return lambda page: page.get_by_role("radio", name=name).click()


def _earlier_quarter(page: Page) -> None:
    page.get_by_label("Period").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def _settle(page: Page) -> None:
    for _ in range(2):
        page.wait_for_timeout(150)
        page.wait_for_function(SETTLED)


def _cpu_ms(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS
