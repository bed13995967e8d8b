"""The frames and sentences of a proposal, in both languages; and an instance read from frames."""

import pandas as pd

from analysis.next_batch import (
    Candidate,
    Instance,
    Unit,
    Wish,
    instance_from_frames,
    plans_frame,
    proof_text,
    proposal_frame,
    propose,
)

DEMAND = {"440000": 6_000_000_000, "450000": 2_000_000_000, "460000": 0, "510000": 1_000_000_000}
NEAR = {"440000": ("450000", "460000"), "450000": ("440000",), "460000": ("440000",)}
CANDIDATES = (
    Candidate("A", "Alpha", "440000", 5, 50, 734),
    Candidate("B", "Beta", "440000", 5, 50, 700),
    Candidate("B", "Beta", "450000", 5, 50, 650),
    Candidate("C", "Gamma", "510000", 5, 50, 20),
)
INSTANCE = Instance(DEMAND, NEAR, (), CANDIDATES)


def test_a_row_a_seat_with_reason_and_runner_up():
    [first] = proposal_frame(propose(INSTANCE, 1), "en").to_dict("records")
    assert (first["plan"], first["seat"], first["province"], first["enterprise"]) == (
        1,
        1,
        "Guangdong",
        "Alpha",
    )
    assert (first["gain_yuan"], first["gain_share"], first["score"]) == (7_000_000_000, 7 / 9, 73.4)
    assert first["newly_reached"] == ["450000", "460000"]
    assert first["reason"] == (
        "No unit serves Guangdong yet,"
        " where our output over the last four quarters is CNY 6.00 bn."
        " It brings Guangxi, Hainan within reach."
        " Added to the seats before it, it covers CNY 7.00 bn more, 77.8% of all demand."
        " Alpha scores 73.4 points, place 1 of 2 who could sit here."
    )
    assert first["runner_up"] == (
        "Runner-up here: Beta, 70.0 points."
        " Best seat elsewhere instead: Guangxi with Beta, covering CNY 2.00 bn less."
    )
    assert (first["runner_up_code"], first["swap_province_code"]) == ("B", "450000")


def test_the_contract_columns_come_first():
    columns = "plan seat province_code province enterprise_code enterprise gain_yuan gain_share score"
    frame = proposal_frame(propose(INSTANCE, 1))
    assert frame.columns[:11].tolist() == [*columns.split(), "reason", "runner_up"]
    assert proposal_frame(propose(INSTANCE, 0)).columns.tolist() == frame.columns.tolist()


def test_a_seat_that_was_asked_for_says_so():
    frame = proposal_frame(propose(INSTANCE, 1, fixed=[Wish("510000", "C")]), "en")
    assert frame["fixed"].tolist() == [True]
    assert frame["reason"].iloc[0].endswith("This seat was asked for, not chosen.")
    assert frame["runner_up"].iloc[0].startswith("Nobody else without a seat could sit here.")


def test_a_seat_that_adds_nothing_says_so():
    units = (Unit("U", "Z", "510000", ()),)
    only = Instance({"510000": 5}, {}, units, (CANDIDATES[-1],))
    [row] = proposal_frame(propose(only, 1), "en").to_dict("records")
    assert "It adds nothing to coverage; suitability decided." in row["reason"]
    assert row["swap_loss_yuan"] is None
    assert row["gain_yuan"] == 0


def test_the_rows_are_the_same_in_both_languages():
    proposal = propose(INSTANCE, 2)
    words = ["province", "reason", "runner_up"]
    chinese, english = proposal_frame(proposal, "zh"), proposal_frame(proposal, "en")
    assert chinese.drop(columns=words).equals(english.drop(columns=words))
    assert chinese["reason"].iloc[0].startswith("广东尚无重点单位覆盖")


def test_the_proof_is_stated_with_what_ties():
    assert proof_text(propose(INSTANCE, 1), "en").startswith(
        "Proven in whole numbers: with 1 more seats no plan covers more than CNY 7.00 bn"
    )
    assert proof_text(propose(INSTANCE, 1), "en").endswith("No other plan is as good.")
    [plan] = plans_frame(propose(INSTANCE, 1)).to_dict("records")
    assert (plan["covered_share"], plan["provinces_covered"], plan["seated_codes"]) == (
        7 / 9,
        3,
        ["440000"],
    )


def test_an_instance_from_frames():
    provinces = pd.DataFrame(
        {"province_code": list(DEMAND), "demand_yuan": [6_000_000_000, 2_000_000_000, None, -3]}
    )
    units = pd.DataFrame(
        {
            "unit_id": ["U"],
            "enterprise_code": ["Z"],
            "province_code": ["510000"],
            "reach_codes": [["440000", "370000"]],
        }
    )
    candidates = pd.DataFrame([vars(candidate) for candidate in CANDIDATES]).assign(more=1)
    candidates.loc[1, "output_yuan"] = None
    instance = instance_from_frames(provinces, units, candidates, NEAR)
    assert dict(instance.demand_yuan) == {
        "440000": 6_000_000_000,
        "450000": 2_000_000_000,
        "460000": 0,
        "510000": 0,
    }
    assert instance.stationed() == {"510000"}
    assert instance.reached() == {"440000"}, "what is not a destination is not reached"
    assert [seat.enterprise_code for seat in instance.eligible()] == ["A", "B", "C"]
    assert [seat.enterprise_code for seat in instance.eligible(51)] == []
