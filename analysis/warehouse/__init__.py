"""The ledger of what came in, and the releases built from it."""

from analysis.warehouse.build import SCHEMA_VERSION, build_release, finish_interrupted
from analysis.warehouse.compare import compare
from analysis.warehouse.home import current_release_id, default_home
from analysis.warehouse.ledger import Ledger, init_home, ledger
from analysis.warehouse.release import Release, open_release, releases, roll_back, shown_release_id

__all__ = [
    "SCHEMA_VERSION",
    "Ledger",
    "Release",
    "build_release",
    "compare",
    "current_release_id",
    "default_home",
    "finish_interrupted",
    "init_home",
    "ledger",
    "open_release",
    "releases",
    "roll_back",
    "shown_release_id",
]
