"""Real records, none of them written here, come in with what they have; what cannot be taken is said."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analysis import warehouse
from analysis.intake.submit import Prepared, accept, prepare
from analysis.problems import Refused

from .conftest import rules

Real = Callable[..., Prepared]


@pytest.fixture
def real(shared: Path, home: Path) -> Real:
    """Prepare a file of the real records."""

    def prepared(name: str, **options: object) -> Prepared:
        return prepare((shared / "real" / name).read_bytes(), name, home, **options)  # type: ignore[arg-type]

    return prepared


def rows(prepared: Prepared) -> pd.DataFrame:
    return prepared.tables[0].good


def original(shared: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(shared / "real" / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_national_quarterly_series(real: Real, shared: Path, home: Path) -> None:
    prepared = real("nbs_national_quarterly_ytd_long.csv")
    source = original(shared, "nbs_national_quarterly_ytd_long.csv")
    read = rows(prepared)
    assert not prepared.errors
    assert (prepared.tables[0].kind.name, len(read)) == ("benchmark", len(source))
    assert set(read["vintage"]) == {"2022-02", "2023-08"}
    assert set(read["region_code"]) == {"000000"}
    assert set(read["basis"]) == {"ytd"}
    assert set(read["caliber"]) == {"statistics"}
    assert "column_derived" in rules(prepared)
    assert dict(read["nature"].value_counts()) == {
        "flow": 2816, "ratio": 888, "stock": 880, "stock_flow": 796, "average": 296,
    }  # fmt: skip
    assert sum(read["value"]) == sum(map(Decimal, source["value"]))
    accepted = accept(prepared, home)
    assert accepted.arrived["rows"].sum() == len(source)
    assert len(warehouse.open_release(home).ask("SELECT DISTINCT vintage FROM benchmark")) == 2


def test_nature_that_is_not_said_follows_from_the_indicator(real: Real, shared: Path, home: Path) -> None:
    source = original(shared, "nbs_national_quarterly_ytd_long.csv")
    bare = source.drop(columns="nature").to_csv(index=False).encode()
    derived = rows(prepare(bare, "bare.csv", home))["nature"]
    assert list(derived) == list(rows(real("nbs_national_quarterly_ytd_long.csv"))["nature"])


@pytest.mark.parametrize(
    "name", ["province_total_output_2003_2005.csv", "province_contract_completion_2008.csv"]
)
def test_yearbook_tables(real: Real, shared: Path, name: str) -> None:
    prepared = real(name)
    source = original(shared, name)
    read = rows(prepared)
    assert not prepared.errors
    assert set(read["basis"]) == {"annual"}
    assert read["quarter"].isna().all()
    assert list(read["region_code"]) == list(source["region_code"])
    given = [Decimal(text) if text else None for text in source["value"]]
    assert [None if pd.isna(value) else value for value in read["value"]] == given


def test_projects_from_announcements(real: Real, shared: Path, home: Path) -> None:
    prepared = real("shandong_projects.csv")
    source = original(shared, "shandong_projects.csv")
    read = rows(prepared)
    assert not prepared.errors
    assert len(read) == len(source)
    assert dict(read["place"].value_counts()) == {"one": 85, "overseas": 4, "several": 3, "unknown": 2}
    assert set(read["enterprise_code"].str[:2]) == {"名:"}
    assert {"enterprise_code_missing", "place_several", "place_unknown", "date_year_only"} <= rules(prepared)
    own = [Decimal(text).quantize(Decimal(1), "ROUND_HALF_UP") for text in source["own_amount_yuan"] if text]
    assert read["own_share_yuan"].sum() == sum(own)
    assert read["is_construction"].eq(False).sum() == source["counts_as_construction"].eq("N").sum()
    assert read["province_text"].str.contains("多省").sum() == 3
    accept(prepared, home)
    counted = warehouse.open_release(home).ask("SELECT count(*) AS projects FROM project")
    assert counted["projects"].item() == source.drop_duplicates(["project_key", "enterprise"]).shape[0]


def test_enterprises_of_the_platform(real: Real) -> None:
    prepared = real("enterprises_2019.csv")
    read = rows(prepared)
    assert not prepared.errors
    assert len(read) == 311
    assert read["enterprise_code"].str.startswith("名:").sum() == 20
    assert sum(problem.rule == "code_check_wrong" for problem in prepared.problems) == 1
    assert sum(problem.rule == "enterprise_code_missing" for problem in prepared.problems) == 20
    assert set(read["registered_province_code"]) == {"110000", "210000", "360000", "370000", "410000"}


def test_awards_of_a_destination_city(real: Real, shared: Path, home: Path) -> None:
    prepared = real("yichang_awards_2025_2026.csv")
    source = original(shared, "yichang_awards_2025_2026.csv")
    ours = source[source["winner_province"] == "山东"]
    assert list(rows(prepared)["enterprise"]) == list(ours["winner"])
    assert {"enterprise_not_home", "enterprise_home_unknown", "enterprises_several"} <= rules(prepared)
    with pytest.raises(Refused) as refused:
        accept(prepared, home)
    assert refused.value.rule == "file_has_errors"
    accepted = accept(prepared, home, accept_valid=True)
    assert accepted.arrived["rows"].sum() == len(ours)
    assert (
        warehouse.open_release(home)
        .ask("SELECT count(*) AS n FROM problem WHERE severity = 'error'")["n"]
        .item()
        > 1000
    )


def test_register_of_a_destination_city(real: Real, shared: Path) -> None:
    prepared = real("yichang_register_shandong_detail.csv")
    source = original(shared, "yichang_register_shandong_detail.csv")
    read = rows(prepared)
    assert sorted(read["enterprise"]) == sorted(source["enterprise"].unique())
    several = read.set_index("enterprise")["qualification"].loc["山东省路桥集团有限公司"]
    assert several.count("、") == 18
    assert "rows_combined" in rules(prepared)


def test_project_progress_of_a_builder(real: Real) -> None:
    prepared = real("sdlq_project_progress_sample.csv")
    assert list(rows(prepared)["contract_yuan"]) == [12_551_710_000, 2_075_587_500]
    assert {problem.rule for problem in prepared.errors} == {"enterprises_several"}
    assert set(rows(prepared)["stage"]) == {"under_way"}
    assert set(rows(prepared)["place"]) == {"unknown"}


def test_orders_of_a_builder_are_refused_with_what_they_lack(real: Real, home: Path) -> None:
    prepared = real("sdlq_quarterly_orders.csv")
    (error,) = prepared.errors
    assert error.rule == "columns_missing"
    assert "施工省份" in error.message("zh")
    with pytest.raises(Refused):
        accept(prepared, home, accept_valid=True)
    assert warehouse.current_release_id(home) is None


def test_wide_series_are_refused_with_what_they_lack(real: Real) -> None:
    assert {problem.rule for problem in real("nbs_national_quarterly_headline.csv").errors} == {
        "columns_missing"
    }
