from pathlib import Path

import pytest

from tests.unit.warehouse.books import Books


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books(tmp_path / "home")
