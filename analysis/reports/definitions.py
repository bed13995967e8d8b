"""What a column means, for whoever reads a file without the page around it.

Keys are names as in the glossary ("question.column" where one question means it more narrowly). A column
whose name says everything has none.
"""

from analysis.language import N_

GENERAL = (
    N_("Output is the year-to-date figure enterprises report, by the province where the work is done."),
    N_(
        "An empty cell means that nothing was reported or that the figure cannot be calculated; it is not"
        " zero."
    ),
    N_("Money is exact to the yuan and shown in the unit of the column's heading."),
)

DEFINITIONS: dict[str, str] = {
    "four_quarters_yuan": N_(
        "The year to date, last year's whole year, less last year's same quarter to date; none where one of"
        " these reports is missing."
    ),
    "qoq": N_(
        "The single quarter against the one before it, not adjusted for the season; only where both are one"
        " quarter."
    ),
    "share_change_pp": N_("This share less that of a year before."),
    "contribution_pp": N_(
        "The change divided by last year's total; all contributions add up to the total's growth."
    ),
    "hhi": N_("The sum of squared shares in per cent: 10,000 if one has all."),
    "movement": N_(
        "Entered and left only where the other year was reported; otherwise it says whose report is missing."
    ),
    "landing_yuan": N_("The whole year as foretold from what was known at the quarter; not a report."),
    "low_yuan": N_("The forecast less the errors of earlier years; never below what is reported."),
    "high_yuan": N_("The forecast and the errors of earlier years."),
    "level": N_("The share of outcomes the interval is made to hold."),
    "needed_per_quarter_yuan": N_("What is missing to the target, divided by the quarters left."),
    "past_error": N_(
        "Mean absolute error, as a share of what came, of what would have been chosen at the same quarter of"
        " earlier years."
    ),
    "origins": N_("How many earlier years the past error rests on."),
    "naive_share_error": N_("The same for the year to date divided by last year's share of the year."),
    "naive_rest_error": N_("The same for last year's remaining quarters at last year's growth."),
    "naive_total_error": N_("The same for last year's total at last year's growth."),
    "error": N_("Foretold against what came; positive if too much was foretold."),
    "output_ytd_yuan": N_("Completed from the beginning of the year to the end of the quarter, as reported."),
    "output_yuan": N_(
        "This year-to-date figure minus the previous one of the same year; the first quarter is its own."
        " After a"
        " missing quarter it spans several quarters; nothing is spread or filled."
    ),
    "prior_ytd_yuan": N_("The year-to-date figure of the same quarter a year before, as it stands today."),
    "out_of_province_ytd_yuan": N_(
        "Output completed in other provinces from the beginning of the year; part of gross output. Work"
        " abroad is not"
        " in it."
    ),
    "out_of_province_yuan": N_("The single quarter of output completed in other provinces."),
    "gross_output_ytd_yuan": N_(
        "All domestic output from the beginning of the year, the home province included."
    ),
    "outward_ratio": N_("Out-of-province output divided by gross output, calculated from the sums."),
    "outward_ratio_prior": N_("The outward ratio of the same quarter a year before."),
    "outward_ratio_change_pp": N_("The outward ratio minus the one a year before, in percentage points."),
    "yoy": N_(
        "Year-to-date figure against the same quarter a year before, calculated on the levels in this"
        " release. Empty"
        " on a base of zero or below."
    ),
    "like_for_like_yoy": N_("Growth of the enterprises that reported in both periods."),
    "share": N_("Share of the out-of-province total."),
    "rank": N_("Place by year-to-date output, 1 is the largest."),
    "rank_change": N_("Places gained (+) or lost (-) against the same quarter a year before."),
    "spans_quarters": N_(
        "How many quarters the single-quarter figure covers: more than 1 after a missing report."
    ),
    "spanning_enterprises": N_("Enterprises whose single-quarter figure covers more than one quarter."),
    "enterprise_count": N_("Enterprises with output above zero."),
    "project_count": N_("Projects under way."),
    "province_count": N_("Provinces other than the home province with output."),
    "target_share": N_(
        "Out-of-province output from the beginning of the year, divided by the year's target."
    ),
    "expected_enterprises": N_("Enterprises that reported in this quarter or in any of the four before."),
    "expected": N_("Enterprises that reported in this quarter or in any of the four before."),
    "working_days": N_(
        "Working days after the day received, up to and including the day resolved or, while open, the date."
        " By the Chinese holiday calendar with its make-up days."
    ),
    "service_requests.overdue": N_("Open for more working days than the limit of its category."),
    "service_performance.overdue": N_("Open for more working days than the limit of the category."),
    "due_soon": N_("Open, with no more working days left than the settings say."),
    "on_time": N_("Resolved within the limit of its category; empty while open."),
    "responded_rate": N_("Requests responded to or resolved, of all."),
    "resolved_rate": N_("Requests resolved, of all."),
    "on_time_rate": N_("Requests resolved within their limit, of those resolved or overdue."),
    "median_working_days": N_("Of the resolved requests: half took no longer."),
    "requests_per_100": N_("Requests for every hundred enterprises with output there."),
    "host_coverage": N_("Whether a key unit was stationed in or reached the province on the day received."),
    "calendar_estimated": N_("Counted Monday to Friday, since the year's holidays are not published."),
    "vacant": N_("Nobody is responsible on the date."),
    "overlapping": N_("Several officers are responsible for the same on the date."),
    "follow_up_count": N_("Requests of the enterprises there, received within 30 days after."),
    "known_count": N_("Names on the list that are those of known enterprises."),
    "backbone": N_(
        "One of the fewest, largest enterprises that together make up 80 % (or what the settings say) of"
        " four-quarter output in other provinces."
    ),
    "contact_state": N_("Met within the months asked for, earlier, or never."),
    "agreement_state": N_("In force, expiring within the days the settings say, expired, or none."),
    "missing": N_("Expected to report, but no report has come."),
    "revised": N_("Enterprises whose figures for this quarter were replaced by a later submission."),
    "own_share_yuan": N_("What falls to this enterprise; only this is added up."),
    "amount_scope": N_(
        "Whether the amount is the enterprise's own, a consortium's total or the total investment."
    ),
    "stage": N_("The latest stage known. A candidate is not a project yet."),
    "since": N_("Date from which the designation is in force."),
    "reach_codes": N_(
        "Provinces the unit serves beyond its station: as declared, otherwise the neighbours of its"
        " station. Never"
        " the home province."
    ),
    "reach_declared": N_("Whether the unit declared its reach itself."),
    "demand_yuan": N_(
        "Our output in the province over the last four quarters: year-to-date figure plus last year's full"
        " year minus"
        " last year's year-to-date figure of the same quarter."
    ),
    "reach_demand_yuan": N_("Output of the last four quarters in the provinces within reach."),
    "own_demand_yuan": N_("The enterprise's own output of the last four quarters in the station's province."),
    "demand_share": N_("Share of the output of the last four quarters in all provinces."),
    "coverage.status": N_(
        "Stationed: an active key unit sits in the province. Reached: an active unit's reach includes it."
        " Gap: we have"
        " output there in the last four reported quarters or a project under way, and no unit. Idle: none"
        " of these."
    ),
    "uncovered_since": N_("Since when no active key unit sits in the province or reaches it."),
    "provinces_with_business": N_("Provinces that are not idle."),
    "share_stationed": N_("Share of the output of the last four quarters in provinces with a unit."),
    "share_covered": N_(
        "Share of the output of the last four quarters in provinces with a unit or within reach of one."
    ),
    "share_uncovered": N_("1 minus the share covered."),
    "caliber": N_("Who counted. Figures of the two calibers can differ by up to 10 % and are never mixed."),
    "basis": N_("Year to date, single quarter, full year, or a point in time."),
    "vintage": N_("When the figure was published or taken; later vintages revise earlier ones."),
    "nature": N_("Flows are differenced into single quarters; stocks, ratios and averages never are."),
    "discrete_value": N_("The single quarter of a year-to-date flow."),
    "derived_yoy": N_(
        "Growth calculated on the published levels. Bases get revised, so it can differ"
        " from the"
        " published growth."
    ),
    "published_yoy": N_("Growth as published."),
    "units_to_reconsider.since": N_(
        "Output: the end of the first period without a break in which the fall was beyond the limit."
        " Projects: the day the last one ended. Requests: the day the oldest late one came in. Activity: the"
        " day of the last. Reach: the day it was declared."
    ),
    "threshold": N_(
        "As set by the operator, in the rule's own measure: a fall as a share, months, or requests."
    ),
    "late_requests": N_("Open without a response or a resolution for longer than the working days set."),
    "unused_codes": N_(
        "Declared, without output of ours in the last four reported quarters, project under way or request."
    ),
    "attained": N_("Actual value divided by the target."),
    "severity": N_("Error: not taken. Question: taken, listed for the reporter. Note: for information."),
    "superseded": N_("Whether a later submission has replaced this row."),
    "superseded_by": N_("The submission whose row of the same key took this row's place."),
    "reported_rate": N_("Enterprises that reported, divided by those expected to."),
    "quality_by_city.on_time_rate": N_(
        "Enterprises whose first report came by the day due, divided by those expected; empty for history."
    ),
    "quality_trend.on_time_rate": N_(
        "Enterprises whose first report came by the day due, divided by those expected; empty for history."
    ),
    "days_late": N_("Days from the day due to the first report; empty where it is missing or history."),
    "problem_state": N_(
        "Open; answered: somebody looked into it and the record stands; corrected: a later row took its"
        " place, the doubt is gone, or somebody said so."
    ),
    "difference_yuan": N_("Our sum less what was reported."),
    "published_ratio": N_("The outward ratio as the source states it."),
    "nation_share": N_("Of the nation's output in other provinces, of the same quarter, scope and caliber."),
    "ratio_rank": N_("Place among the provinces published for the same quarter, scope and caliber."),
    "our_ratio": N_("Of what our enterprises reported for the quarter: a caliber of its own, never ranked."),
    "difference_share": N_("The difference divided by what was reported."),
    "explanation": N_("What could lie between the two; not an account of the difference."),
    "rounding_yuan": N_("Half a unit of the last decimal published."),
}


def definition_of(name: str, question: str) -> str:
    """The message id that defines a column of a question; "" where its name says everything."""
    return DEFINITIONS.get(f"{question}.{name}") or DEFINITIONS.get(name, "")
