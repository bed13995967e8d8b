"""Points and scores, each by its evidence; what is not known neither lifts nor lowers."""

import pandas as pd
import pytest

from analysis import next_batch
from analysis.next_batch import FACTS, evidence
from analysis.problems import Refused
from analysis.settings import CRITERIA, CriterionWeights

BLANK = dict.fromkeys(FACTS)
KNOWN = BLANK | {
    "enterprise_code": "A",
    "province_code": "440000",
    "output_four_quarters_yuan": 400_000_000,
    "prior_four_quarters_yuan": 320_000_000,
    "years_there": 4,
    "project_count": 7,
    "grade": "二级、一级",
    "has_office": True,
    "staff": 10,
    "conduct": 0.8,
    "willing": False,
}


def known(*facts: dict) -> pd.DataFrame:
    frame = pd.DataFrame(facts)
    frame["largest_yuan"] = frame.groupby("province_code")["output_four_quarters_yuan"].transform("max")
    return frame


def judged(*facts: dict, weights: CriterionWeights | None = None, language: str = "en") -> pd.DataFrame:
    return evidence(known(*facts), weights, language)


def scores(*facts: dict, weights: CriterionWeights | None = None) -> pd.DataFrame:
    return next_batch.scores(next_batch.points(known(*facts)), weights)


def points(frame: pd.DataFrame, enterprise: str = "A") -> dict[str, int | None]:
    rows = frame[frame["enterprise_code"] == enterprise]
    return {
        row["criterion"]: None if pd.isna(row["points"]) else row["points"] for row in rows.to_dict("records")
    }


def test_each_criterion_has_its_points_and_its_sentence():
    largest = BLANK | {
        "enterprise_code": "B",
        "province_code": "440000",
        "output_four_quarters_yuan": 1_000_000_000,
    }
    frame = judged(KNOWN, largest)
    assert points(frame) == {
        "record": 400,
        "years": 400,
        "growth": 750,
        "projects": 1000,
        "grade": 750,
        "presence": 600,
        "conduct": 800,
        "willingness": 0,
    }
    said = frame.set_index(["enterprise_code", "criterion"])["evidence"]
    assert said["A", "record"].endswith("CNY 400 m, 40.0% of the largest candidate's.")
    assert said["A", "growth"] == "Output there against the four quarters before: ▲ +25.0%."
    assert said["A", "presence"] == "It has a fixed office there. Staff there: 10."
    assert said["A", "conduct"] == "Conduct on record: 80.0 of 100 points."


def test_the_score_is_the_weighted_mean():
    weights = CriterionWeights(
        record=1, years=0, growth=0, projects=0, grade=2, presence=0, conduct=0, willingness=0
    )
    [score] = scores(KNOWN, weights=weights).to_dict("records")
    assert score["score"] == 833  # (1000 + 2 × 750) / 3
    assert score["known"] == 1


def test_what_is_not_known_neither_lifts_nor_lowers():
    for criterion, column in (("willingness", "willing"), ("conduct", "conduct"), ("grade", "grade")):
        without = KNOWN | {column: None}
        assert points(judged(without))[criterion] is None
        kept = CriterionWeights(**{criterion: 0})
        assert scores(without)["score"].tolist() == scores(KNOWN, weights=kept)["score"].tolist()
        assert scores(without)["known"].iloc[0] == 1 - getattr(CriterionWeights(), criterion) / 100


def test_bad_evidence_is_not_missing_evidence():
    refused, silent = KNOWN, KNOWN | {"enterprise_code": "B", "willing": None}
    low, high = scores(refused, silent)["score"]
    assert low < high


def test_of_whom_nothing_is_known_scores_nothing():
    [score] = scores(BLANK | {"enterprise_code": "A", "province_code": "440000"}).to_dict("records")
    assert (score["score"], score["known"]) == (0, 0)


@pytest.mark.parametrize(
    ("facts", "criterion", "expected"),
    [
        ({"prior_four_quarters_yuan": 0}, "growth", None),
        ({"prior_four_quarters_yuan": 100_000_000}, "growth", 1000),
        ({"prior_four_quarters_yuan": 1_000_000_000}, "growth", 0),
        ({"output_four_quarters_yuan": -5}, "record", None),
        ({"years_there": 30}, "years", 1000),
        ({"project_count": 0}, "projects", 0),
        ({"grade": "不分等级"}, "grade", None),
        ({"has_office": None}, "presence", 200),
        ({"has_office": None, "staff": None}, "presence", None),
    ],
)
def test_the_ends_of_the_scales(facts, criterion, expected):
    assert points(judged(KNOWN | facts))[criterion] == expected


def test_both_languages_say_the_same_points():
    chinese, english = judged(KNOWN, language="zh"), judged(KNOWN, language="en")
    assert chinese.drop(columns="evidence").equals(english.drop(columns="evidence"))
    assert not set(chinese["evidence"]) & set(english["evidence"])
    assert chinese["criterion"].tolist() == list(CRITERIA)


@pytest.mark.parametrize("given", [{"record": -1}, {"record": 0.5}, dict.fromkeys(CRITERIA, 0)])
def test_weights_are_whole_numbers_and_not_all_zero(given):
    with pytest.raises(Refused) as refused:
        CriterionWeights(**given)
    assert refused.value.rule == "criterion_weight"
