"""What counts: the later submission for a key, the latest stage of a project, the enterprise of a name."""

from datetime import date

import pandas as pd

from tests.unit.warehouse.books import Books, enterprise, output, project


def test_a_later_row_supersedes_and_the_old_one_stays_readable(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 100), output("A", 2026, 1, "110000", 50)])
    books.submit(output=[output("A", 2026, 1, "440000", 120)])
    release = books.release()
    assert release.ask("SELECT output_ytd_yuan FROM output ORDER BY 1")["output_ytd_yuan"].tolist() == [
        50,
        120,
    ]
    trace = books.ask("provenance", enterprise="A", year=2026, quarter=1, province="440000").frame
    assert trace[["submission_id", "superseded", "file"]].values.tolist() == [
        [2, False, "2.xlsx"],
        [1, True, "1.xlsx"],
    ]
    assert '"output_ytd_yuan":100' in trace["row"].iloc[1]


def test_the_same_key_twice_in_one_file_counts_once_by_its_last_row(books: Books) -> None:
    books.submit(output=[output("A", 2026, 1, "440000", 100), output("A", 2026, 1, "440000", 90)])
    assert books.ask("output_by_province").frame["output_ytd_yuan"].iloc[0] == 90


def test_a_project_counts_at_the_latest_stage_of_the_latest_submission(books: Books) -> None:
    books.submit(
        project=[
            project("P", "A", stage="completed", status="completed", own_share_yuan=3),
            project("P", "A", stage="won", own_share_yuan=1),
        ]
    )
    assert books.ask("projects").frame[["stage", "own_share_yuan"]].values.tolist() == [["completed", 3]]
    books.submit(project=[project("P", "A", stage="contract", own_share_yuan=2)])
    assert books.ask("projects").frame[["stage", "own_share_yuan"]].values.tolist() == [["contract", 2]]


# What is said of a project, whether it counts, and what of it adds up.
COUNTING = {
    "OWN": ({"own_share_yuan": 5, "contract_yuan": 9, "amount_scope": "joint_total"}, True, 5),
    "SOLE": ({"contract_yuan": 9, "amount_scope": "own"}, True, 9),
    "JOINT": ({"contract_yuan": 9, "amount_scope": "joint_total"}, True, None),
    "INVESTED": ({"contract_yuan": 9, "amount_scope": "total_investment"}, True, None),
    "UNSCOPED": ({"contract_yuan": 9}, True, None),
    "CANDIDATE": ({"stage": "candidate", "own_share_yuan": 5}, False, None),
    "DESIGN": ({"is_construction": False, "own_share_yuan": 5}, False, None),
    "HOME": ({"province_code": "370000", "own_share_yuan": 5}, False, None),
    "SEVERAL": ({"place": "several", "province_code": None, "own_share_yuan": 5}, False, None),
}


def test_what_of_a_project_counts(books: Books) -> None:
    books.submit(project=[project(code, "A", **more) for code, (more, _, _) in COUNTING.items()])
    frame = books.ask("projects").frame
    told = {
        code: None if pd.isna(own) else int(own)
        for code, own in zip(frame["project_code"], frame["own_share_yuan"], strict=True)
    }
    assert told == {code: own for code, (_, counts, own) in COUNTING.items() if counts}


def test_a_project_in_no_one_province_is_listed_for_checking(books: Books) -> None:
    places = ("several", "unknown", "overseas")
    books.submit(
        project=[project("R", "A")]
        + [
            project(f"{stage}-{place}", "A", None, place=place, province_text="京津", stage=stage)
            for place in places
            for stage in ("under_way", "candidate")
        ]
    )
    frame = books.ask("projects_to_check").frame
    told = frame[["project_code", "reason", "province_text"]].values.tolist()
    assert sorted(told) == sorted([f"under_way-{place}", place, "京津"] for place in places)


def test_a_name_without_a_code_becomes_the_one_enterprise_of_that_name(books: Books) -> None:
    books.submit(output=[output("名:ENTERPRISEA", 2026, 1, "440000", 5) | {"enterprise": "Enterprise A"}])
    assert books.ask("enterprises").frame["enterprise_code"].tolist() == ["名:ENTERPRISEA"]
    books.submit(enterprise=[enterprise("A", "370100")])
    frame = books.ask("enterprises").frame
    assert frame[["enterprise_code", "city_code", "output_ytd_yuan"]].values.tolist() == [["A", "370100", 5]]
    books.submit(output=[output("A", 2026, 1, "440000", 6)])
    assert books.ask("enterprises").frame["output_ytd_yuan"].tolist() == [6]


def test_a_name_two_enterprises_carry_stays_open(books: Books) -> None:
    books.submit(output=[output("名:SAME", 2026, 1, "440000", 5) | {"enterprise": "Same"}])
    books.submit(enterprise=[enterprise("A", name="Same"), enterprise("B", name="Same")])
    assert "名:SAME" in books.ask("enterprises").frame["enterprise_code"].tolist()


def test_an_abolished_city_is_the_one_it_was_merged_into(books: Books) -> None:
    books.submit(enterprise=[enterprise("A", "371200")], output=[output("A", 2026, 1, "440000", 5)])
    assert books.ask("output_by_city").frame["city_code"].tolist() == ["370100"]


def test_a_project_under_way_is_counted_between_its_days(books: Books) -> None:
    books.submit(
        output=[output("A", year, 4, "440000", 5) for year in (2023, 2024, 2025)],
        project=[
            project(
                "P", "A", start_date=date(2024, 3, 1), actual_end_date=date(2025, 6, 1), status="completed"
            ),
            project("Q", "A", signed_date=date(2025, 1, 1)),
            project("R", "A", status="suspended"),
        ],
    )
    release = books.release()
    counts = release.ask(
        "SELECT project_count AS n FROM output_cube WHERE place = '440000' AND city_code = 'all' AND"
        " quarter = 4"
        " ORDER BY year"
    )
    assert counts["n"].tolist() == [0, 1, 1]
