"""The promise to users and scripts: every question's name, parameters and columns under `--raw`.

A change is a new column at the end, noted in the CHANGELOG. What a question means is in the docstring of the
function that answers it, found by its name in the module named here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from keyword import iskeyword
from typing import Any

import pandas as pd

from analysis.language import N_


@dataclass(frozen=True)
class Parameter:
    """What a value must be (`type`) and the words for it (`help`, a message id)."""

    type: str
    help: str


PARAMETERS: dict[str, Parameter] = {
    "year": Parameter("year", N_("year; the latest reported one if missing")),
    "quarter": Parameter("quarter", N_("quarter, 1 to 4; the latest reported one if missing")),
    "province": Parameter("province", N_("province by six-digit code or name")),
    "city": Parameter("city", N_("home city of the enterprise by six-digit code or name")),
    "enterprise": Parameter("enterprise", N_("enterprise by unified social credit code")),
    "as_of": Parameter("date", N_("date, as in 2026-09-30; today if missing")),
    "from": Parameter("date", N_("first day, as in 2026-01-01; from the beginning if missing")),
    "to": Parameter("date", N_("last day, as in 2026-09-30; without end if missing")),
    "unit": Parameter("key_unit", N_("key unit by its id, as “key_units” lists it")),
    "status": Parameter("project_status", N_("under_way, completed or suspended")),
    "batch": Parameter("integer", N_("batch number")),
    "strategy": Parameter("strategy", N_("national strategy, as “coverage_by_region” lists it")),
    "region": Parameter("region", N_("region by six-digit code, 000000 for the nation")),
    "indicator": Parameter("text", N_("indicator, as written in the source")),
    "caliber": Parameter("caliber", N_("statistics or housing")),
    "submission": Parameter("integer", N_("number of the submission")),
    "severity": Parameter("severity", N_("error, question or note")),
    "kind": Parameter("kind", N_("kind of record, such as output")),
    "project": Parameter("text", N_("project code")),
    "state": Parameter("request_state", N_("received, responded, resolved or reopened")),
    "urgency": Parameter("urgency", N_("open, due_soon or overdue")),
    "category": Parameter("text", N_("category of requests, as written")),
    "owner": Parameter("text", N_("who sees to it")),
    "request": Parameter("text", N_("number of the request")),
    "by": Parameter("grouping", N_("province, unit, category, owner, month or all; province if missing")),
    "basis": Parameter("trend_basis", N_("ytd, quarter, four_quarters or annual; ytd if missing")),
    "group": Parameter("text", N_("one of the dimension by code or name; the total if missing")),
    "duty": Parameter("duty", N_("city, headquarters or province")),
    "months": Parameter("months", N_("how many months back; those of the settings if missing")),
    "contact_state": Parameter("contact_state", N_("recent, lapsed or never")),
    "form": Parameter("form", N_("round_table, visit, field_study, assistance or other")),
    "mechanism": Parameter(
        "mechanism", N_("market_access, award_recognition, information_sharing or cooperation")
    ),
    "q": Parameter("text", N_("part of the name or code")),
    "seats": Parameter(
        "count", N_("how many seats; as the settings say, or as many as can be filled, if missing")
    ),
    "reach_weight": Parameter(
        "reach_weight", N_("what serving from outside counts for, 0 to 1; as the settings say if missing")
    ),
    "min_output_yuan": Parameter(
        "yuan", N_("least output of a candidate in the province over four quarters, in yuan; 0 if missing")
    ),
    "fixed": Parameter("wishes", N_("seats to be filled: province:enterprise or province, commas between")),
    "forbidden": Parameter(
        "wishes", N_("seats ruled out: province:enterprise, province or enterprise, commas between")
    ),
    "weights": Parameter(
        "criterion_weights",
        N_("weights of the criteria, as in record=30,years=10; as the settings say if missing"),
    ),
    "plan": Parameter("plan", N_("number of the plan among those equally good; 1 if missing")),
    "effective_date": Parameter(
        "date", N_("day on which the batch takes effect; left to fill in if missing")
    ),
    "document": Parameter("text", N_("number of the document; left to fill in if missing")),
    "move": Parameter("moves", N_("key units supposed elsewhere: unit:province, commas between")),
    "drop": Parameter("key_units", N_("key units supposed to be gone, commas between")),
    "supposed_weight": Parameter("reach_weight", N_("weight of reach supposed instead, 0 to 1")),
    "demand": Parameter("demands", N_("demand supposed to change, as in 440000=10,650000=-20 (per cent)")),
    "report_state": Parameter("report_state", N_("on_time, late, missing, revised or loaded")),
    "problem_state": Parameter(
        "problem_state", N_("open, answered, corrected, or closed for the latter two")
    ),
    "problem": Parameter("text", N_("number of the problem, as “quality_problems” lists it")),
    "change": Parameter("change", N_("added, revised or removed")),
    "scope": Parameter("text", N_("scope, as written in the source; - for none")),
    "anomaly": Parameter("anomaly", N_("kind of disagreement, such as revised or parts_differ")),
    "limit": Parameter("count", N_("at most this many rows; all if missing")),
}


@dataclass(frozen=True)
class Question:
    """One question that can be asked of a release.

    `dated`: its answer is as of a date, not of a quarter. `speaks`: it has sentences, so it takes a language.
    `open_period`: a missing year or quarter means all of them, not the latest. `kind`: its rows are records
    of that kind, so that they can be written as a workbook to import. `solves`: it waits for the best plans.
    `tells_phones`: its sentences hold telephone numbers, so it takes whether those are told whole.
    """

    name: str
    module: str
    title: str
    parameters: dict[str, Parameter]
    columns: tuple[str, ...]
    dated: bool = False
    speaks: bool = False
    open_period: bool = False
    kind: str = ""
    solves: bool = False
    tells_phones: bool = False

    @property
    def function(self) -> Callable[..., pd.DataFrame]:
        """The function that answers: `function(release, **arguments)`, one SQL statement, one frame."""
        function: Callable[..., pd.DataFrame] = getattr(
            import_module(f"analysis.questions.{self.module}"), self.name
        )
        return function


def argument(parameter: str) -> str:
    """What a function calls a parameter: its name, with an underscore where Python keeps the word itself."""
    return f"{parameter}_" if iskeyword(parameter) else parameter


# What trends are told by; requests are grouped by other things.
_DIMENSION = Parameter(
    "dimension",
    N_("province, region, strategy, city, enterprise, qualification or category; province if missing"),
)


def _question(name: str, module: str, title: str, parameters: str, columns: str, **traits: Any) -> Question:
    own = {"by": _DIMENSION} if module == "trend" else {}
    chosen = {parameter: own.get(parameter, PARAMETERS[parameter]) for parameter in parameters.split()}
    return Question(name, module, title, chosen, tuple(columns.split()), **traits)


_PROPOSED = "as_of seats reach_weight min_output_yuan fixed forbidden weights"
_REPORTING = (
    "expected reported missing revised on_time_count late_count loaded_count reported_rate on_time_rate"
    " problem_count open_problem_count"
)
_ROSTER_EVENT = (
    "date event unit_id enterprise province_code batch document reason step province enterprise_code office"
    " city from_province_code from_province reach_before_codes reach_after_codes staff_before staff"
    " submission_id received_at file sheet source_row"
)

_TREND = (
    "ytd_yuan quarter_yuan four_quarters_yuan amount_yuan prior_yuan change_yuan yoy like_for_like_yoy qoq"
    " share share_change_pp contribution_pp rank rank_change enterprise_count spans_quarters spanning"
)

_ALL = (
    _question(
        "overview", "output", N_("Out-of-province output at a glance"), "year quarter",
        "year quarter out_of_province_ytd_yuan prior_ytd_yuan yoy like_for_like_yoy out_of_province_yuan"
        " target_yuan target_share gross_output_ytd_yuan outward_ratio outward_ratio_prior"
        " outward_ratio_change_pp provinces_with_output provinces_above_first provinces_above_second"
        " enterprise_count expected_enterprises reported_enterprises open_questions latest_received_at"
        " first_threshold_yuan second_threshold_yuan",
    ),
    _question(
        "output_by_province", "output", N_("Out-of-province output by destination province"),
        "year quarter city",
        "province_code province output_ytd_yuan output_yuan prior_ytd_yuan yoy like_for_like_yoy share"
        " rank rank_change enterprise_count project_count spans_quarters spanning_enterprises",
    ),
    _question(
        "output_trend", "output", N_("Output by quarter"), "province city enterprise",
        "year quarter output_ytd_yuan output_yuan spans_quarters gross_output_ytd_yuan outward_ratio yoy"
        " prior_ytd_yuan like_for_like_yoy enterprise_count spanning_enterprises",
    ),
    _question(
        "trend_breakdown", "trend", N_("What moved, by dimension"), "by basis year quarter limit",
        f"group_code group_name {_TREND}",
    ),
    _question(
        "trend_series", "trend", N_("Trend by quarter"), "by group basis",
        f"year quarter {_TREND} reported",
    ),
    _question(
        "trend_components", "trend", N_("What a figure is made of"), "by group basis year quarter limit",
        "component group_code group_name amount_yuan prior_yuan yoy share contribution_pp spans_quarters",
    ),
    _question(
        "concentration", "trend", N_("Concentration by quarter"), "by basis",
        "year quarter top_five_share hhi group_count total_yuan largest_codes largest_groups",
    ),
    _question(
        "entries_and_exits", "trend", N_("Who came and who went"), "by basis year quarter limit",
        "movement group_code group_name amount_yuan prior_yuan share contribution_pp",
    ),
    _question(
        "thresholds", "trend", N_("Provinces above the thresholds by quarter"), "basis",
        "year quarter provinces_with_output provinces_above_first provinces_above_second first_threshold_yuan"
        " second_threshold_yuan above_first_codes above_second_codes",
    ),
    _question(
        "outlook", "outlook", N_("Where the year will land"), "year quarter province city",
        "year quarter output_ytd_yuan landing_yuan low_yuan high_yuan level target_yuan needed_yuan"
        " needed_per_quarter_yuan quarters_left method past_error origins naive_share_error"
        " naive_rest_error naive_total_error state landing_yoy prior_total_yuan prior_rest_yuan actual_yuan"
        " expected_enterprises reported_enterprises",
    ),
    _question(
        "outlook_evaluation", "outlook", N_("How each method would have foretold the years so far"),
        "province city",
        "year quarter method chosen output_ytd_yuan landing_yuan low_yuan high_yuan actual_yuan error within",
    ),
    _question(
        "output_by_enterprise", "output", N_("Output by enterprise"),
        "year quarter province city limit",
        "enterprise_code enterprise city output_ytd_yuan prior_ytd_yuan yoy share rank city_code",
    ),
    _question(
        "output_by_city", "output", N_("Out-of-province output by home city"), "year quarter",
        "city_code city output_ytd_yuan gross_output_ytd_yuan outward_ratio yoy enterprise_count"
        " province_count prior_ytd_yuan output_yuan share rank",
    ),
    _question(
        "output_of_enterprise", "enterprise", N_("Output of an enterprise by destination province"),
        "enterprise year quarter",
        "province_code province output_ytd_yuan output_yuan spans_quarters prior_ytd_yuan yoy share",
    ),
    _question(
        "enterprises", "enterprise", N_("Enterprises"), "city province q limit",
        "enterprise_code enterprise city_code city qualification grade output_ytd_yuan province_count"
        " registered",
    ),
    _question(
        "enterprise_profile", "enterprise", N_("One enterprise"), "enterprise",
        "enterprise_code enterprise city_code city qualification grade ownership founded_date"
        " enterprise_type registered year quarter output_ytd_yuan prior_ytd_yuan yoy"
        " gross_output_ytd_yuan outward_ratio rank province_count employees project_count unit_id office"
        " province_code province batch since",
    ),
    _question(
        "periods", "completeness", N_("Reported quarters"), "", "year quarter reported_enterprises",
    ),
    _question(
        "completeness", "completeness", N_("Reports expected and received by home city"),
        "year quarter",
        "city_code city expected reported missing revised",
    ),
    _question(
        "missing_reports", "completeness", N_("Enterprises expected to report that have not"),
        "year quarter city limit",
        "enterprise_code enterprise city_code city last_year last_quarter last_ytd_yuan",
    ),
    _question(
        "projects", "projects", N_("Projects outside the home province"),
        "province enterprise city status as_of limit",
        "project_code project enterprise_code enterprise province_code category contract_yuan"
        " signed_date status province project_city own_share_yuan amount_scope role stage start_date"
        " planned_end_date actual_end_date home_city_code home_city",
        dated=True,
    ),
    _question(
        "projects_to_check", "projects", N_("Projects whose province is to be checked"), "limit",
        "project_code project enterprise_code enterprise reason province_text project_city category"
        " contract_yuan own_share_yuan signed_date stage status file sheet source_row",
    ),
    _question(
        "key_units", "roster", N_("Key units"), "as_of province batch",
        "unit_id enterprise_code enterprise office province_code province city batch since reach_codes"
        " reach_declared staff has_office demand_yuan reach_demand_yuan own_demand_yuan document",
        dated=True,
    ),
    _question(
        "roster_changes", "roster", N_("Changes of the roster of key units"), "from to province batch",
        _ROSTER_EVENT, dated=True,
    ),
    _question(
        "roster_stays", "roster", N_("Key units on the time line"), "province batch",
        "unit_id enterprise_code enterprise province_code province batch first_day last_day ended_by"
        " first_designated office",
    ),
    _question(
        "unit_history", "key_unit", N_("History of a key unit"), "unit", _ROSTER_EVENT,
    ),
    _question(
        "unit_profile", "key_unit", N_("One key unit"), "unit as_of",
        "unit_id enterprise_code enterprise office province_code province city batch active since until"
        " first_designated reach_codes reach_declared staff has_office document home_city_code home_city"
        " qualification grade",
        dated=True,
    ),
    _question(
        "unit_output", "key_unit", N_("Where a key unit sits and whom it reaches"), "unit as_of",
        "province_code province service output_four_quarters_yuan prior_four_quarters_yuan growth demand_yuan"
        " own_share first_year years_there project_count rank",
        dated=True,
    ),
    _question(
        "unit_criteria", "key_unit", N_("What speaks for a key unit"), "unit as_of",
        "unit_id province_code criterion points evidence",
        dated=True, speaks=True,
    ),
    _question(
        "units_to_reconsider", "reconsider", N_("Key units to reconsider"),
        "as_of province batch unit",
        "unit_id enterprise_code enterprise province_code province batch rule rule_count since threshold why"
        " output_four_quarters_yuan prior_four_quarters_yuan project_count most_projects open_requests"
        " late_requests working_days months_since growth unused_codes",
        dated=True, speaks=True,
    ),
    _question(
        "coverage", "coverage", N_("Coverage by destination province"), "as_of",
        "province_code province status stationed_units reaching_units demand_yuan demand_share"
        " enterprise_count project_count rank yoy uncovered_since why stationed_by reached_by",
        dated=True, speaks=True,
    ),
    _question(
        "coverage_summary", "coverage", N_("Coverage in figures"), "as_of",
        "provinces_total provinces_with_business provinces_stationed provinces_reached provinces_gap"
        " share_stationed share_covered demand_yuan provinces_idle provinces_covered"
        " provinces_covered_with_business share_uncovered key_unit_count batch_count year quarter",
        dated=True,
    ),
    _question(
        "coverage_history", "coverage", N_("Coverage by quarter"), "as_of",
        "year quarter date provinces_total provinces_with_business provinces_stationed provinces_reached"
        " provinces_gap provinces_idle provinces_covered provinces_covered_with_business share_stationed"
        " share_covered share_uncovered demand_yuan key_unit_count batch_count demand_year demand_quarter",
        dated=True,
    ),
    _question(
        "coverage_of_province", "coverage", N_("Coverage of a province by quarter"), "province as_of",
        "province_code province year quarter date status demand_yuan demand_share rank stationed_units"
        " reaching_units stationed_by reached_by",
        dated=True,
    ),
    _question(
        "coverage_changes", "coverage", N_("Coverage on two dates"), "from to",
        "province_code province status_before status_after change demand_before_yuan demand_after_yuan"
        " demand_change_yuan came left why",
        dated=True, speaks=True,
    ),
    _question(
        "coverage_by_region", "coverage", N_("Coverage by region"), "as_of strategy",
        "region_kind region_code region provinces_total provinces_with_business provinces_stationed"
        " provinces_reached provinces_gap provinces_idle provinces_covered provinces_covered_with_business"
        " share_stationed share_covered share_uncovered demand_yuan province_codes partial_codes gap_codes",
        dated=True,
    ),
    _question(
        "next_batch", "next_batch", N_("Proposal for the next batch"), f"{_PROPOSED} plan",
        "plan seat province_code province enterprise_code enterprise gain_yuan gain_share score reason"
        " runner_up demand_yuan before newly_reached fixed known evidence runner_up_code runner_up_score"
        " swap_province_code swap_enterprise_code swap_loss_yuan",
        dated=True, speaks=True, solves=True,
    ),
    _question(
        "next_batch_plans", "next_batch", N_("Plans for the next batch"), _PROPOSED,
        "plan seats gain_yuan covered_yuan covered_share score provinces_stationed provinces_covered"
        " seated_codes covered_before_yuan demand_yuan bound_yuan gap_yuan complete coverage_ties"
        " unknown_codes proof share_stationed share_covered",
        dated=True, speaks=True, solves=True,
    ),
    _question(
        "next_batch_coverage", "next_batch", N_("Coverage with the next batch"), f"{_PROPOSED} plan",
        "province_code province status demand_yuan status_before seats",
        dated=True, solves=True,
    ),
    _question(
        "next_batch_curve", "next_batch", N_("Coverage by number of seats"),
        "as_of reach_weight min_output_yuan forbidden",
        "seats covered_yuan covered_share provinces_covered gain_yuan all_covered",
        dated=True, solves=True,
    ),
    _question(
        "next_batch_fewest", "next_batch", N_("Fewest seats to cover everything"),
        "as_of reach_weight min_output_yuan forbidden weights",
        "with_demand_only seats covered_yuan covered_share provinces_covered seated_codes"
        " uncoverable_codes contested_codes",
        dated=True, solves=True,
    ),
    _question(
        "next_batch_candidates", "candidates", N_("Candidates for a seat"),
        "as_of province enterprise min_output_yuan weights limit",
        "province_code province rank enterprise_code enterprise score known output_yuan"
        " output_four_quarters_yuan prior_four_quarters_yuan years_there project_count grade has_office"
        " staff conduct willing record_points years_points growth_points projects_points grade_points"
        " presence_points conduct_points willingness_points evidence",
        dated=True, speaks=True,
    ),
    _question(
        "next_batch_evidence", "candidates", N_("Evidence for a candidate"),
        "as_of province enterprise weights",
        "province_code province enterprise_code enterprise criterion points weight evidence",
        dated=True, speaks=True,
    ),
    _question(
        "next_batch_what_if", "proposal_changes", N_("What would change the proposal"),
        f"{_PROPOSED} move drop supposed_weight demand",
        "case units covered_before_yuan covered_yuan covered_share gain_yuan provinces_stationed"
        " provinces_covered score conclusion",
        dated=True, speaks=True, solves=True,
    ),
    _question(
        "next_batch_what_if_seats", "proposal_changes", N_("Seats that would change"),
        f"{_PROPOSED} move drop supposed_weight demand",
        "seat_change province_code province enterprise_code enterprise score",
        dated=True, solves=True,
    ),
    _question(
        "next_batch_weight_range", "proposal_changes", N_("How far the weight of reach can move"),
        f"{_PROPOSED} plan",
        "low high below_codes above_codes conclusion",
        dated=True, speaks=True, solves=True,
    ),
    _question(
        "next_batch_sensitivity", "proposal_changes", N_("How far demand can move"), _PROPOSED,
        "province_code province demand_change changes leaves_codes enters_codes shortfall_yuan",
        dated=True, solves=True,
    ),
    _question(
        "batch_events", "next_batch", N_("The next batch as events of the roster"),
        f"{_PROPOSED} plan batch effective_date document",
        "enterprise_code enterprise office station_province_code station_city batch event effective_date"
        " document reason reach_codes has_office staff contact phone",
        dated=True, kind="key_unit", solves=True,
    ),
    _question(
        "service_requests", "service", N_("Service requests"),
        "as_of province city state urgency category owner unit enterprise request limit",
        "request_id enterprise province_code category received_at responded_at resolved_at state working_days"
        " overdue owner province enterprise_code city_code city limit_days due_date days_left due_soon"
        " response_due_date response_overdue on_time times_reopened unit_id host host_coverage satisfaction"
        " content result calendar_estimated",
        dated=True,
    ),
    _question(
        "service_performance", "service", N_("How well requests are served"), "from to by as_of",
        "group_code group_name requests responded_rate resolved_rate on_time_rate median_working_days"
        " satisfaction open overdue reopened enterprise_count requests_per_100 coverage",
        dated=True,
    ),
    _question(
        "service_request_history", "service", N_("What was told of a request"), "request",
        "request_id version told_at request_step received_at responded_at resolved_at owner result"
        " satisfaction by file sheet source_row submission_id superseded",
    ),
    _question(
        "desk_matters", "service", N_("What waits at the liaison desk"), "as_of",
        "matter matter_count name province_code matter_days",
        dated=True,
    ),
    _question(
        "liaison_directory", "liaison", N_("Who is responsible for whom"), "as_of province city duty",
        "duty city_code city enterprise_code enterprise province_code province officer post phone since until"
        " vacant vacant_since overlapping liaison_region local_authority coverage demand_yuan",
        dated=True,
    ),
    _question(
        "engagements", "liaison", N_("Round tables, visits, field studies, assistance"),
        "from to form province city enterprise limit",
        "date form province_code province city host participants participant_count known_count theme"
        " problem_count follow_up_count follow_up_ids minutes",
        dated=True,
    ),
    _question(
        "contacts", "liaison", N_("When enterprises were last contacted"),
        "as_of months city contact_state limit",
        "enterprise_code enterprise city_code city demand_yuan backbone contact_state last_contact_date"
        " last_form contact_count",
        dated=True,
    ),
    _question(
        "contact_summary", "liaison", N_("Contacts in figures"), "as_of months city",
        "enterprise_count contacted_count contacted_share never_count backbone_count backbone_contacted_count"
        " backbone_contacted_share backbone_never_count engagement_count problem_count",
        dated=True,
    ),
    _question(
        "agreements", "liaison", N_("Agreements with other provinces"), "as_of province mechanism",
        "province_code province mechanism agreement_state document signed_date expires_date days_left"
        " local_authority demand_yuan enterprise_count request_count",
        dated=True,
    ),
    _question(
        "benchmarks", "outside", N_("Published figures to compare with"),
        "region indicator caliber limit",
        "region_code region period basis indicator value unit caliber vintage discrete_value derived_yoy"
        " published_yoy flag source year quarter scope nature spans_quarters derived",
    ),
    _question(
        "benchmark_anomalies", "outside", N_("Published figures that disagree with others, and why"),
        "region indicator anomaly limit",
        "region_code region period anomaly indicator value compared_value difference unit against why basis"
        " scope caliber vintage year quarter published_yoy derived_yoy",
        speaks=True,
    ),
    _question(
        "benchmark_revisions", "outside", N_("What published figures were at first and became"),
        "region indicator limit",
        "region_code region period indicator first_vintage first_value last_vintage last_value revision"
        " vintages unit basis scope caliber year quarter",
    ),
    _question(
        "peer_regions", "outside", N_("Output in other provinces as published by region, beside ours"),
        "region caliber scope year quarter",
        "region_code region year quarter basis scope caliber vintage gross_output_ytd_yuan"
        " out_of_province_ytd_yuan"
        " outward_ratio published_ratio nation_share ratio_rank ratio_rank_of output_rank output_rank_of"
        " gross_rank gross_rank_of our_output_ytd_yuan our_ratio our_nation_share difference_pp source",
        open_period=True,
    ),
    _question(
        "reconciliation", "outside", N_("Our sum over destinations beside the total reported"),
        "year quarter caliber",
        "year quarter region_code region caliber vintage ours_yuan reported_yuan difference_yuan"
        " difference_share explanation basis scope indicator missing missing_yuan revised_yuan"
        " unknown_city_yuan rounding_yuan spans_quarters value unit source",
        open_period=True, speaks=True,
    ),
    _question(
        "targets", "outside", N_("Targets and what was attained"), "year",
        "year indicator scope_code scope value unit actual_value attained",
    ),
    _question(
        "problems", "records", N_("Problems of the records"), "submission severity limit",
        "submission_id file sheet source_row field value rule severity message header",
        speaks=True, tells_phones=True,
    ),
    _question(
        "quality_problems", "quality", N_("What is doubted, and what came of it"),
        "problem city problem_state severity year quarter limit",
        "problem_id problem_state severity rule message kind enterprise_code enterprise city_code city year"
        " quarter province_code province field value file sheet source_row submission_id received_at by"
        " answer answered_by answered_at answer_submission_id",
        open_period=True, speaks=True, tells_phones=True,
    ),
    _question(
        "submissions", "records", N_("What came in"), "limit",
        "submission_id received_at by file kinds rows question_count note demo withdraws withdrawn_by"
        " sha256",
    ),
    _question(
        "provenance", "records", N_("Where a figure comes from"),
        "kind enterprise year quarter province project limit",
        "file sheet source_row submission_id received_at by superseded kind row superseded_by record",
        open_period=True, speaks=True, tells_phones=True,
    ),
    _question(
        "submission_effects", "submissions", N_("What a submission brought, in figures"), "submission",
        "submission_id kind rows_added rows_revised rows_removed rows_unchanged",
    ),
    _question(
        "withdrawal_effects", "submissions", N_("What a withdrawal would change, in figures"), "submission",
        "submission_id kind rows_removed rows_revised rows_unchanged",
    ),
    _question(
        "submission_changes", "submissions", N_("What a submission changed"), "submission change limit",
        "submission_id kind change enterprise_code enterprise year quarter province_code province record"
        " difference before_yuan after_yuan sheet source_row row_before row_after",
        speaks=True, tells_phones=True,
    ),
    _question(
        "timeliness", "completeness", N_("Who reported in time"), "year quarter city report_state limit",
        "enterprise_code enterprise city state received_at city_code due_date days_late on_time revised_at"
        " submission_id file",
    ),
    _question(
        "quality_by_city", "completeness", N_("Quality of the reports by home city"), "year quarter",
        f"year quarter city_code city {_REPORTING}",
        open_period=True,
    ),
    _question(
        "quality_trend", "completeness", N_("Quality of the reports by quarter"), "city",
        f"year quarter {_REPORTING}",
    ),
)  # fmt: skip

QUESTIONS: dict[str, Question] = {question.name: question for question in _ALL}
