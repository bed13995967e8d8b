"""The promise to users and scripts: names, parameters, columns, words."""

import inspect
from datetime import date

import pytest

from analysis.glossary import ENUMS, FORMS, TERMS, enum_label, label, term
from analysis.kinds import KINDS
from analysis.language import translator
from analysis.problems import Refused
from analysis.questions import QUESTIONS, ask
from analysis.questions.contract import argument
from analysis.warehouse import Release
from tests.unit.warehouse.books import Books, enterprise, event, output, project, request

# design.md, data-contract.md: columns of questions that scripts rely on, in this order.
PROMISED = {
    "output_by_province": "province_code province output_ytd_yuan output_yuan prior_ytd_yuan yoy"
    " like_for_like_yoy share rank rank_change enterprise_count project_count",
    "output_trend": "year quarter output_ytd_yuan output_yuan spans_quarters"
    " gross_output_ytd_yuan outward_ratio yoy",
    "output_by_enterprise": "enterprise_code enterprise city output_ytd_yuan prior_ytd_yuan yoy share rank",
    "output_by_city": "city_code city output_ytd_yuan gross_output_ytd_yuan outward_ratio yoy"
    " enterprise_count province_count",
    "projects": "project_code project enterprise_code enterprise province_code category"
    " contract_yuan signed_date status",
    "key_units": "unit_id enterprise_code enterprise office province_code province city"
    " batch since reach_codes reach_declared staff has_office demand_yuan",
    "coverage": "province_code province status stationed_units reaching_units demand_yuan"
    " demand_share enterprise_count project_count rank yoy uncovered_since why",
    "coverage_summary": "provinces_total provinces_with_business provinces_stationed"
    " provinces_reached provinces_gap share_stationed share_covered"
    " demand_yuan",
    "service_requests": "request_id enterprise province_code category received_at responded_at resolved_at"
    " state working_days overdue owner",
    # What stands before them is the grain: the group asked for.
    "service_performance": "group_code group_name requests responded_rate resolved_rate on_time_rate"
    " median_working_days satisfaction open overdue",
    "benchmarks": "region_code region period basis indicator value unit caliber vintage"
    " discrete_value derived_yoy published_yoy flag source",
    "problems": "submission_id file sheet source_row field value rule severity message",
    "provenance": "file sheet source_row submission_id received_at by superseded",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release with rows of every kind. Built once: whoever asks changes nothing."""
    books = Books(tmp_path_factory.mktemp("filled") / "home")
    books.submit(
        enterprise=[enterprise("A", "370100"), enterprise("B", "370200")],
        output=[
            output(code, year, quarter, place, 10 * quarter)
            for code in "AB"
            for year, quarter in ((2025, 3), (2025, 4), (2026, 1))
            for place in ("370000", "440000")
        ],
        project=[project("P", "A", own_share_yuan=5), project("Q", "A", None)],
        key_unit=[event("A", "440000", "designated", date(2021, 3, 8))],
        benchmark=[
            {"region_code": "000000", "year": 2025, "quarter": 1, "basis": "ytd", "indicator": "i",
            "value": 1.5,
             "unit": "亿元", "caliber": "statistics", "nature": "flow"},
        ],
        target=[{"year": 2026, "indicator": "省外产值", "scope_code": "370000", "value": 5, "unit": "亿元"}],
        city_liaison=[{"city_code": "370100", "officer": "王", "since": date(2024, 1, 1)}],
        region_liaison=[{"province_code": "440000", "officer": "李", "since": date(2024, 1, 1)}],
        service_request=[request("R1", "A")],
        engagement=[
            {"held_date": date(2026, 1, 5), "form": "visit", "theme": "t", "participants": ["Enterprise A"]}
        ],
        agreement=[
            {"province_code": "440000", "mechanism": "cooperation", "signed_date": date(2024, 1, 1)}
        ],
        problem_answer=[{"problem_id": "Q1", "answer_state": "answered"}],
    )  # fmt: skip
    return books.release()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a ledger without a submission."""
    return Books(tmp_path_factory.mktemp("empty") / "home").release()


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_stay_and_further_ones_come_after(name: str) -> None:
    promised = tuple(PROMISED[name].split())
    assert QUESTIONS[name].columns[: len(promised)] == promised


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_a_documented_function_of_its_parameters(name: str) -> None:
    question = QUESTIONS[name]
    signature = inspect.signature(question.function)
    extra = {"language"} if question.speaks else set()
    extra |= {"phones"} if question.tells_phones else set()
    assert set(signature.parameters) - {"release"} == set(map(argument, question.parameters)) | extra
    assert inspect.getdoc(question.function)


def test_a_parameter_python_keeps_the_word_of_has_an_underscore_behind_it() -> None:
    assert [argument(parameter) for parameter in ("from", "to", "as_of")] == ["from_", "to", "as_of"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_has_the_promised_columns(name: str, filled: Release) -> None:
    given = {"enterprise": "A"} if "enterprise" in QUESTIONS[name].parameters else {}
    full = ask(filled, name, **given)
    assert tuple(full.frame.columns) == QUESTIONS[name].columns
    for column, values in full.frame.items():
        if str(column).endswith("_yuan"):
            assert str(values.dtype) == "Int64", column
        assert term(str(column), name).form in FORMS


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_empty_home_answers_without_figures(name: str, empty: Release) -> None:
    if "enterprise" in QUESTIONS[name].parameters and name in ("enterprise_profile", "output_of_enterprise"):
        assert ask(empty, name).frame.empty
        return
    answer = ask(empty, name)
    assert tuple(answer.frame.columns) == QUESTIONS[name].columns
    assert answer.demo is False


@pytest.mark.parametrize("name", [name for name in QUESTIONS if "city" in QUESTIONS[name].parameters])
def test_a_city_without_enterprises_is_known_and_has_nothing(name: str, filled: Release) -> None:
    for city in ("370900", "泰安", "泰安市"):
        answer = ask(filled, name, city=city)
        assert answer.parameters["city"] == "370900"
        assert tuple(answer.frame.columns) == QUESTIONS[name].columns
        told = answer.frame[
            [column for column in answer.frame if column in ("enterprise_code", "request_id")]
        ]
        assert told.dropna().empty


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_question_gives_the_same_answer(name: str, filled: Release) -> None:
    assert ask(filled, name).frame.equals(ask(filled, name).frame)


def test_all_words_are_in_both_languages() -> None:
    chinese = translator("zh")
    for question in QUESTIONS.values():
        assert chinese(question.title) != question.title
        for parameter in question.parameters.values():
            assert chinese(parameter.help) != parameter.help
    for name, words in TERMS.items():
        assert words.zh, name
        assert words.en.isascii(), name
        assert words.form in FORMS, name


def test_every_choice_of_a_kind_has_words() -> None:
    for kind in KINDS.values():
        for column in kind.columns:
            if column.values and column.stored:
                known = ENUMS.get("project_status" if column.name == "status" else column.name, {})
                for zh, code in column.values.items():
                    assert known.get(code, ("",))[0] == zh, (kind.name, column.name, code)


def test_headings_name_their_unit() -> None:
    assert label("output_ytd_yuan", "zh", "亿元") == "累计产值（亿元）"
    assert label("output_ytd_yuan", "en", "亿元") == "Output, year to date (CNY 100 million)"
    assert label("city", "zh", question="key_units") == "驻地城市"
    assert label("city", "zh") == "注册市"
    assert enum_label("coverage", "gap", "zh") == "空白"
    assert enum_label("coverage", None, "zh") == ""
    assert enum_label("category", "other", "en") == "other" or enum_label("category", "other", "en")


def test_a_missing_quarter_is_the_latest_that_fits(filled: Release) -> None:
    assert ask(filled, "output_by_province").parameters == {"year": 2026, "quarter": 1, "city": None}
    assert ask(filled, "output_by_province", year="2025").parameters["quarter"] == 4
    assert ask(filled, "output_by_province", quarter=3).parameters["year"] == 2025
    assert ask(filled, "output_by_province", year=2025).as_of == date(2025, 12, 31)
    assert ask(filled, "coverage", as_of="2025-07-01").as_of == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("question", "given", "rule", "hint"),
    [
        ("nonsense", {}, "unknown_question", ""),
        ("periods", {"year": 2025}, "unknown_parameter", "year"),
        ("output_trend", {"province": "442000"}, "unknown_province", "442000"),
        ("output_by_province", {"city": "深圳"}, "unknown_city", "济南 370100"),
        ("output_trend", {"enterprise": "Z"}, "unknown_enterprise", "Z"),
        ("output_by_province", {"year": 2019}, "unknown_period", "2025Q3–2026Q1"),
        ("overview", {"year": 2026, "quarter": 2}, "unknown_period", "2026Q2"),
        ("output_by_province", {"quarter": 5}, "unknown_choice", "1–4"),
        ("output_by_province", {"year": "next"}, "malformed_number", "next"),
        ("coverage", {"as_of": "2026-02-30"}, "malformed_date", "2026-02-30"),
        ("projects", {"status": "done"}, "unknown_choice", "under_way"),
        ("benchmarks", {"region": "999999"}, "unknown_region", "全国"),
        ("provenance", {"kind": "x"}, "unknown_choice", "output"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_refused_with_what_is_known(
    filled: Release, question: str, given: dict, rule: str, hint: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask(filled, question, **given)
    assert refused.value.rule == rule
    for language in ("zh", "en"):
        assert hint in refused.value.message(language)
        assert "?" not in refused.value.message(language)


@pytest.mark.parametrize("value", ["440000", "广东", "广东省", "Guangdong", "guangdong"])
def test_a_province_goes_by_code_or_name(filled: Release, value: str) -> None:
    assert ask(filled, "output_trend", province=value).parameters["province"] == "440000"


def test_text_from_outside_is_only_ever_compared(filled: Release) -> None:
    for nasty in ("'; DROP TABLE output; --", "%", "\\", '"', "' OR 1=1 --"):
        assert ask(filled, "enterprises", q=nasty).frame.empty
    assert len(ask(filled, "enterprises").frame) == 2


def test_provenance_leads_to_every_kind_of_record(filled: Release) -> None:
    for kind in KINDS:
        assert len(ask(filled, "provenance", kind=kind).frame) > 0, kind
    assert len(ask(filled, "provenance", kind="output", province="440000", year=2026).frame) == 2
    assert len(ask(filled, "provenance", kind="project", project="P").frame) == 1
    assert ask(filled, "provenance", kind="target", quarter=2).frame.empty
