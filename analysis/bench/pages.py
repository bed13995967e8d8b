"""What each page asks when it opens, its filters at their first values; a test compares it with the pages."""

from datetime import date
from typing import Any

from analysis.glossary import INDICATORS, NATION_CODE, WHOLE_INDUSTRY
from analysis.questions.suppositions import weights_text
from analysis.settings import CriterionWeights, Settings, today

Parameters = dict[str, Any]
Asked = list[tuple[str, Parameters]]

_LISTED, _TABLE, _MONTHS = 50, 100, 12


def asked_by_pages(
    province: str, enterprise: str, unit: str, submission: int, year: int, quarter: int
) -> dict[str, Asked]:
    """The questions of every page with their parameters, for what is chosen on it."""
    period: Parameters = {"year": year, "quarter": quarter}
    at_province: Parameters = {"province": province}
    own: Parameters = {"enterprise": enterprise}
    listed: Parameters = {"limit": _LISTED}
    on_today: Parameters = {"as_of": today()}
    proposed: Parameters = on_today | {
        "reach_weight": 0.5,
        "min_output_yuan": 0,
        "weights": weights_text(CriterionWeights()),
    }
    of_plan: Parameters = proposed | {"plan": 1}
    at_most: Parameters = {"limit": _TABLE}
    last_year: Parameters = {"from": _year_before(today()), "to": today()}
    nation: Parameters = {"region": NATION_CODE, "caliber": "statistics"}
    return {
        "overview": [
            ("periods", {}),
            ("overview", period),
            ("overview", {}),
            ("output_by_province", period),
            ("completeness", period),
            ("coverage_summary", {}),
            ("coverage", {}),
            ("projects_to_check", {}),
            ("units_to_reconsider", {}),
            ("desk_matters", {}),
        ],
        "province": [
            ("periods", {}),
            ("output_by_province", period),
            ("coverage", {}),
            ("output_trend", at_province),
            ("output_by_enterprise", period | at_province | listed),
        ],
        "key_units": [
            ("key_units", on_today),
            ("coverage_summary", on_today),
            ("roster_changes", {}),
            ("roster_stays", {}),
            ("units_to_reconsider", on_today),
        ],
        "key_unit": [
            ("roster_stays", {}),
            ("unit_profile", on_today | {"unit": unit}),
            ("unit_output", on_today | {"unit": unit}),
            ("unit_criteria", on_today | {"unit": unit}),
            ("units_to_reconsider", on_today | {"unit": unit}),
        ],
        "coverage": [
            ("coverage_by_region", on_today),
            ("coverage", on_today),
            ("coverage_summary", on_today),
            ("roster_changes", {}),
            ("coverage_history", on_today),
        ],
        "next_batch": [
            ("next_batch_plans", proposed),
            ("next_batch_fewest", proposed),
            ("next_batch_coverage", of_plan),
            ("next_batch", of_plan),
            ("batch_events", of_plan),
            ("next_batch_evidence", on_today | at_province | own | {"weights": proposed["weights"]}),
        ],
        "trends": [
            ("periods", {}),
            ("trend_breakdown", period | {"by": "province", "basis": "ytd"}),
            ("trend_series", {"by": "province", "basis": "ytd"}),
            ("output_trend", {}),
            ("benchmarks", nation | {"indicator": INDICATORS["out_of_province_output"]}),
            ("benchmarks", nation | {"indicator": INDICATORS["gross_output"]}),
            (
                "peer_regions",
                {"region": Settings().home_province, "caliber": "statistics", "scope": WHOLE_INDUSTRY},
            ),
        ],
        "outlook": [
            ("periods", {}),
            ("outlook", period),
            ("output_trend", {}),
            ("outlook_evaluation", {}),
        ],
        "benchmarks": [
            ("benchmarks", nation | {"indicator": INDICATORS["gross_output"]}),
            ("benchmark_anomalies", {"region": NATION_CODE, "limit": _TABLE}),
            (
                "benchmark_revisions",
                {"region": NATION_CODE, "indicator": INDICATORS["gross_output"]},
            ),
            ("peer_regions", {"caliber": "statistics"}),
            (
                "peer_regions",
                {"caliber": "statistics", "scope": WHOLE_INDUSTRY, "year": year, "quarter": 4},
            ),
        ],
        "enterprise": [
            ("enterprise_profile", own),
            ("output_trend", own),
            ("output_of_enterprise", own),
        ],
        "quality": [
            ("periods", {}),
            ("quality_trend", {}),
            ("quality_by_city", period),
            ("quality_by_city", {}),
            ("reconciliation", {}),
            ("quality_problems", {"severity": "question", "problem_state": "open"} | listed),
        ],
        "provenance": [
            ("periods", {}),
            ("output_trend", {}),
            ("output_by_enterprise", period | {"limit": _LISTED}),
        ],
        "submission": [
            ("submissions", {}),
            ("submission_effects", {"submission": submission}),
            ("submission_changes", {"submission": submission, "limit": _LISTED}),
            ("problems", {"submission": submission, "limit": _LISTED}),
        ],
        "service": [
            ("service_performance", {"by": "owner"}),
            ("service_performance", {"by": "category"}),
            ("service_performance", {"by": "all"} | last_year),
            ("service_requests", at_most),
            ("service_performance", {"by": "province"} | last_year),
        ],
        "liaison": [
            ("liaison_directory", on_today),
            ("liaison_directory", on_today | {"duty": "province"}),
        ],
        "engagements": [
            ("contact_summary", on_today | {"months": _MONTHS}),
            ("engagements", {"from": _year_before(today())}),
            ("contacts", on_today | {"months": _MONTHS, "contact_state": "never"} | at_most),
        ],
        "agreements": [("agreements", on_today)],
        "data_intake": [("problems", {"severity": "question"} | listed)],
    }


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))
