"""The reference tables hang together: codes, neighbours, tiles, map."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from analysis import reference

SHARED = Path(__file__).parents[3] / "shared"


def shared_rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here to compare with")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_34_provinces_named_in_both_languages() -> None:
    table = reference.provinces()
    assert len(table) == 34
    for column in ("province_code", "province", "province_full", "abbr", "province_en"):
        assert table[column].is_unique
        assert table[column].ne("").all()


def test_names_follow_the_language() -> None:
    assert reference.province_name("610000", "zh") == "陕西"
    assert reference.province_name("610000", "en") == "Shaanxi"
    assert reference.city_name("370900", "zh") == "泰安"
    assert reference.city_name("370900", "en") == "Tai'an"


def test_an_unknown_code_names_itself() -> None:
    assert reference.province_name("999999", "en") == "999999"
    assert reference.city_name("999999", "zh") == "999999"


def test_every_city_belongs_to_a_province() -> None:
    cities = reference.cities()
    assert cities["city_code"].is_unique
    assert cities["city_code"].str[:2].eq(cities["province_code"].str[:2]).all()
    assert set(cities["province_code"]) <= set(reference.provinces()["province_code"])


def test_an_abolished_city_leads_to_a_current_one() -> None:
    assert reference.current_city("371200") == "370100"
    assert reference.current_city("370200") == "370200"
    cities = reference.cities().set_index("city_code")
    merged = cities.loc[cities["status"] == "abolished", "merged_into"]
    assert cities.loc[merged, "status"].eq("current").all()


def test_the_cities_of_a_province_are_those_of_the_facts() -> None:
    facts = {row["code"]: row["name"] for row in shared_rows("facts/shandong_cities.csv")}
    ours = reference.cities().query("province_code == '370000'")
    assert dict(zip(ours["city_code"], ours["city_full"], strict=True)) == facts


def test_borders_are_symmetric_and_never_reflexive() -> None:
    for code in reference.provinces()["province_code"]:
        neighbours = reference.neighbours(code)
        assert code not in neighbours
        assert all(code in reference.neighbours(other) for other in neighbours)


def test_there_are_70_land_borders_and_hainan_is_reached_from_guangdong() -> None:
    assert reference.adjacency()["kind"].value_counts().to_dict() == {"land": 70, "sea": 4}
    assert reference.neighbours("460000") == ("440000",)
    assert "460000" in reference.neighbours("440000")
    assert reference.neighbours("710000") == ()
    assert "370000" not in reference.neighbours("210000")


def test_the_borders_are_those_of_the_facts() -> None:
    facts = {
        (row["adcode_a"], row["adcode_b"], row["kind"]) for row in shared_rows("geo/province_adjacency.csv")
    }
    ours = reference.adjacency()[["province_a", "province_b", "kind"]]
    assert set(ours.itertuples(index=False, name=None)) == facts


def test_every_province_has_its_own_tile() -> None:
    tiles = reference.tile_grid()
    assert set(tiles["province_code"]) == set(reference.provinces()["province_code"])
    assert not tiles.duplicated(["row", "col"]).any()


def test_every_strategy_row_names_its_province_and_its_document() -> None:
    table = reference.strategies()
    assert set(table["province_code"]) <= set(reference.provinces()["province_code"])
    for column in ("strategy", "strategy_en", "document", "document_date", "source"):
        assert table[column].ne("").all()
    assert not table.duplicated(["strategy", "province_code"]).any()


def test_a_caller_cannot_change_what_the_next_one_reads() -> None:
    mine = reference.provinces()
    mine.loc[:, "province"] = "?"
    assert reference.province_name("110000", "zh") == "北京"
    assert reference.provinces()["province"].iat[0] == "北京"


def test_the_map_has_every_province_with_clockwise_exterior_rings() -> None:
    shapes = json.loads(reference.PROVINCE_MAP.read_text(encoding="utf-8"))["features"]
    assert {shape["id"] for shape in shapes} == set(reference.provinces()["province_code"])
    for shape in shapes:
        for exterior, *holes in shape["geometry"]["coordinates"]:
            assert signed_area(exterior) < 0, shape["id"]
            assert all(signed_area(hole) > 0 for hole in holes), shape["id"]
            assert exterior[0] == exterior[-1]


def test_the_dashed_line_has_ten_dashes() -> None:
    line = json.loads(reference.TEN_DASH_LINE.read_text(encoding="utf-8"))["features"][0]
    assert len(line["geometry"]["coordinates"]) == 10


def test_the_readme_names_every_file() -> None:
    readme = (reference.REFERENCE / "README.md").read_text(encoding="utf-8")
    for path in reference.REFERENCE.rglob("*"):
        if path.suffix in (".csv", ".geojson"):
            assert f"`{path.relative_to(reference.REFERENCE).as_posix()}`" in readme, path.name


def signed_area(ring: list[list[float]]) -> float:
    """Half the shoelace sum; negative is clockwise with north up."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2
